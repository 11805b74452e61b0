import { Candidature } from '@tdt/candidatures';
import {
  accepter,
  arriveesDe,
  controlerPlanModifie,
  ETATS_PART_PAYEURS,
  jourDeParis,
  lireDonneesConvention,
  proposerAvenant,
  type AvenantPropose,
  type ContexteAvenant,
  type Decision,
  type DonneesConvention,
  type Jour,
  type Modification,
} from '@tdt/domaine';
import type { Agent } from '@tdt/socle';
import { In, IsNull, Not, type EntityManager } from 'typeorm';
import { lireArrivants, type Arrivants } from './arrivees.js';
import type { ProjetAvenantInput } from './avenants.inputs.js';
import { lieuxDeclares } from './calcul.js';
import { Convention } from './convention.entity.js';
import { lireDossier, type Dossier } from './dossier.js';
import type { ContenuAvenant } from './modeles/avenant/v1/index.js';
import { lireDemandees } from './modifications-demandees.js';
import { lireRegles } from './projeter.js';

/** An avenant as the convention that it changes stands now. */
export interface ProjetAvenant extends AvenantPropose {
  avant: DonneesConvention;
  modifications: Modification[];
  arrivants: Arrivants;
  appelId: string;
  version: number;
}

/** Is an avenant of this convention in signature? At most one is (convention_un_avenant_ouvert). */
export function avenantOuvert(tx: EntityManager, conventionId: string): Promise<boolean> {
  return tx.existsBy(Convention, { avenantDeId: conventionId, etat: In(['EN_SIGNATURE', 'PARTIELLEMENT_SIGNEE']) });
}

/**
 * What the request makes of the convention as it stands. Refusals: those of `lireArrivants`, of `lireDemandees`, of the domain's
 * `proposerAvenant`, then of `controlerPlanModifie`.
 * @param partIds see `prevoirParts`
 */
export async function projeterAvenant(
  tx: EntityManager,
  agent: Agent,
  convention: Convention,
  { modifications: demandees, motif }: ProjetAvenantInput,
  partIds: readonly string[],
  instant: Date,
): Promise<Decision<ProjetAvenant>> {
  const avant = lireDonneesConvention(convention.donnees);
  const { appelId } = await tx.findOneByOrFail(Candidature, { id: convention.candidatureId });
  const arrivants = await lireArrivants(tx, agent, appelId, demandees, partIds);
  if (!arrivants.ok) return arrivants;
  const lues = lireDemandees(avant, demandees, arrivants.fait);
  if (!lues.ok) return lues;
  const modifications = lues.fait;
  const [derniere] = await tx.query<{ version: number }[]>(
    'select max(version) as version from convention where numero = $1',
    [convention.numero],
  );
  const version = (derniere?.version ?? convention.version) + 1;
  const jour = jourDeParis(instant);
  const decision = proposerAvenant({
    etat: convention.etat,
    ouvert: await avenantOuvert(tx, convention.id),
    donnees: avant,
    modifications,
    motif,
    etablieLe: jour,
    version,
  });
  if (!decision.ok) return decision;
  const contexte = await lireContexte(tx, convention, modifications, jour);
  const regles = controlerPlanModifie({ avant, apres: decision.fait.donnees, modifications, contexte });
  if (!regles.ok) return regles;
  return accepter({ ...decision.fait, avant, modifications, arrivants: arrivants.fait, appelId, version });
}

/** What its document prints around the data. The convention is signed: `projeterAvenant` has said so. */
export function contenuAvenant(
  { signeeLe }: Pick<Convention, 'signeeLe'>,
  { avant, modifications, parties }: ProjetAvenant,
  motif: string,
): ContenuAvenant {
  if (!signeeLe) throw new Error('une convention non signée n’a pas d’avenant');
  return { avant, signeeLe: jourDeParis(signeeLe), modifications, motif: motif.trim(), parties };
}

/** What the rules of the plan look at besides the convention: the file, its call, and what was granted so far. */
async function lireContexte(
  tx: EntityManager,
  convention: Convention,
  modifications: readonly Modification[],
  jour: ContexteAvenant['jour'],
): Promise<ContexteAvenant> {
  const dossier = await lireDossier(tx, convention.candidatureId);
  const { nature, exceptionParticipation: type, exceptionActe: acte, piloteId, appelId } = dossier.candidature;
  const { regles } = await lireRegles(tx, appelId);
  return {
    nature,
    codeDepartement: dossier.candidature.porteurDepartement,
    exception: type === null ? null : { type, acte: acte ?? '' },
    appel: regles && piloteId ? { regles, financeurId: piloteId, lieux: lieuxDeclares(dossier) } : null,
    aidesDeclarees: dossier.aidesDeclarees,
    octrois: [...(await lireOctrois(tx, convention)), ...(await lireOctroisAnterieurs(tx, dossier, modifications))],
    jour,
  };
}

const OCTROIS_ANTERIEURS = `
  select p.financeur_id as "financeurId", g.date_acte::text as date, p.montant::text
    from part p join engagement g on g.part_id = p.id and g.sens = 'ENGAGEMENT' join candidature c on c.id = p.candidature_id
   where c.porteur_id = $1 and c.id <> $2 and c.regime_aide = $3 and p.financeur_id = any ($4) and p.etat = any ($5)`;

/**
 * What those who arrive have already granted to this beneficiary, on the same basis, for other projects (R15). What the
 * beneficiary has declared itself is counted once.
 */
async function lireOctroisAnterieurs(
  tx: EntityManager,
  { candidature, aidesDeclarees }: Dossier,
  modifications: readonly Modification[],
): Promise<ContexteAvenant['octrois']> {
  const arrivees = arriveesDe(modifications).map((m) => m.ligne);
  if (arrivees.length === 0) return [];
  const { id, porteurId, regimeAide } = candidature;
  const financeurs = arrivees.map((l) => l.financeurId);
  const lus = await tx.query<{ financeurId: string; date: Jour; montant: string }[]>(OCTROIS_ANTERIEURS, [
    porteurId,
    id,
    regimeAide,
    financeurs,
    ETATS_PART_PAYEURS,
  ]);
  return lus.flatMap(({ financeurId, date, montant: texte }) => {
    const montant = BigInt(texte);
    const partId = arrivees.find((l) => l.financeurId === financeurId)?.partId;
    const declare = aidesDeclarees.some((a) => a.date === date && a.montant === montant);
    return partId && !declare ? [{ partId, date, montant }] : [];
  });
}

/** Each version that all have signed granted what it adds to the one before: on the day of the act, or of its last signature. */
async function lireOctrois(tx: EntityManager, { numero }: Convention): Promise<ContexteAvenant['octrois']> {
  const signees = await tx.find(Convention, { where: { numero, signeeLe: Not(IsNull()) }, order: { version: 'ASC' } });
  const accordes = new Map<string, bigint>();
  return signees.flatMap(({ donnees, signeeLe, avenantDeId }) =>
    lireDonneesConvention(donnees).plan.lignes.flatMap(({ partId, montant, acte }) => {
      const ajout = montant - (accordes.get(partId) ?? 0n);
      accordes.set(partId, montant);
      const date = (avenantDeId === null && acte?.date) || (signeeLe && jourDeParis(signeeLe));
      return date ? [{ partId, montant: ajout, date }] : [];
    }),
  );
}
