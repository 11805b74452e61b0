import {
  estPublique,
  jourDeParis,
  somme,
  totauxBudget,
  type ActeConvention,
  type CategorieOrganisme,
  type Jour,
} from '@tdt/domaine';
import type { EntityManager } from 'typeorm';
import { lireDossier, type Dossier } from './dossier.js';
import type { DonneesNotification, PartNotifiee } from './modeles/lettre-notification/v1/index.js';
import type { DonneesRefus } from './modeles/lettre-refus/v1/index.js';
import type { DonneesDecision } from './modeles/lettre/v1/decision.js';
import { siretDe } from './parties.js';

/** The last ballot proclaimed on the file of this id, an SQL expression: what it decided stands. */
const dernierScrutin = (candidatureId: string): string =>
  `select dsc.id, dsc.numero, dsc.adopte, dsc.motif, dpt.seance_id from scrutin dsc join point dpt on dpt.id = dsc.point_id
    where dpt.candidature_id = ${candidatureId} and dsc.etat = 'PROCLAME' order by dsc.proclame_le desc limit 1`;

/** The porteur is told when the minutes are approved; a rejected file is told when it is refused, not when it is put off. */
const dites = (d: string, c: string): string => `(${d}.adopte or ${c}.etat = 'REFUSE')`;

/** True when the decision on the file under alias `a` has been notified, for whoever sees its ballot. */
export function sqlDecisionNotifiee(a: string, visible: (nom: string, alias: string) => string): string {
  return `exists (select 1 from (${dernierScrutin(`${a}.id`)}) d join scrutin ds on ds.id = d.id
      join proces_verbal dpv on dpv.seance_id = d.seance_id
    where dpv.approuve_le is not null and ${dites('d', a)} and ${visible('Scrutin', 'ds')})`;
}

interface LigneDecision {
  scrutinId: string;
  numeroDeliberation: string;
  adopte: boolean;
  resultat: string | null;
  reference: string;
  motif: string | null;
  conference: string;
  tenueLe: Date;
  notifieeLe: Date;
  president: string | null;
  siege: string | null;
  adresse: string | null;
}

/** Whoever sat in the chair signs: the person who signed in for the seat that presided, its holder otherwise. */
const DECISION = `
  select d.id as "scrutinId", d.numero as "numeroDeliberation", d.adopte, d.motif as resultat, c.numero as reference, c.motif,
         k.nom as conference, coalesce(s.ouverte_le, s.prevue_le) as "tenueLe", pv.approuve_le as "notifieeLe",
         u.prenom || ' ' || u.nom as president, o.nom as siege, o.adresse
    from candidature c cross join lateral (${dernierScrutin('c.id')}) d
    join seance s on s.id = d.seance_id join conference k on k.id = s.conference_id
    join proces_verbal pv on pv.seance_id = s.id and pv.approuve_le is not null
    left join membre m on m.id = s.preside_par_id left join organisme o on o.id = m.organisme_id
    left join emargement e on e.seance_id = s.id and e.membre_id = m.id
    left join utilisateur u on u.id = coalesce(e.utilisateur_id, m.titulaire_id)
   where c.id = $1 and ${dites('d', 'c')}`;

type LignePart = Omit<PartNotifiee, 'montant' | 'acte'> & {
  montant: string;
  acte: ActeConvention | null;
  horsMetropole: boolean;
};

/** The shares of the ballot, as it froze them, with the acts recorded when it was notified: what comes later is not in the letter. */
const PARTS = `
  select o.nom as financeur, o.categorie, p.dispositif, l.montant::text, p.condition,
         coalesce(o.commune_code ~ '^9[78]', false) as "horsMetropole",
         case when g.id is not null then json_build_object('type', g.type_acte, 'numero', g.numero, 'date', g.date_acte,
           'signataireNom', g.signataire_nom, 'signataireQualite', g.signataire_qualite,
           'transmisControleLegaliteLe', g.transmis_le) end as acte
    from ligne_proposition l join part p on p.id = l.part_id join organisme o on o.id = l.financeur_id
    left join engagement g on g.part_id = p.id and g.sens = 'ENGAGEMENT' and g.enregistre_le <= $2
   where l.scrutin_id = $1 order by l.rang`;

/** Whom the porteur itself had asked: what was put to the vote and rejected stays with those who voted. */
const SOLLICITES = `
  select o.nom as financeur, o.categorie, sum(l.montant)::text as montant, coalesce(o.commune_code ~ '^9[78]', false) as "horsMetropole"
    from ligne_plan l join organisme o on o.id = l.financeur_id
   where l.candidature_id = $1 and l.type = 'SUBVENTION' group by o.id order by min(l.rang)`;

