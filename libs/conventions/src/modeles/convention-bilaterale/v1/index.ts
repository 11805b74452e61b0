import { donneesEnJson, type DonneesConvention } from '@tdt/domaine';
import { DocumentPdf, STYLES, assainirTout } from '@tdt/documents';
import { composerAnnexeFinancement } from '../../convention-multipartite/v1/annexes-financieres.js';
import { abreger, nommer, type OptionsConvention } from '../../convention-multipartite/v1/composer.js';
import { preparerContexte } from '../../convention-multipartite/v1/contexte.js';
import {
  ANNEXES,
  composerAnnexes,
  composerArticles,
  composerSignatures,
  type Annexes,
} from '../../convention-multipartite/v1/corps.js';
import { composerCouverture, composerPartie, composerVisas } from '../../convention-multipartite/v1/couverture.js';
import { joindreLogos } from '../../convention-multipartite/v1/logos.js';
import type { Contexte } from '../../convention-multipartite/v1/modele.js';
import { clausesBilaterales } from './clauses.js';

const INTITULE = 'Convention bilatérale de financement';

/**
 * One convention of a coordinated set (R33): the beneficiary and one funder, the common plan, the other documents of the set by
 * name. Articles, visas and annexes are those that the law wants between these two: no court for administrative matters
 * and no aid law in that of a foundation, the state of grants (R32) in that of the region. Pure; embeds `convention.json`.
 * Throws when the data are those of no set (`donneesBilaterales`).
 */
export async function composerConventionBilaterale(
  donnees: DonneesConvention,
  { projet, empreinte, sceau = null, logos = new Map(), emisLe }: OptionsConvention,
): Promise<Buffer> {
  const { ensemble, ...siennes } = assainirTout(donnees);
  if (!ensemble) throw new Error('Ces données ne sont pas celles d’un ensemble de conventions.');
  const contexte = preparerContexte({ ...siennes, ensemble }, logos);
  const plan = preparerContexte({ ...siennes, plan: { ...siennes.plan, lignes: ensemble.lignes } }, logos);
  const { entete, beneficiaire, seance } = siennes;
  const reference = nommer(entete.numero, projet);
  const doc = new DocumentPdf({
    emisLe,
    metadonnees: {
      titre: `${reference} – ${entete.titre}`,
      auteur: seance.conference,
      sujet: `${INTITULE} au bénéfice de ${beneficiaire.denomination}`,
      motsCles: `convention, financement, version ${entete.version}, ${empreinte}`,
    },
    cadre: {
      titreCourant: `${INTITULE} – ${abreger(entete.titre, projet ? 44 : 84)}`,
      pied: `${reference} · version ${entete.version} · empreinte ${empreinte.slice(0, 16)}`,
      filigrane: projet ? 'PROJET' : null,
    },
  });
  composerCouverture(doc, contexte, { intitule: INTITULE, reference, empreinte, projet, sceau });
  doc.nouvellePage();
  composerPreambule(doc, contexte);
  composerArticles(doc, contexte, clausesBilaterales(plan, ensemble));
  composerSignatures(doc, contexte, projet);
  composerAnnexes(doc, contexte, annexes(plan));
  doc.joindre({
    nom: 'convention.json',
    type: 'application/json',
    description: 'Données du plan commun et de cette convention, montants en centimes',
    contenu: donneesEnJson(donnees),
  });
  joindreLogos(doc, contexte.logos.tous);
  return doc.terminer();
}

/** « Entre les soussignés »: two parties, and what « les financeurs » means in the articles. */
function composerPreambule(doc: DocumentPdf, contexte: Contexte): void {
  const { financeurs, beneficiaire } = contexte.donnees;
  doc.section('Sect', () => {
    doc.titre(2, 'Entre les soussignés', { suite: 120 });
    for (const financeur of financeurs) composerPartie(doc, financeur, 'D’une part :');
    doc.paragraphe(
      'désigné « le financeur » ; « les financeurs » sont le financeur et ceux du même plan de financement, qui s’engagent chacun par son propre document.',
      STYLES.corps,
    );
    composerPartie(doc, beneficiaire, 'D’autre part :');
    doc.paragraphe('désigné « le bénéficiaire ». Le financeur et le bénéficiaire sont ensemble « les parties ».');
  });
  composerVisas(doc, contexte);
}

/** The origins of the money are those of the whole plan; schedules and everything else, of the two parties. */
function annexes(plan: Contexte): Annexes {
  return {
    ...ANNEXES,
    III: (doc, _contexte, titre) => composerAnnexeFinancement(doc, plan, titre),
  };
}
