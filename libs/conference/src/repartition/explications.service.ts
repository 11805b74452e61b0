import { Injectable } from '@nestjs/common';
import {
  accepter,
  ecrireExplication,
  ecrireRationnel,
  exigerTourRevele,
  pourquoiRefuse,
  preparer,
  type Decision,
  type ElementCoupe,
  type Explication,
} from '@tdt/domaine';
import { introuvable, type Agent } from '@tdt/socle';
import { DataSource } from 'typeorm';
import { accesAuTour } from './acces.js';
import { lireDonneesTour } from './donnees-tour.js';
import type { PourquoiArgs, PrixEntreeArgs } from './explication.inputs.js';
import type {
  BorneLigneType,
  ConflitDeProjetsType,
  PourquoiLigneType,
  PourquoiType,
  PrixEntreeType,
} from './explication.type.js';
import { construireInstance, type Donnees } from './instance.js';
import type { PlanCalcule } from './plan-calcule.js';
import { chercherPrix, phraseDePrix, type PrixDeProjet } from './prix-entree.js';
import { RelectureService, type PropositionRelue } from './relecture.service.js';

/** Why an amount, why a refusal, and what it would cost to decide otherwise. Nothing is written. */
@Injectable()
export class ExplicationsService {
  constructor(
    private readonly source: DataSource,
    private readonly relecture: RelectureService,
  ) {}

  /** Why a frozen proposition gives this project what it gives. Refusals: INTROUVABLE, those of the calculation. */
  async pourquoi(agent: Agent, args: PourquoiArgs): Promise<Decision<PourquoiType>> {
    const relue = await this.relecture.relire(agent, args.propositionId);
    if (!relue.ok) return relue;
    const { donnees, lu, acces } = relue.fait;
    const { candidatureId } = args;
    const connu = donnees.instance.projets.some((p) => p.id === candidatureId);
    if (!connu || !acces.visibles.has(candidatureId)) return introuvable('candidatureId');
    if (!lu.retenus.includes(candidatureId)) return accepter(pourquoiNon(relue.fait, candidatureId));
    const plan = this.relecture.detailler(relue.fait);
    return plan.ok ? accepter(pourquoiOui(donnees, plan.fait, args)) : plan;
  }

  /** The best plan with this project in it, beside the best plan. Refusals: INTROUVABLE, ETAT_INVALIDE, INCOMPLET. */
  async prixEntree(agent: Agent, { tourId, candidatureId }: PrixEntreeArgs): Promise<Decision<PrixEntreeType>> {
    const acces = await accesAuTour(this.source, agent, tourId);
    if (!acces) return introuvable('tourId');
    const revele = exigerTourRevele(acces.etat);
    if (!revele.ok) return revele;
    const instance = construireInstance(await lireDonneesTour(this.source, tourId));
    if (!instance.ok) return instance;
    const donnees = instance.fait;
    const connu = donnees.projets.has(candidatureId) && acces.visibles.has(candidatureId);
    if (!connu) return introuvable('candidatureId');
    return accepter(prixPresente(donnees, candidatureId, await chercherPrix(donnees.instance, candidatureId)));
  }
}

function prixPresente(donnees: Donnees, candidatureId: string, trouve: PrixDeProjet): PrixEntreeType {
  const { reference, prix, prouve } = trouve;
  const nommer = nomsDe(donnees);
  const plan = prix.issue === 'POSSIBLE' ? prix.plan : null;
  const explication = prix.issue === 'IMPOSSIBLE' ? prix.explication : null;
  return {
    candidatureId,
    possible: plan !== null,
    score: plan && Number(plan.score),
    scoreSans: Number(reference.score),
    cout: prix.issue === 'POSSIBLE' ? Number(prix.score) : null,
    total: plan && plan.montant,
    entrants: (plan?.retenus ?? []).filter((id) => !reference.retenus.includes(id)).map(nommer),
    sortants: plan ? reference.retenus.filter((id) => !plan.retenus.includes(id)).map(nommer) : [],
    prouve,
    phrase: explication ? ecrireExplication(explication, nommer) : phraseDePrix(trouve, candidatureId, nommer),
  };
}

/** The name of a project, an envelope or a class, from its id. */
function nomsDe({ projets, enveloppes, classes }: Donnees): (id: string) => string {
  return (id) => projets.get(id)?.titre ?? enveloppes.get(id)?.financeur ?? classes.get(id) ?? id;
}

