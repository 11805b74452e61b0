import { etatRecapitulatif, jsonCanonique, type DonneesConvention } from '@tdt/domaine';
import { DocumentPdf, STYLES, assainirTout } from '@tdt/documents';
import {
  composerAnnexeFinancement,
  composerEtatRecapitulatif,
} from '../../convention-multipartite/v1/annexes-financieres.js';
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
import type { Contexte } from '../../convention-multipartite/v1/modele.js';
import { clausesBilaterales, type Ensemble } from './clauses.js';
import type { DonneesBilaterale } from './donnees.js';
import { reduireAuFinanceur } from './reduire.js';

export type { ConventionSoeur, DonneesBilaterale } from './donnees.js';
export { reduireAuFinanceur } from './reduire.js';

const INTITULE = 'Convention bilatérale de financement';

/**
 * One convention of a coordinated set (R33): the beneficiary and one funder, the common plan, the other conventions by
 * name. Articles, visas and annexes are those that the law wants between these two: no court for administrative matters
 * and no aid law in that of a foundation, the state of grants (R32) in that of the region. Pure; embeds `convention.json`.
 * Throws when the plan has no such funder.
 */
export async function composerConventionBilaterale(
  donnees: DonneesBilaterale,
  { projet, empreinte, sceau = null, emisLe }: OptionsConvention,
): Promise<Buffer> {
  const { ensemble, financeurId, soeurs } = assainirTout(donnees);
  const reduites = avecRecapitulatif(reduireAuFinanceur(ensemble, financeurId), ensemble);
  const contexte = preparerContexte(reduites);
  const tout: Ensemble = { contexte: preparerContexte(ensemble), soeurs: ordonner(ensemble, financeurId, soeurs) };
  const { entete, beneficiaire, seance } = reduites;
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
  composerArticles(doc, contexte, clausesBilaterales(tout));
  composerSignatures(doc, contexte, projet);
  composerAnnexes(doc, contexte, annexes(tout.contexte));
  doc.joindre({
    nom: 'convention.json',
    type: 'application/json',
    description: 'Données du plan commun et de cette convention, montants en centimes',
    contenu: jsonCanonique(donnees),
  });
  return doc.terminer();
}

/** The state of grants goes with the grant of a région or a département, whatever the other parties (R32, CGCT L1611-8). */
function avecRecapitulatif(reduites: DonneesConvention, ensemble: DonneesConvention): DonneesConvention {
  const oblige = reduites.financeurs.some((f) => f.categorie === 'REGION' || f.categorie === 'DEPARTEMENT');
  if (!oblige || etatRecapitulatif(ensemble) === null) return reduites;
  const due = { code: 'IV', titre: 'État récapitulatif des subventions des collectivités' };
  return { ...reduites, annexes: [...reduites.annexes.filter((a) => a.code !== 'IV'), due] };
}

/** The other conventions, one a funder, in the order of the plan; one that nobody spoke of is still to be concluded. */
function ordonner(
  ensemble: DonneesConvention,
  financeurId: string,
  soeurs: DonneesBilaterale['soeurs'],
): Ensemble['soeurs'] {
  return ensemble.financeurs
    .filter((f) => f.organismeId !== financeurId)
    .map(({ organismeId, denomination }) => ({
      financeur: denomination,
      convention: soeurs.find((s) => s.financeurId === organismeId) ?? {
        financeurId: organismeId,
        numero: null,
        signeeLe: null,
      },
    }));
}

/** « Entre les soussignés »: two parties, and what « les financeurs » means in the articles. */
function composerPreambule(doc: DocumentPdf, contexte: Contexte): void {
  const { financeurs, beneficiaire } = contexte.donnees;
  doc.section('Sect', () => {
    doc.titre(2, 'Entre les soussignés', { suite: 120 });
    for (const financeur of financeurs) composerPartie(doc, financeur, 'D’une part :');
    doc.paragraphe(
      'désigné « le financeur » ; « les financeurs » sont le financeur et ceux du même plan de financement, qui ont chacun leur convention.',
      STYLES.corps,
    );
    composerPartie(doc, beneficiaire, 'D’autre part :');
    doc.paragraphe('désigné « le bénéficiaire ». Le financeur et le bénéficiaire sont ensemble « les parties ».');
  });
  composerVisas(doc, contexte);
}

/** The plan and the state of grants are those of all; schedules and everything else, of the two parties. */
function annexes(ensemble: Contexte): Annexes {
  return {
    ...ANNEXES,
    III: (doc, { donnees: { echeanciers } }, titre) =>
      composerAnnexeFinancement(doc, { ...ensemble, donnees: { ...ensemble.donnees, echeanciers } }, titre),
    IV: (doc, _contexte, titre) => composerEtatRecapitulatif(doc, ensemble, titre),
  };
}
