import type { Certificat, LemmeCertifie, NoeudCertifie, NoeudConflit, PrixCertifies } from './certificat.js';
import type { ContraintesPlan } from './contraintes-plan.js';
import type { Instance, ProjetOffert } from './instance.js';

export type VerdictCertificat = { valide: true } | { valide: false; raison: string };

/**
 * Checks, without a solver and sharing no code with what made it, that no plan scores more than the certificate says (A5).
 * Everything is a whole number, and every step can be done by hand: at given prices, what each project costs at least.
 */
export function verifierCertificat(
  instance: Instance,
  contraintes: ContraintesPlan,
  certificat: Certificat,
): VerdictCertificat {
  try {
    new Verification(instance, contraintes, certificat).verifier();
    return { valide: true };
  } catch (erreur) {
    if (erreur instanceof Defaut) return { valide: false, raison: erreur.message };
    throw erreur;
  }
}

class Defaut extends Error {}

function exiger(condition: boolean, raison: string): asserts condition {
  if (!condition) throw new Defaut(raison);
}

/** Σ coefficient of the projects selected ≥ minimum. */
interface Inegalite {
  coefficients: ReadonlyMap<string, bigint>;
  minimum: bigint;
}

type Argent = Pick<PrixCertifies, 'enveloppes' | 'credits'>;

/** A project as the checker reads it: what may be taken from it, line by line and class by class. */
interface ProjetLu {
  offert: ProjetOffert;
  plafonds: readonly bigint[];
  lignes: LigneLue[];
}

interface LigneLue {
  enveloppe: string;
  plafond: bigint;
  minimum: bigint;
  /** Places of its classes in `plafonds`. */
  classes: readonly number[];
  /** Price of a cent, at the leaf being checked. */
  prix: bigint;
}

/** Lines switched on (true) or off. */
type Decisions = ReadonlyMap<LigneLue, boolean>;
const AUCUNE: Decisions = new Map();

class Verification {
  private readonly projets: ReadonlyMap<string, ProjetLu>;
  private readonly montants: ReadonlyMap<string, bigint>;
  /** Those of the constraints, then the lemmas as they are proven. */
  private readonly inegalites: Inegalite[];

  constructor(
    instance: Instance,
    private readonly contraintes: ContraintesPlan,
    private readonly certificat: Certificat,
  ) {
    this.montants = new Map(instance.enveloppes.map(({ id, montant }) => [id, montant]));
    const parents = new Map(instance.classes.map(({ id, parent }) => [id, parent]));
    const lignees = new Map(
      instance.enveloppes.map(({ id, classe }) => {
        const lignee: string[] = [];
        for (let c: string | null = classe; c !== null; c = parents.get(c) ?? null) lignee.push(c);
        return [id, lignee];
      }),
    );
    this.projets = new Map(instance.projets.map((offert) => [offert.id, this.lire(offert, lignees)]));
    const { planchers = [], satisfactions = [] } = contraintes;
    this.inegalites = [
      ...planchers.map(({ etiquette, mesure, minimum }) => ({
        coefficients: this.parProjet(({ etiquettes, besoin }) =>
          etiquettes?.includes(etiquette) ? (mesure === 'NOMBRE' ? 1n : besoin) : 0n,
        ),
        minimum,
      })),
      ...satisfactions.map(({ points, minimum }) => ({
        coefficients: this.parProjet(({ id }) => points[id] ?? 0n),
        minimum,
      })),
    ];
  }

  private lire(offert: ProjetOffert, lignees: ReadonlyMap<string, readonly string[]>): ProjetLu {
    const classes = Object.keys(offert.plafondsClasses);
    const lignes = offert.lignes.map(({ enveloppe, plafond, minimum }) => ({
      enveloppe,
      plafond: moindre(plafond, this.montants.get(enveloppe) ?? 0n),
      minimum,
      classes: classes.flatMap((classe, i) => (lignees.get(enveloppe)?.includes(classe) ? [i] : [])),
      prix: 0n,
    }));
    return { offert, plafonds: Object.values(offert.plafondsClasses), lignes };
  }

  verifier(): void {
    const { score, echelle, lemmes, preuve } = this.certificat;
    exiger(echelle > 0n, 'L’échelle des prix n’est pas positive.');
    exiger(score === null || score >= 0n, 'Aucun plan n’a un score négatif.');
    for (const lemme of lemmes) this.inegalites.push(this.prouver(lemme));
    const pas = [...this.projets.values()].reduce((d, { offert }) => pgcd(d, offert.score), 0n) || 1n;
    // Scores are multiples of `pas`: to do better is to reach the next one.
    const seuil = score === null ? 0n : (score / pas + 1n) * pas * echelle;
    const choix = new Map((this.contraintes.imposes ?? []).map((id) => [id, true]));
    this.parcourir(preuve, choix, seuil);
  }

