import { Organisme, Utilisateur } from '@tdt/acteurs';
import { constaterQuorum, pouvoirsEffectifs, type Emargement as Presence } from '@tdt/domaine';
import { In, type EntityManager } from 'typeorm';
import { chargerDossier, presenceDe, type SeanceChargee } from './chargement.js';
import type { Membre } from './conference.entity.js';
import type { DonneesProcesVerbal, PointProcesVerbal } from './documents/proces-verbal/v1/index.js';
import { Part } from './part.entity.js';
import { LigneProposition, Scrutin } from './scrutin.entity.js';
import { Suspension, type Point } from './seance.entity.js';

/** Names of organisations and people, by id. */
interface Noms {
  organisme(membreId: string): string;
  personne(utilisateurId: string): string;
}

async function nommer(tx: EntityManager, charge: SeanceChargee): Promise<Noms> {
  const organismes = await tx.findBy(Organisme, { id: In(charge.membres.map((m) => m.organismeId)) });
  const presents = charge.emargements.flatMap((e) => [e.utilisateurId, e.enregistrePar]);
  const personnes = await tx.findBy(Utilisateur, {
    id: In([...presents, ...charge.membres.map((m) => m.titulaireId)]),
  });
  const parMembre = new Map(
    charge.membres.map((m) => [m.id, organismes.find((o) => o.id === m.organismeId)?.nom ?? '']),
  );
  const parPersonne = new Map(personnes.map((p) => [p.id, `${p.prenom} ${p.nom}`]));
  return { organisme: (id) => parMembre.get(id) ?? '', personne: (id) => parPersonne.get(id) ?? '' };
}

/** Everything that the minutes print, read in one transaction from the rows of the session (R25). */
export async function donneesProcesVerbal(tx: EntityManager, charge: SeanceChargee): Promise<DonneesProcesVerbal> {
  const { seance, conference, membres, emargements } = charge;
  const noms = await nommer(tx, charge);
  const presence = presenceDe(charge);
  const pouvoirs = pouvoirsEffectifs(presence);
  const voix = (id: string) => membres.find((m) => m.id === id)?.voix ?? 0;
  const la = new Set([...emargements.map((e) => e.membreId), ...pouvoirs.map((p) => p.mandantId)]);
  const ordre = { suspendueLe: 'ASC', id: 'ASC' } as const;
  const suspensions = await tx.find(Suspension, { where: { seanceId: seance.id }, order: ordre });
  const points: PointProcesVerbal[] = [];
  for (const point of charge.points) points.push(await pointProcesVerbal(tx, charge, point, noms));
  return {
    conference: conference.nom,
    numero: seance.numero,
    convoqueeLe: seance.convoqueeLe ?? seance.prevueLe,
    ouverteLe: seance.ouverteLe ?? seance.prevueLe,
    closeLe: seance.closeLe,
    lieu: seance.lieu,
    president: presidence(membres, emargements, seance.presideParId, noms),
    secretaire: null,
    presents: emargements.map(({ membreId, utilisateurId, qualite, mode, enregistrePar }) => {
      const representant = noms.personne(utilisateurId);
      const constatePar = enregistrePar === utilisateurId ? null : noms.personne(enregistrePar);
      return { organisme: noms.organisme(membreId), representant, qualite, mode, voix: voix(membreId), constatePar };
    }),
    pouvoirs: pouvoirs.map(({ mandantId, mandataireId }) => {
      const mandataire = noms.organisme(mandataireId);
      return { mandant: noms.organisme(mandantId), mandataire, voix: voix(mandantId) };
    }),
    absents: membres.filter((m) => !la.has(m.id)).map((m) => noms.organisme(m.id)),
    quorum: constaterQuorum(presence),
    suspensions: suspensions.map(({ motif, suspendueLe, repriseLe }) => ({ motif, suspendueLe, repriseLe })),
    points,
  };
}

function presidence(membres: Membre[], presents: Presence[], presideParId: string | null, noms: Noms): string {
  const membre = membres.find((m) => m.id === presideParId);
  if (!membre) return '';
  const present = presents.find((e) => e.membreId === membre.id);
  return `${noms.personne(present?.utilisateurId ?? membre.titulaireId)}, ${noms.organisme(membre.id)}`;
}

async function pointProcesVerbal(
  tx: EntityManager,
  charge: SeanceChargee,
  point: Point,
  noms: Noms,
): Promise<PointProcesVerbal> {
  const scrutin = await tx.findOneBy(Scrutin, { pointId: point.id, etat: 'PROCLAME' });
  const dossier = point.candidatureId ? await chargerDossier(tx, point.candidatureId) : null;
  const deports = charge.deports.filter((d) => d.pointId === point.id);
  return {
    ordre: point.rang,
    intitule: point.intitule,
    numeroDeliberation: scrutin?.numero ?? null,
    porteur: dossier?.porteur ?? null,
    coutTotal: dossier?.coutTotal ?? null,
    ressourcesPropres: dossier?.ressourcesPropres ?? null,
    deports: deports.map(({ membreId, motif }) => ({ organisme: noms.organisme(membreId), motif })),
    quorum: constaterQuorum(presenceDe(charge, point.id)),
    resultat: scrutin && {
      pour: scrutin.pour ?? 0,
      contre: scrutin.contre ?? 0,
      abstention: scrutin.abstention ?? 0,
      adopte: scrutin.adopte ?? false,
      voixPreponderante: scrutin.voixPreponderante ?? false,
      motif: scrutin.motif ?? '',
    },
    parts: scrutin ? await partsVotees(tx, scrutin.id) : [],
    observations: scrutin || !dossier ? '' : 'Le dossier est renvoyé à une séance ultérieure.',
  };
}

async function partsVotees(tx: EntityManager, scrutinId: string): Promise<PointProcesVerbal['parts']> {
  const lignes = await tx.find(LigneProposition, {
    where: { scrutinId },
    relations: { financeur: true },
    order: { rang: 'ASC' },
  });
  const parts = await tx.findBy(Part, { id: In(lignes.map((l) => l.partId)) });
  return lignes.map(({ financeur, partId, montant }) => {
    return { financeur: financeur.nom, dispositif: parts.find((p) => p.id === partId)?.dispositif ?? '', montant };
  });
}
