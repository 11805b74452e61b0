import {
  arriveesDe,
  ecrireEuros,
  ecrireTaux,
  enLettres,
  etatRecapitulatif,
  type DonneesConvention,
  type Modification,
  type ModificationFinanceur,
} from '@tdt/domaine';
import type { DocumentPdf, Tableau } from '@tdt/documents';
import { composerEtatRecapitulatif } from '../../convention-multipartite/v1/annexes-financieres.js';
import { tableauVersements } from '../../convention-multipartite/v1/articles/versements-et-utilisation.js';
import { annexesDe, preparerContexte } from '../../convention-multipartite/v1/contexte.js';
import { composerPartie } from '../../convention-multipartite/v1/couverture.js';

const NATURES = { FONCTIONNEMENT: 'en fonctionnement', INVESTISSEMENT: 'en investissement' } as const;

/** What each article of an arrival says of the newcomer: who it is, what it brings, when, and to what it is held. */
export function composerArrivees(
  doc: DocumentPdf,
  donnees: DonneesConvention,
  modifications: readonly Modification[],
  numero: number,
): void {
  const arrivees = arriveesDe(modifications);
  let rang = 0;
  const alinea = (texte: string) => doc.alinea(`${numero}.${(rang += 1)}`, texte);
  alinea(
    arrivees.length === 1
      ? 'Devient partie à la convention, et y est désigné parmi « les financeurs » :'
      : 'Deviennent parties à la convention, et y sont désignés parmi « les financeurs » :',
  );
  for (const { partie } of arrivees) composerPartie(doc, partie, null);
  for (const arrivee of arrivees) {
    alinea(contribution(donnees, arrivee));
    doc.tableau(versementsDe(donnees, arrivee));
  }
  alinea(
    'Le financeur qui arrive a reçu copie de la convention et en accepte toutes les stipulations : pièces à produire, comptes rendus, contrôle, sort des sommes non employées, suspension et résiliation valent pour sa contribution comme pour celles des autres.',
  );
  alinea(
    'Il n’est tenu que de sa contribution, sans solidarité avec les autres financeurs, et seulement à compter de l’effet de l’avenant. Il ne doit ni ne reçoit rien pour ce que les autres ont versé avant lui.',
  );
  alinea(
    'L’acte d’après lequel il signe l’avenant est celui qui engage sa contribution ; le bénéficiaire le nomme parmi les financeurs du projet.',
  );
}

function contribution(donnees: DonneesConvention, { ligne: { partId } }: ModificationFinanceur): string {
  const ligne = donnees.plan.lignes.find((l) => l.partId === partId);
  if (!ligne) throw new Error('un financeur arrive sans sa part');
  const { financeur, dispositif, nature, montant, assiette, tauxBp } = ligne;
  return `${financeur} apporte ${ecrireEuros(montant)} (${enLettres(montant)}) au titre de « ${dispositif} », ${NATURES[nature]}, sur une assiette de ${ecrireEuros(assiette)}, soit ${ecrireTaux(tauxBp)} du coût du projet. Le montant définitif est plafonné à cette somme, et ramené aux dépenses éligibles réellement payées si elles sont inférieures à l’assiette. Il est versé au bénéficiaire selon l’échéancier suivant :`;
}

/** Its own payments, as the convention writes those of the others. */
function versementsDe(donnees: DonneesConvention, { ligne: { partId } }: ModificationFinanceur): Tableau {
  const siens = donnees.echeanciers.filter((e) => e.partId === partId);
  const contexte = preparerContexte({ ...donnees, echeanciers: siens });
  return { ...tableauVersements(contexte), legende: 'Échéancier du financeur qui arrive' };
}

/** The statement of the grants of local authorities, when an arrival changes it (CGCT L1611-8, R32). */
export function composerEtatModifie(
  doc: DocumentPdf,
  avant: DonneesConvention,
  apres: DonneesConvention,
  modifications: readonly Modification[],
): void {
  const [ancien, nouveau] = [etatRecapitulatif(avant), etatRecapitulatif(apres)];
  if (arriveesDe(modifications).length === 0 || nouveau === null) return;
  if (nouveau.total === ancien?.total && nouveau.lignes.length === ancien.lignes.length) return;
  const annexe = annexesDe(apres).find(({ code }) => code === 'IV');
  const titre = annexe ? `Annexe ${annexe.code} – ${annexe.titre}` : 'État récapitulatif des subventions';
  doc.section('Sect', () => composerEtatRecapitulatif(doc, preparerContexte(apres), titre));
}
