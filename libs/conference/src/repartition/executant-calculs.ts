import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { somme } from '@tdt/domaine';
import { horlogeDuProcessus, nouvelId, SolveurHighs, Tournee } from '@tdt/socle';
import { DataSource } from 'typeorm';
import { ecrireChoix, lireChoix, lireDonnees, type Choisis } from './donnees-calcul.js';
import type { Donnees } from './instance.js';
import { chercherChoix, TYPES_CHERCHES, type TypeCherche } from './recherche.js';
import { SuiviCalcul } from './suivi-calcul.js';

/** A calculation asked for here starts at once; this is for those whose instance is gone. */
const PERIODE_MS = 60_000;
/** A calculation that has given no sign of life for so long is taken over: its instance is gone. */
const SILENCE = '30 seconds';
/** After so many instances have died on it, a calculation is given up. */
const ESSAIS_MAX = 3;

interface CalculPris {
  id: string;
  donnees: string;
  /** Result of a former calculation of the same data: it shortens this one. */
  precedent: string | null;
}

const PRENDRE = `update calcul set etat = 'EN_COURS', executant = $1, essai = essai + 1, battement = maintenant(),
    commence_le = coalesce(commence_le, maintenant())
  where id = (select id from calcul
    where (etat = 'EN_ATTENTE' or etat = 'EN_COURS' and battement < maintenant() - interval '${SILENCE}')
      and essai < ${ESSAIS_MAX}
    order by demande_le, id for update skip locked limit 1)
  returning id, donnees, (select p.resultat from calcul p where p.tour_id = calcul.tour_id and p.empreinte = calcul.empreinte
    and p.resultat is not null order by p.termine_le desc limit 1) as precedent`;

const ABANDONNER = `update calcul set etat = 'ECHOUE', termine_le = maintenant(),
    erreur = 'Le calcul s’est interrompu trop de fois.'
  where etat = 'EN_COURS' and battement < maintenant() - interval '${SILENCE}' and essai >= ${ESSAIS_MAX}`;

/**
 * Runs the calculations that wait, one at a time for each instance of the application. Two instances never run the same
 * one: each is claimed under SKIP LOCKED, and a claim holds as long as its heartbeat.
 */
@Injectable()
export class ExecutantCalculs implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly journal = new Logger(ExecutantCalculs.name);
  private readonly id = nouvelId();
  /** Its thread starts with the first search that asks for help, and stays warm. */
  private readonly solveur = new SolveurHighs();
  private readonly tournee = new Tournee(() => this.prendre(), this.journal);
  private suivi: SuiviCalcul | null = null;

  constructor(private readonly source: DataSource) {}

  onApplicationBootstrap(): void {
    this.tournee.ouvrir(PERIODE_MS);
  }

  /** A calculation under way goes back to those that wait: another instance takes it from there. */
  async onModuleDestroy(): Promise<void> {
    await this.tournee.fermer(() => this.suivi?.rendre());
    await this.solveur.fermer();
  }

  /** Looks for work, unless some is under way. */
  reveiller(): void {
    this.tournee.reveiller();
  }

  private async prendre(): Promise<boolean> {
    await this.source.query(ABANDONNER);
    const [[pris]] = await this.source.query<[CalculPris[], number]>(PRENDRE, [this.id]);
    if (pris) await this.executer(pris);
    return pris !== undefined;
  }

  private async executer({ id, donnees: texte, precedent }: CalculPris): Promise<void> {
    const suivi = new SuiviCalcul(this.source, id, this.id, horlogeDuProcessus);
    this.suivi = suivi;
    try {
      const { donnees, parametres } = lireDonnees(texte);
      const connus = precedent === null ? {} : lireChoix(precedent);
      const choix: Choisis = {};
      for (const type of TYPES_CHERCHES) {
        const trouve = await chercherChoix(type, donnees, parametres, this.moyens(suivi, type, connus));
        if (!trouve.ok) return await suivi.echouer(trouve.refus.message);
        choix[type] = trouve.fait;
      }
      await suivi.finir(ecrireChoix(choix), bilan(donnees, choix));
    } catch (erreur) {
      this.journal.error({ err: erreur, calcul: id }, 'calcul interrompu');
      await suivi.echouer('Une erreur interne a interrompu le calcul.');
    } finally {
      this.suivi = null;
    }
  }

  private moyens(suivi: SuiviCalcul, type: TypeCherche, connus: Choisis) {
    return {
      solveur: this.solveur,
      depart: connus[type]?.retenus,
      signal: suivi.signal,
      pause: () => suivi.pause(),
      surProgres: suivi.suivre(type),
    };
  }
}

/** Score of the best plan found, and what no plan exceeds. */
function bilan({ instance }: Donnees, { OPTIMUM: optimum }: Choisis): { score: bigint; borne: bigint | null } {
  const retenus = instance.projets.filter(({ id }) => optimum?.retenus.includes(id));
  return { score: somme(retenus.map((p) => p.score)), borne: optimum?.borne ?? null };
}