function pourquoiNon({ donnees, lu }: PropositionRelue, candidatureId: string): PourquoiType {
  const nommer = nomsDe(donnees);
  const refus = pourquoiRefuse(preparer(donnees.instance), lu.retenus, candidatureId);
  const phrase = refus
    ? ecrireExplication(refus.explication, nommer)
    : 'Il tiendrait à côté des projets retenus : la règle de cette proposition ne l’a pas choisi.';
  const conflit = refus && enConflit(donnees, refus.explication);
  return { candidatureId, titre: nommer(candidatureId), retenu: false, phrase, lignes: [], conflit };
}

function enConflit(donnees: Donnees, explication: Explication): ConflitDeProjetsType {
  const { projetsEnConflit, besoinEnConflit, manque, bloquants } = explication;
  return {
    projets: projetsEnConflit.map(nomsDe(donnees)),
    besoin: besoinEnConflit,
    possible: besoinEnConflit - manque,
    manque,
    bornes: bloquants.map((element) => borneDeCoupe(donnees, element)),
  };
}

function borneDeCoupe(donnees: Donnees, { nature, id, projet, montant, code }: ElementCoupe): BorneLigneType {
  const nommer = nomsDe(donnees);
  const origine = nature === 'CLASSE' && projet ? donnees.origines[projet]?.[id] : undefined;
  const ligne = donnees.instance.projets.find((p) => p.id === projet)?.lignes.find((l) => l.enveloppe === id);
  return {
    nature,
    nom: nommer(id),
    projet: projet === undefined ? null : nommer(projet),
    montant,
    regle: origine?.regle ?? code ?? null,
    sourceJuridique: origine?.source ?? (nature === 'LIGNE' ? (ligne?.source ?? null) : null),
  };
}

function pourquoiOui(
  donnees: Donnees,
  plan: PlanCalcule,
  { candidatureId, financeurId = null }: PourquoiArgs,
): PourquoiType {
  const lignes = plan.lignes
    .filter(({ projet }) => projet === candidatureId)
    .filter(({ enveloppe }) => financeurId === null || donnees.enveloppes.get(enveloppe)?.financeurId === financeurId)
    .map((ligne): PourquoiLigneType => {
      const { enveloppe, montant, exacte, poids, niveau, motifCode, motif, source, centime } = ligne;
      return {
        financeurId: donnees.enveloppes.get(enveloppe)?.financeurId ?? '',
        financeur: donnees.enveloppes.get(enveloppe)?.financeur ?? '',
        dispositif: donnees.enveloppes.get(enveloppe)?.dispositif ?? '',
        montant,
        partExacte: ecrireRationnel(exacte),
        poids: String(poids),
        niveau: niveau && ecrireRationnel(niveau),
        motifCode,
        motif,
        sourceJuridique: source,
        centime,
        bornes: bornesDe(donnees, candidatureId, enveloppe),
      };
    });
  const titre = nomsDe(donnees)(candidatureId);
  const phrase = lignes.map((l) => `${l.financeur} : ${l.motif}`).join(' ');
  return { candidatureId, titre, retenu: true, phrase, lignes, conflit: null };
}

/** Every cap on the way of this money: its line, its classes from the smallest, its envelope. */
function bornesDe(donnees: Donnees, projetId: string, enveloppeId: string): BorneLigneType[] {
  const { instance, origines, classes } = donnees;
  const projet = instance.projets.find((p) => p.id === projetId);
  const ligne = projet?.lignes.find((l) => l.enveloppe === enveloppeId);
  const enveloppe = instance.enveloppes.find((e) => e.id === enveloppeId);
  if (!projet || !ligne || !enveloppe) return [];
  const nom = donnees.enveloppes.get(enveloppeId)?.financeur ?? '';
  const bornes: BorneLigneType[] = [
    {
      nature: 'LIGNE',
      nom,
      projet: null,
      montant: ligne.plafond,
      regle: ligne.code ?? null,
      sourceJuridique: ligne.source ?? null,
    },
  ];
  for (let id = enveloppe.classe; id !== null; id = instance.classes.find((c) => c.id === id)?.parent ?? null) {
    const montant = projet.plafondsClasses[id];
    const { regle = null, source = null } = origines[projetId]?.[id] ?? {};
    if (montant === undefined) continue;
    bornes.push({
      nature: 'CLASSE',
      nom: classes.get(id) ?? id,
      projet: null,
      montant,
      regle,
      sourceJuridique: source,
    });
  }
  const reste = { projet: null, montant: enveloppe.montant, regle: null, sourceJuridique: null };
  return [...bornes, { nature: 'ENVELOPPE', nom, ...reste }];
}
