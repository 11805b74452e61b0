import {
  ecrireEuros,
  jugerConvention,
  lireSceau,
  RIEN_PRESENTE,
  sceauConforme,
  somme,
  type FaitsVerification,
} from '@tdt/domaine';
import { textePdf } from '@tdt/documents';
import { controlerCachet, type ConstatCachet } from '@tdt/socle';
import { estScelle, LIBELLES_MODELE, type Modele } from './modeles.js';
import { jugerSceau, lirePieces, type ClesDeConfiance, type PiecesDuFichier } from './pieces.js';
import { pointsDeFond } from './points-fond.js';
import { pointsDeForme } from './points-forme.js';
import { sansObjet, selon, type Point, type Rapport } from './rapport.js';
import type { Registre } from './registre.js';

export interface Confiance {
  /** Keys given by whoever asks; those of the register otherwise. */
  cles: ClesDeConfiance | null;
  /** Asked once the data of the file are known; null: out of reach. */
  registre: (empreinte: string | null) => Promise<Registre | null>;
}

function pointDuModele(modele: Modele | null): Point {
  const nom = 'Modèle';
  if (modele === null) return { nom, verdict: 'ECHEC', detail: 'aucun modèle de la plateforme ne s’y reconnaît' };
  return { nom, verdict: 'CONFORME', detail: LIBELLES_MODELE[modele] };
}

/** Minutes and receipts are kept as bytes, conventions with their data too; letters are printed when they are asked for. */
function pointDuRegistre({ modele, donnees }: PiecesDuFichier, registre: Registre | null): Point {
  const nom = 'Registre (base)';
  if (modele?.startsWith('lettre-')) return sansObjet(nom, 'les lettres s’impriment à la demande, sans être gardées');
  if (!registre) return { nom, verdict: 'NON_CONTROLE', detail: 'base hors d’atteinte (DATABASE_URL)' };
  if (modele === 'proces-verbal' || modele === 'recu-depot')
    return { nom, ...selon(registre.garde, 'ces octets sont enregistrés', 'aucun document enregistré n’a ces octets') };
  const { inscription } = registre;
  if (!inscription || !donnees)
    return { nom, verdict: 'ECHEC', detail: 'aucune convention enregistrée n’a ces données' };
  const total = somme(donnees.plan.lignes.map((ligne) => ligne.montant));
  if (inscription.total !== total) {
    const detail = `le grand livre porte ${ecrireEuros(inscription.total)}, les données ${ecrireEuros(total)}`;
    return { nom, verdict: 'ECHEC', detail };
  }
  const bien = `données et octets enregistrés, ${ecrireEuros(total)} au grand livre, état ${inscription.etat}`;
  return { nom, ...selon(inscription.octets, bien, 'les données sont enregistrées, ces octets ne le sont pas') };
}

function etatDuCachet(constat: ConstatCachet, cles: ClesDeConfiance | null): FaitsVerification['cachet'] {
  if (constat.etat === 'ABSENT') return null;
  if (constat.etat === 'ROMPU') return 'ROMPU';
  return cles && !cles.cachets.has(constat.certificat) ? 'CERTIFICAT_INCONNU' : 'INTACT';
}

/** Do the printed code, its link and the embedded data say the same? What is absent contradicts nothing. */
function accorder({ qr, lien, donnees, empreinte }: PiecesDuFichier): boolean {
  if (qr !== null && lien !== null && qr !== lien) return false;
  const sceau = lireSceau(qr ?? lien ?? '');
  return !sceau.ok || donnees === null || empreinte === null || sceauConforme(sceau.fait.sceau, donnees, empreinte);
}

/** The facts of a file, for the word that it deserves. Without a register, as if it still stood. */
export function faitsDuFichier(
  pieces: PiecesDuFichier,
  constat: ConstatCachet,
  cles: ClesDeConfiance | null,
  registre: Registre | null,
): FaitsVerification {
  const inscription = registre?.inscription;
  return {
    ...RIEN_PRESENTE,
    sceau: jugerSceau(pieces.qr ?? pieces.lien, cles),
    cachet: etatDuCachet(constat, cles),
    accord: accorder(pieces),
    fichier: registre && (inscription?.octets ? 'ENREGISTRE' : 'AUTRE'),
    etat: registre ? (inscription?.etat ?? null) : 'SIGNEE',
    suivie: inscription?.suivie ?? false,
  };
}

/** What says on its page that it is a draft has no seal yet; what is none of ours is judged as what it could best pass for. */
function doitEtreScelle(pdf: Buffer, { modele, donnees }: PiecesDuFichier): boolean {
  if (modele === null) return true;
  const projet = donnees?.entete.projet === true && textePdf(pdf).includes('sans valeur contractuelle');
  return estScelle(modele) && !projet;
}

/** Looks at a document of the platform in PDF from every side, and says what each shows. */
export async function controlerFichier(pdf: Buffer, confiance: Confiance): Promise<Rapport> {
  const pieces = lirePieces(pdf);
  const constat = controlerCachet(pdf);
  const scelle = doitEtreScelle(pdf, pieces);
  const registre = await confiance.registre(pieces.empreinte);
  const cles = confiance.cles ?? registre?.cles ?? null;
  const points = [
    pointDuModele(pieces.modele),
    ...pointsDeForme(pdf, scelle),
    ...(await pointsDeFond(pdf, pieces, { constat, cles, scelle })),
    pointDuRegistre(pieces, registre),
  ];
  if (!scelle) return { points, scelle, mot: null };
  const mot = jugerConvention(faitsDuFichier(pieces, constat, cles, registre));
  return { points, scelle, mot: registre === null && mot === 'EN_VIGUEUR' ? null : mot };
}
