import { ecrireEuros, lireSceau, sceauConforme } from '@tdt/domaine';
import { aplatirEspaces, textePdf } from '@tdt/documents';
import { type ConstatCachet } from '@tdt/socle';
import { estScelle, montantsDe, motsCles, pieceDe, recomposer, seRecompose, type Modele } from './modeles.js';
import { jugerSceau, type ClesDeConfiance, type PiecesDuFichier } from './pieces.js';
import { constater, sansObjet, selon, type Point } from './rapport.js';

function texte(pdf: Buffer, modele: Modele, contenu: object): Omit<Point, 'nom'> {
  const lu = textePdf(pdf);
  const attendus = montantsDe(modele, contenu);
  const absents = attendus
    .map((montant) => aplatirEspaces(ecrireEuros(montant)))
    .filter((ecrit) => !lu.includes(ecrit));
  const bien = `${attendus.length} montants des données se lisent dans le texte`;
  return selon(absents.length === 0, bien, `montants absents du texte : ${[...new Set(absents)].join(', ')}`);
}

/** The document made again from its own data, its seal and its date: the same bytes, so the same text everywhere. */
async function recomposition(pdf: Buffer, modele: Modele, pieces: PiecesDuFichier): Promise<Point> {
  const nom = 'Texte entier et données jointes';
  if (!seRecompose(modele)) return sansObjet(nom, 'l’avenant se compose avec la convention qu’il modifie');
  // The first date of the file is that of its making, in its information dictionary.
  const lue = /\(D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z\)/.exec(pdf.toString('latin1'));
  if (!lue || !pieces.contenu || pieces.empreinte === null) {
    return { nom, verdict: 'NON_CONTROLE', detail: 'le document ne peut pas être recomposé' };
  }
  if (pieces.logos === null) {
    const detail = 'un logo joint manque, ou n’est pas celui que nomment les données';
    return { nom, verdict: 'ECHEC', detail };
  }
  const [, an, mois, jour, heure, minute, seconde] = lue;
  const refait = await recomposer(modele, pieces.contenu, {
    empreinte: pieces.empreinte,
    sceau: pieces.lien,
    logos: pieces.logos,
    emisLe: new Date(`${an}-${mois}-${jour}T${heure}:${minute}:${seconde}Z`),
  });
  if (refait && pdf.subarray(0, refait.length).equals(refait)) {
    return { nom, verdict: 'CONFORME', detail: 'recomposé depuis ses données, le document a les mêmes octets' };
  }
  const detail =
    'recomposé depuis ses données, le document a d’autres octets : autre version du logiciel, ou texte modifié';
  return { nom, verdict: 'NON_CONTROLE', detail };
}

function qr(pieces: PiecesDuFichier): Omit<Point, 'nom'> {
  if (pieces.qr === null) return { verdict: 'ECHEC', detail: 'aucun code QR lisible à 150 dpi sur la couverture' };
  if (pieces.qr !== pieces.lien) return { verdict: 'ECHEC', detail: 'le code imprimé n’est pas celui du lien' };
  const lu = lireSceau(pieces.qr);
  if (!lu.ok) return { verdict: 'ECHEC', detail: lu.refus.message };
  const { donnees, empreinte } = pieces;
  const conforme = donnees !== null && empreinte !== null && sceauConforme(lu.fait.sceau, donnees, empreinte);
  const bien = 'lu à 150 dpi ; numéro, date, SIRET, montants et empreinte sont ceux des données';
  return selon(conforme, bien, 'le code ne dit pas ce que disent les données jointes');
}

function signatureDuSceau(pieces: PiecesDuFichier, cles: ClesDeConfiance | null): Omit<Point, 'nom'> {
  const juge = jugerSceau(pieces.qr, cles);
  if (pieces.qr !== null && juge === null)
    return { verdict: 'NON_CONTROLE', detail: 'aucune clé publique donnée (--cles)' };
  if (juge === 'CLE_INCONNUE') return { verdict: 'ECHEC', detail: 'scellé par une clé inconnue de la plateforme' };
  return selon(juge === 'AUTHENTIQUE', 'signé par une clé de la plateforme', 'le sceau est faux');
}

function cachetDuFichier(constat: ConstatCachet, cles: ClesDeConfiance | null): Omit<Point, 'nom'> {
  if (constat.etat === 'ABSENT') return { verdict: 'ECHEC', detail: 'aucun cachet' };
  if (constat.etat === 'ROMPU') return { verdict: 'ECHEC', detail: constat.raison };
  const { nom, niveau, horodateLe, autorite } = constat;
  const heure = horodateLe ? `, horodaté le ${horodateLe.toISOString()} par « ${autorite} »` : ', sans horodatage';
  const dit = `intact, tout le fichier est couvert ; « ${nom} », ${niveau}${heure}`;
  if (!cles) return { verdict: 'NON_CONTROLE', detail: `${dit} ; ce certificat n’a pas été comparé (--cles)` };
  return selon(cles.cachets.has(constat.certificat), dit, `le certificat « ${nom} » n’est pas de la plateforme`);
}

/** A convention prints its hash in full; a letter bears it in full in its keywords, and its beginning in every footer. */
function empreinteImprimee(pdf: Buffer, modele: Modele, empreinte: string): Omit<Point, 'nom'> {
  const imprimee = estScelle(modele)
    ? textePdf(pdf).includes(empreinte)
    : motsCles(pdf).endsWith(empreinte) && textePdf(pdf).includes(`empreinte ${empreinte.slice(0, 16)}`);
  return selon(imprimee, 'celle des données jointes', 'ce n’est pas celle des données jointes');
}

const SCEAUX = ['Cachet', 'Code QR', 'Signature du code QR'];
const DONNEES = ['Montants du texte et des données', 'Texte entier et données jointes', 'Empreinte imprimée'];

async function pointsDesDonnees(pdf: Buffer, modele: Modele, pieces: PiecesDuFichier): Promise<Point[]> {
  const piece = pieceDe(modele);
  if (piece === null) return DONNEES.map((nom) => sansObjet(nom, 'ce document ne porte pas de données'));
  const { contenu, empreinte } = pieces;
  const absentes = { verdict: 'ECHEC', detail: `${piece} absent ou illisible` } as const;
  const [montants = '', , imprimee = ''] = DONNEES;
  return [
    constater(montants, () => (contenu ? texte(pdf, modele, contenu) : absentes)),
    await recomposition(pdf, modele, pieces),
    constater(imprimee, () => (empreinte === null ? absentes : empreinteImprimee(pdf, modele, empreinte))),
  ];
}

/** What the document says, in its text, its data, its seal and its cachet, one against the other. */
export async function pointsDeFond(
  pdf: Buffer,
  pieces: PiecesDuFichier,
  { constat, cles, scelle }: { constat: ConstatCachet; cles: ClesDeConfiance | null; scelle: boolean },
): Promise<Point[]> {
  const donnees = await pointsDesDonnees(pdf, pieces.modele ?? 'convention-multipartite', pieces);
  if (!scelle) return [...donnees, ...SCEAUX.map((nom) => sansObjet(nom, 'ce document ne se scelle pas'))];
  return [
    constater('Cachet', () => cachetDuFichier(constat, cles)),
    ...donnees,
    constater('Code QR', () => qr(pieces)),
    constater('Signature du code QR', () => signatureDuSceau(pieces, cles)),
  ];
}
