import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Candidature } from '@tdt/candidatures';
import { Part } from '@tdt/conference';
import { accepter, decider, jsonCanonique, reduireAuFinanceur, type Decision } from '@tdt/domaine';
import { estUuid, introuvable, UniteDeTravail, type Agent } from '@tdt/socle';
import { lireDecision, type DecisionNotifiee } from './decision.js';
import { lireLettreFinanceur, type LettreFinanceur } from './lettre-financeur.js';
import { composerLettreEngagement, type DonneesLettreEngagement } from './modeles/lettre-engagement/v1/index.js';
import { composerLettreMecenat, type DonneesLettreMecenat } from './modeles/lettre-mecenat/v1/index.js';
import { composerLettreNotification } from './modeles/lettre-notification/v1/index.js';
import { composerLettreRefus } from './modeles/lettre-refus/v1/index.js';
import type { Tirage } from './tirages.service.js';
import { objetDeCandidature, siegeantsDe } from './verrous.js';

/** The letters to a porteur, printed on demand: the decision of the conference, and what each funder commits to without a convention. */
@Injectable()
export class LettresService {
  constructor(private readonly unite: UniteDeTravail) {}

  /**
   * The notification of the decision on a file, retained or refused, for those who may read its ballot. Null when the file does
   * not exist, is not for this agent, or nothing has been notified yet: all look the same.
   */
  async decision(agent: Agent, candidatureId: string): Promise<Tirage | null> {
    if (!estUuid(candidatureId)) return null;
    const lue = await this.unite.consulter(async (tx): Promise<Decision<DecisionNotifiee>> => {
      const candidature = await tx.findOneBy(Candidature, { id: candidatureId });
      if (!candidature) return introuvable('id');
      const objet = await objetDeCandidature(tx, candidature);
      const duScrutin = { ...objet, membreOrganismeIds: await siegeantsDe(tx, candidatureId) };
      const droit = decider(agent, 'lireCandidature', objet).ok && decider(agent, 'lireScrutin', duScrutin).ok;
      const notifiee = droit ? await lireDecision(tx, candidatureId) : null;
      return notifiee ? accepter(notifiee) : introuvable('id');
    });
    return lue.ok ? imprimer(lue.fait) : null;
  }

  /**
   * The letter of the funder of a share, of commitment or of gift as its case calls for: for this funder, the porteur and the
   * manager alone. Null when it does not exist, is not for this agent, or when a convention commits the funders of the plan.
   */
  async financeur(agent: Agent, partId: string): Promise<Tirage | null> {
    if (!estUuid(partId)) return null;
    const lue = await this.unite.consulter(async (tx): Promise<Decision<LettreFinanceur>> => {
      const part = await tx.findOneBy(Part, { id: partId });
      const candidature = part && (await tx.findOneBy(Candidature, { id: part.candidatureId }));
      if (!candidature) return introuvable('id');
      const objet = { ...(await objetDeCandidature(tx, candidature)), organismeIds: [part.financeurId] };
      const lettre = decider(agent, 'lireConvention', objet).ok ? await lireLettreFinanceur(tx, part) : null;
      return lettre ? accepter(lettre) : introuvable('id');
    });
    return lue.ok ? imprimerLettre(lue.fait) : null;
  }
}

const empreinteDe = (donnees: object): string =>
  createHash('sha256').update(jsonCanonique(donnees), 'utf8').digest('hex');

/** What the rows give always makes a letter: a refusal here is a fault of ours. */
function exiger(lettre: Decision<Buffer>, reference: string): Buffer {
  if (!lettre.ok) throw new Error(`Lettre ${reference} : ${lettre.refus.message}`);
  return lettre.fait;
}

async function imprimer({ donnees, adoptee, notifieeLe }: DecisionNotifiee): Promise<Tirage> {
  const options = { empreinte: empreinteDe(donnees), projet: false, emisLe: notifieeLe };
  const lettre = adoptee
    ? await composerLettreNotification(donnees, options)
    : await composerLettreRefus(donnees, options);
  return {
    nom: `${adoptee ? 'notification' : 'refus'}-${donnees.reference}.pdf`,
    pdf: exiger(lettre, donnees.reference),
  };
}

async function imprimerLettre({
  document,
  ensemble,
  financeurId,
  cumulAnnuel,
  emisLe,
}: LettreFinanceur): Promise<Tirage> {
  const reference = ensemble.entete.numero ?? '';
  if (document === 'LETTRE_MECENAT') {
    // Only what concerns this donor reaches its letter, and the file that goes with it.
    const sien = reduireAuFinanceur(ensemble, financeurId);
    const donnees: DonneesLettreMecenat = { lieu: null, ensemble: sien, financeurId, recuFiscal: null, citer: null };
    const options = { empreinte: empreinteDe(donnees), projet: false, emisLe };
    return {
      nom: `lettre-mecenat-${reference}.pdf`,
      pdf: exiger(await composerLettreMecenat(donnees, options), reference),
    };
  }
  const donnees: DonneesLettreEngagement = { forme: 'LETTRE', lieu: null, ensemble, financeurId, cumulAnnuel };
  const options = { empreinte: empreinteDe(donnees), projet: false, emisLe };
  return {
    nom: `lettre-engagement-${reference}.pdf`,
    pdf: exiger(await composerLettreEngagement(donnees, options), reference),
  };
}