  private parProjet(valeur: (projet: ProjetOffert) => bigint): Map<string, bigint> {
    return new Map([...this.projets].map(([id, { offert }]) => [id, valeur(offert)]));
  }

  private projet(id: string): ProjetLu {
    const projet = this.projets.get(id);
    exiger(projet !== undefined, `Le certificat nomme un projet inconnu : ${id}.`);
    return projet;
  }

  /** Both sides of every choice are proven: so nothing is left out. */
  private parcourir(noeud: NoeudCertifie, choix: ReadonlyMap<string, boolean>, seuil: bigint): void {
    if ('enveloppes' in noeud) return this.fermer(noeud, choix, seuil);
    const { projet, dedans, dehors } = noeud;
    this.projet(projet);
    exiger(!choix.has(projet), `Le projet ${projet} est choisi deux fois.`);
    this.parcourir(dedans, new Map([...choix, [projet, true]]), seuil);
    this.parcourir(dehors, new Map([...choix, [projet, false]]), seuil);
  }

  /** At these prices, all the money plus what each project is worth above its cost stays below the threshold. */
  private fermer(prix: PrixCertifies, choix: ReadonlyMap<string, boolean>, seuil: bigint): void {
    let borne = this.valeurDeLArgent(prix);
    const payees = Object.entries(prix.inegalites).map(([i, prixUnitaire]) => {
      const inegalite = this.inegalites[Number(i)];
      exiger(inegalite !== undefined && prixUnitaire >= 0n, `Prix d’inégalité refusé : ${i}.`);
      borne -= prixUnitaire * inegalite.minimum;
      return { ...inegalite, prixUnitaire };
    });
    for (const [id, projet] of this.projets) {
      const choisi = choix.get(id);
      if (choisi === false) continue;
      this.chiffrer(projet, prix);
      const cout = this.cout(projet, AUCUNE);
      if (cout === null && choisi) return;
      if (cout === null) continue;
      const gain = payees.reduce(
        (total, { coefficients, prixUnitaire }) => total + prixUnitaire * (coefficients.get(id) ?? 0n),
        projet.offert.score * this.certificat.echelle - cout,
      );
      if (choisi || gain > 0n) borne += gain;
    }
    exiger(borne < seuil, 'Une branche n’est pas fermée : ses prix laissent la place à un meilleur plan.');
  }

  private valeurDeLArgent({ enveloppes, credits }: Argent): bigint {
    let total = 0n;
    for (const [id, prix] of Object.entries(enveloppes)) {
      const montant = this.montants.get(id);
      exiger(montant !== undefined && prix >= 0n, `Prix d’enveloppe refusé : ${id}.`);
      total += prix * montant;
    }
    for (const [i, prix] of Object.entries(credits)) {
      const annee = this.contraintes.creditsPaiement?.[Number(i)];
      exiger(annee !== undefined && prix >= 0n, `Prix de crédits de paiement refusé : ${i}.`);
      total += prix * annee.montant * 10_000n;
    }
    return total;
  }

  /** Prices the lines of a project, and puts the cheapest first. */
  private chiffrer({ offert, lignes }: ProjetLu, { enveloppes, credits }: Argent): void {
    for (const ligne of lignes) ligne.prix = enveloppes[ligne.enveloppe] ?? 0n;
    for (const [i, prix] of Object.entries(credits)) {
      const annee = this.contraintes.creditsPaiement?.[Number(i)];
      const parCentime = prix * BigInt(annee?.tauxBp[offert.id] ?? 0);
      for (const ligne of lignes) if (ligne.enveloppe === annee?.enveloppe) ligne.prix += parCentime;
    }
    lignes.sort((a, b) => (a.prix === b.prix ? 0 : a.prix < b.prix ? -1 : 1));
  }

