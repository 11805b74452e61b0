import {
  arriveeDe,
  esquisserModifications,
  lireEuros,
  NATURES_PART,
  type ActeHabilitant,
  type CategorieOrganisme,
  type DetailRefus,
  type DonneesConvention,
  type NaturePart,
  type PartieConvention,
  type TypeActe,
} from '@tdt/domaine';
import type { Lecture, Lue } from './saisie-avenant.js';

/** A funder who joins, as it is typed. */
export interface SaisieArrivee {
  financeur: { id: string; nom: string; categorie: CategorieOrganisme };
  /** Empty: the one that the funder has opened for the call. */
  enveloppeId: string;
  dispositif: string;
  nature: NaturePart;
  montant: string;
  /** Empty: the whole cost. */
  assiette: string;
  acte: { type: TypeActe | ''; numero: string; date: string };
}

/** What the API is told besides the modification itself. */
export interface DitDeLArrivee {
  enveloppeId: string | null;
  assiette: string | null;
}

/** Of the same nature and for the same scheme as the first share of the plan, until somebody says otherwise. */
export function nouvelleArrivee(
  { plan }: DonneesConvention,
  { id, nom, categorie }: SaisieArrivee['financeur'],
): SaisieArrivee {
  const [premiere] = plan.lignes;
  return {
    financeur: { id, nom, categorie },
    enveloppeId: '',
    dispositif: '',
    nature: premiere?.nature ?? NATURES_PART[0],
    montant: '',
    assiette: '',
    acte: { type: '', numero: '', date: '' },
  };
}

/** Path of a field of an arrival in the form. */
export const cheminArrivee = (rang: number, champ: string) => `arrivees[${rang}].${champ}`;

/** What its own record says besides the name is read by the API alone. */
function partieDe({ id, nom, categorie }: SaisieArrivee['financeur'], acte: ActeHabilitant | null): PartieConvention {
  return {
    organismeId: id,
    denomination: nom,
    categorie,
    formeJuridique: null,
    siret: null,
    rna: null,
    ridet: null,
    siege: null,
    representantNom: null,
    representantQualite: null,
    acteHabilitant: acte,
  };
}

function manquesDe({ dispositif, acte }: SaisieArrivee, rang: number): DetailRefus[] {
  const exiges: [string, string, string][] = [
    ['dispositif', dispositif, 'Dites au titre de quel dispositif ce financeur apporte sa part.'],
    ['acte.type', acte.type, 'Choisissez la forme de l’acte qui engage ce financeur.'],
    ['acte.numero', acte.numero, 'Indiquez le numéro de cet acte.'],
    ['acte.date', acte.date, 'Indiquez la date de cet acte.'],
  ];
  return exiges
    .filter(([, valeur]) => valeur.trim() === '')
    .map(([champ, , message]) => ({ code: 'INCOMPLET', chemin: cheminArrivee(rang, champ), message }));
}

function lireUne(donnees: DonneesConvention, cout: bigint, saisie: SaisieArrivee, rang: number): Lecture {
  const { financeur, nature, acte, enveloppeId } = saisie;
  const fautes = manquesDe(saisie, rang);
  const sansMontant = saisie.montant.trim() === '';
  const montant = lireEuros(saisie.montant);
  const assiette = saisie.assiette.trim() === '' ? null : lireEuros(saisie.assiette);
  if (!montant.ok) {
    const message = sansMontant ? 'Indiquez ce que ce financeur apporte.' : montant.refus.message;
    fautes.unshift({ code: 'ENTREE_INVALIDE', chemin: cheminArrivee(rang, 'montant'), message });
  }
  if (assiette && !assiette.ok) {
    fautes.push({ code: 'ENTREE_INVALIDE', chemin: cheminArrivee(rang, 'assiette'), message: assiette.refus.message });
  }
  if (!montant.ok || assiette?.ok === false) return { lues: [], fautes };
  const { type, numero, date } = acte;
  const dit = type === '' || numero.trim() === '' || date === '' ? null : { type, numero: numero.trim(), date };
  const modification = arriveeDe(donnees, {
    partId: `arrivee ${financeur.id}`,
    partie: partieDe(financeur, dit),
    dispositif: saisie.dispositif.trim(),
    nature,
    montant: montant.fait,
    assiette: assiette?.fait ?? cout,
  });
  const arrivee = { enveloppeId: enveloppeId || null, assiette: assiette ? String(assiette.fait) : null };
  return { lues: [{ chemin: `arrivees[${rang}]`, modification, arrivee }], fautes };
}

/** The arrivals that the form asks for, on the convention as the other modifications leave it. */
export function lireArrivees(
  donnees: DonneesConvention,
  autres: readonly Lue[],
  arrivees: readonly SaisieArrivee[],
): Lecture[] {
  const esquisse = esquisserModifications(
    donnees,
    autres.map((l) => l.modification),
  );
  let etat = esquisse.ok ? esquisse.fait : donnees;
  return arrivees.map((saisie, rang) => {
    const lecture = lireUne(etat, etat.cout.total, saisie, rang);
    const suite = esquisserModifications(
      etat,
      lecture.lues.map((l) => l.modification),
    );
    if (suite.ok) etat = suite.fait;
    return lecture;
  });
}