/** What the letter says to the porteur, and by which template. */
export type DecisionNotifiee = { notifieeLe: Date } & (
  { adoptee: true; donnees: DonneesNotification } | { adoptee: false; donnees: DonneesRefus }
);

/** The decision on a file as its rows tell it; null as long as there is none, or it has not been notified. */
export async function lireDecision(tx: EntityManager, candidatureId: string): Promise<DecisionNotifiee | null> {
  const [ligne] = await tx.query<LigneDecision[]>(DECISION, [candidatureId]);
  if (!ligne) return null;
  const dossier = await lireDossier(tx, candidatureId);
  const { notifieeLe } = ligne;
  if (ligne.adopte) return { notifieeLe, adoptee: true, donnees: await lireNotification(tx, dossier, ligne) };
  return { notifieeLe, adoptee: false, donnees: await lireRefus(tx, dossier, ligne) };
}

async function lireNotification(
  tx: EntityManager,
  dossier: Dossier,
  ligne: LigneDecision,
): Promise<DonneesNotification> {
  const lues = await tx.query<LignePart[]>(PARTS, [ligne.scrutinId, ligne.notifieeLe]);
  return {
    ...teteDe(dossier, ligne, lues),
    parts: lues.map(({ financeur, categorie, dispositif, montant, condition, acte }) => ({
      financeur,
      categorie,
      dispositif,
      montant: BigInt(montant),
      condition,
      acte,
    })),
    ressourcesPropres: dossier.ressourcesPropres,
    motifs: [],
  };
}

async function lireRefus(tx: EntityManager, dossier: Dossier, ligne: LigneDecision): Promise<DonneesRefus> {
  const lus = await tx.query<Omit<LignePart, 'acte'>[]>(SOLLICITES, [dossier.candidature.id]);
  return {
    ...teteDe(dossier, ligne, lus),
    sollicites: lus.map(({ financeur, categorie }) => ({ financeur, categorie })),
    montantDemande: somme(lus.map(({ montant }) => BigInt(montant))),
    motifs: motifsDuRefus(ligne),
  };
}

/** A porteur overseas, and a public person that decided in metropolitan France: its court sits there (CJA R421-7). */
function estEloigne(
  { candidature }: Dossier,
  decideurs: readonly { categorie: CategorieOrganisme; horsMetropole: boolean }[],
): boolean {
  const outreMer = /^9[78]/.test(candidature.porteurDepartement ?? '');
  return outreMer && decideurs.some((d) => estPublique(d.categorie) && !d.horsMetropole);
}

function teteDe(
  dossier: Dossier,
  ligne: LigneDecision,
  decideurs: readonly { categorie: CategorieOrganisme; horsMetropole: boolean }[],
): DonneesDecision {
  const { candidature, porteur } = dossier;
  const { conference, numeroDeliberation, siege, adresse } = ligne;
  const date: Jour = jourDeParis(ligne.tenueLe);
  return {
    reference: ligne.reference,
    notifieeLe: jourDeParis(ligne.notifieeLe),
    lieu: null,
    contact: siege === null ? [] : [`Présidence : ${[siege, adresse].filter(Boolean).join(', ')}`],
    signataireNom: ligne.president ?? conference,
    signataireQualite: siege === null ? 'présidence de la séance' : `présidence de la séance, ${siege}`,
    porteur: {
      denomination: porteur.nom,
      categorie: porteur.categorie,
      siret: siretDe(porteur),
      rna: porteur.typeIdentifiant === 'RNA' ? porteur.identifiant : porteur.rna,
      siege: porteur.adresse,
      representantNom: candidature.representantNom ?? porteur.representantNom,
    },
    appel: { type: candidature.appelType, titre: candidature.appelTitre, reference: candidature.appelCode },
    seance: { conference, date, numeroDeliberation },
    titre: candidature.titre,
    coutTotal: totauxBudget(dossier.budget).charges,
    tribunal: null,
    delaiDeDistance: estEloigne(dossier, decideurs),
  };
}

/** What the chair said of the refusal, then what the count gave. */
function motifsDuRefus({ motif, resultat }: LigneDecision): string[] {
  const vote = 'le plan de financement soumis au vote n’a pas été adopté';
  const dit = resultat?.trim().replace(/\.+$/, '') ?? '';
  const compte = dit === '' ? vote : `${vote} (${dit.charAt(0).toLowerCase()}${dit.slice(1)})`;
  return motif === null || motif.trim() === '' ? [compte] : [motif.trim(), compte];
}