  /** The least a project can cost: cheapest lines first, and both sides of a line left below its minimum. `null`: never. */
  private cout(projet: ProjetLu, decisions: Decisions): bigint | null {
    const restes = [...projet.plafonds];
    let { besoin } = projet.offert;
    let cout = 0n;
    const prendre = ({ classes, prix }: LigneLue, montant: bigint) => {
      for (const classe of classes) restes[classe] = (restes[classe] ?? 0n) - montant;
      besoin -= montant;
      cout += montant * prix;
    };
    const du = (ligne: LigneLue) => (decisions.get(ligne) ? ligne.minimum : 0n);
    for (const ligne of decisions.keys()) {
      if (!projet.lignes.includes(ligne)) continue;
      if (du(ligne) > ligne.plafond) return null;
      prendre(ligne, du(ligne));
    }
    if (besoin < 0n || restes.some((reste) => reste < 0n)) return null;
    let dispute: LigneLue | null = null;
    for (const ligne of projet.lignes) {
      if (besoin === 0n) break;
      const decision = decisions.get(ligne);
      if (decision === false) continue;
      let montant = moindre(ligne.plafond - du(ligne), besoin);
      for (const classe of ligne.classes) montant = moindre(montant, restes[classe] ?? montant);
      if (montant === 0n) continue;
      prendre(ligne, montant);
      if (decision === undefined && montant < ligne.minimum) dispute = ligne;
    }
    if (besoin > 0n) return null;
    if (dispute === null) return cout;
    const a = this.cout(projet, new Map([...decisions, [dispute, true]]));
    const b = this.cout(projet, new Map([...decisions, [dispute, false]]));
    return a === null || b === null ? (a ?? b) : moindre(a, b);
  }

  private prouver(lemme: LemmeCertifie): Inegalite {
    if ('jumeaux' in lemme) return this.prouverJumeaux(...lemme.jumeaux);
    const conflit = lemme.conflit.map((id) => this.projet(id));
    exiger(new Set(conflit).size === conflit.length, 'Un conflit nomme deux fois le même projet.');
    this.prouverConflit(conflit, lemme.preuve, AUCUNE);
    return { coefficients: new Map(lemme.conflit.map((id) => [id, -1n])), minimum: BigInt(1 - conflit.length) };
  }

  private prouverConflit(conflit: readonly ProjetLu[], noeud: NoeudConflit, decisions: Decisions): void {
    if ('allumee' in noeud) {
      const ligne = this.projet(noeud.projet).lignes.find(({ enveloppe }) => enveloppe === noeud.enveloppe);
      exiger(ligne !== undefined, `${noeud.projet} ne compte pas sur ${noeud.enveloppe}.`);
      exiger(!decisions.has(ligne), `La ligne de ${noeud.enveloppe} pour ${noeud.projet} est choisie deux fois.`);
      this.prouverConflit(conflit, noeud.allumee, new Map([...decisions, [ligne, true]]));
      this.prouverConflit(conflit, noeud.eteinte, new Map([...decisions, [ligne, false]]));
      return;
    }
    for (const projet of conflit) this.chiffrer(projet, noeud);
    const couts = conflit.map((projet) => this.cout(projet, decisions));
    const argent = this.valeurDeLArgent(noeud);
    const impossible = couts.some((cout) => cout === null);
    const total = couts.reduce<bigint>((t, cout) => t + (cout ?? 0n), 0n);
    exiger(impossible || total > argent, 'Un conflit n’est pas prouvé : ses projets ne coûtent pas plus que tout.');
  }

  /** Two projects alike: what a plan does with the second it may do with the first, whose rank is earlier. */
  private prouverJumeaux(premier: string, second: string): Inegalite {
    const portrait = (id: string) => {
      const { score, besoin, lignes, plafondsClasses } = this.projet(id).offert;
      const credits = (this.contraintes.creditsPaiement ?? []).map(({ tauxBp }) => tauxBp[id] ?? 0);
      const coefficients = this.inegalites
        .slice(0, (this.contraintes.planchers?.length ?? 0) + (this.contraintes.satisfactions?.length ?? 0))
        .map((inegalite) => `${inegalite.coefficients.get(id)}`);
      const offertes = lignes.map(({ enveloppe, plafond, minimum }) => [enveloppe, `${plafond}`, `${minimum}`]);
      const classes = Object.entries(plafondsClasses).map(([classe, plafond]) => [classe, `${plafond}`]);
      const trier = (liste: readonly string[][]) => liste.map((e) => JSON.stringify(e)).sort();
      return JSON.stringify([`${score}`, `${besoin}`, credits, coefficients, trier(offertes), trier(classes)]);
    };
    exiger(portrait(premier) === portrait(second), `${premier} et ${second} ne sont pas semblables.`);
    const imposes = this.contraintes.imposes ?? [];
    exiger(!imposes.includes(premier) && !imposes.includes(second), 'Un projet imposé n’a pas de jumeau.');
    const rang = (id: string) => this.projet(id).offert.rang;
    exiger(
      rang(premier) < rang(second) || (rang(premier) === rang(second) && premier < second),
      `${premier} ne passe pas avant ${second}.`,
    );
    return {
      coefficients: new Map([
        [premier, 1n],
        [second, -1n],
      ]),
      minimum: 0n,
    };
  }
}

function pgcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : pgcd(b, a % b);
}

function moindre(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
