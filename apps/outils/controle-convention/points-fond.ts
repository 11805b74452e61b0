import { ecrireEuros, lireSceau, sceauConforme, type DonneesConvention } from '@tdt/domaine';
import { aplatirEspaces, textePdf, type ConstatCachet } from '@tdt/socle';
import { composerConvention } from '@tdt/conventions';
import { jugerSceau, type ClesDeConfiance, type PiecesDuFichier } from './pieces.js';
import { constater, selon, type Point } from './rapport.js';

/** Every amount that the data have printed. */
function montants({ cout, plan, echeanciers, budget }: DonneesConvention): bigint[] {
  return [
    cout.total,
    ...plan.lignes.map((ligne) => ligne.montant),
    ...echeanciers.flatMap(({ versements }) => versements.map((versement) => versement.montant)),
    ...[budget.charges, budget.produits, budget.emplois, budget.ressources].flat().map((ligne) => ligne.montant),
  ];
}

function texte(pdf: Buffer, donnees: DonneesConvention): Omit<Point, 'nom'> {
  const lu = textePdf(pdf);
  const attendus = montants(donnees);
  const absents = attendus
    .map((montant) => aplatirEspaces(ecrireEuros(montant)))
    .filter((ecrit) => !lu.includes(ecrit));
  const bien = `${attendus.length} montants des données se lisent dans le texte`;
  return selon(absents.length === 0, bien, `montants absents du texte : ${[...new Set(absents)].join(', ')}`);
}

/** The document made again from its own data, its seal and its date: the same bytes, so the same text everywhere. */
async function recomposition(pdf: Buffer, pieces: PiecesDuFichier): Promise<Point> {
  const nom = 'Texte entier et données jointes';
  // The first date of the file is that of its making, in its information dictionary.
  const lue = /\(D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z\)/.exec(pdf.toString('latin1'));
  if (!lue || !pieces.donnees || pieces.empreinte === null) {
    return { nom, verdict: 'NON_CONTROLE', detail: 'le document ne peut pas être recomposé' };
  }
  const [, an, mois, jour, heure, minute, seconde] = lue;
  const refait = await composerConvention(pieces.donnees, {
    projet: pieces.donnees.entete.projet,
    empreinte: pieces.empreinte,
    sceau: pieces.lien,
    emisLe: new Date(`${an}-${mois}-${jour}T${heure}:${minute}:${seconde}Z`),
  });
  if (pdf.subarray(0, refait.length).equals(refait)) {
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

/** What the document says, in its text, its data, its seal and its cachet, one against the other. */
export async function pointsDeFond(
  pdf: Buffer,
  pieces: PiecesDuFichier,
  constat: ConstatCachet,
  cles: ClesDeConfiance | null,
): Promise<Point[]> {
  const { donnees, empreinte } = pieces;
  const sansDonnees = { verdict: 'ECHEC', detail: 'convention.json absent ou illisible' } as const;
  return [
    constater('Cachet', () => cachetDuFichier(constat, cles)),
    constater('Montants du texte et des données', () => (donnees ? texte(pdf, donnees) : sansDonnees)),
    await recomposition(pdf, pieces),
    constater('Empreinte imprimée', () =>
      empreinte === null
        ? sansDonnees
        : selon(
            textePdf(pdf).includes(empreinte),
            'celle des données jointes',
            'ce n’est pas celle des données jointes',
          ),
    ),
    constater('Code QR', () => qr(pieces)),
    constater('Signature du code QR', () => signatureDuSceau(pieces, cles)),
  ];
}
