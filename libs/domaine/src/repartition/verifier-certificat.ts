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
/** Lines switched on (true) or off, « project envelope ». */
type Decisions = ReadonlyMap<string, boolean>;
const AUCUNE: Decisions = new Map();
const cle = (projet: string, enveloppe: string) => JSON.stringify([projet, enveloppe]);

class Verification {
  private readonly projets: ReadonlyMap<string, ProjetOffert>;
  private readonly montants: ReadonlyMap<string, bigint>;
  /** Classes that the money of an envelope counts under. */
  private readonly classes: ReadonlyMap<string, readonly string[]>;
  /** Those of the constraints, then the lemmas as they are proven. */
  private readonly inegalites: Inegalite[];

  constructor(
    instance: Instance,
    private readonly contraintes: ContraintesPlan,
    private readonly certificat: Certificat,
  ) {
    this.projets = new Map(instance.projets.map((projet) => [projet.id, projet]));
    this.montants = new Map(instance.enveloppes.map(({ id, montant }) => [id, montant]));
    const parents = new Map(instance.classes.map(({ id, parent }) => [id, parent]));
    this.classes = new Map(
      instance.enveloppes.map(({ id, classe }) => {
        const lignee: string[] = [];
        for (let c: string | null = classe; c !== null; c = parents.get(c) ?? null) lignee.push(c);
        return [id, lignee];
      }),
    );
    this.inegalites = [
      ...(contraintes.planchers ?? []).map(({ etiquette, mesure, minimum }) => ({
        coefficients: this.parProjet(({ etiquettes, besoin }) =>
          etiquettes?.includes(etiquette) ? (mesure === 'NOMBRE' ? 1n : besoin) : 0n,
        ),
        minimum,
      })),
      ...(contraintes.satisfactions ?? []).map(({ points, minimum }) => ({
        coefficients: this.parProjet(({ id }) => points[id] ?? 0n),
        minimum,
      })),
    ];
  }

  verifier(): void {
    const { score, echelle, lemmes, preuve } = this.certificat;
    exiger(echelle > 0n, 'L’échelle des prix n’est pas positive.');
    exiger(score === null || score >= 0n, 'Aucun plan n’a un score négatif.');
    for (const lemme of lemmes) this.inegalites.push(this.prouver(lemme));
    const pas = [...this.projets.values()].reduce((d, p) => pgcd(d, p.score), 0n) || 1n;
    // Scores are multiples of `pas`: to do better is to reach the next one.
    const seuil = score === null ? 0n : (score / pas + 1n) * pas * echelle;
    const choix = new Map((this.contraintes.imposes ?? []).map((id) => [id, true]));
    this.parcourir(preuve, choix, seuil);
  }

  private parProjet(valeur: (projet: ProjetOffert) => bigint): Map<string, bigint> {
    return new Map([...this.projets.values()].map((projet) => [projet.id, valeur(projet)]));
  }

  private projet(id: string): ProjetOffert {
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
    for (const projet of this.projets.values()) {
      const choisi = choix.get(projet.id);
      if (choisi === false) continue;
      const cout = this.cout(projet, prix, AUCUNE);
      if (cout === null && choisi) return;
      if (cout === null) continue;
      const gain = payees.reduce(
        (total, { coefficients, prixUnitaire }) => total + prixUnitaire * (coefficients.get(projet.id) ?? 0n),
        projet.score * this.certificat.echelle - cout,
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

  /** The least a project can cost: cheapest lines first, and both sides of a line left below its minimum. `null`: never. */
  private cout(projet: ProjetOffert, prix: Argent, decisions: Decisions): bigint | null {
    const restes = new Map(Object.entries(projet.plafondsClasses));
    let besoin = projet.besoin;
    let cout = 0n;
    const place = (enveloppe: string) => (this.classes.get(enveloppe) ?? []).filter((c) => restes.has(c));
    const prendre = (enveloppe: string, prixUnitaire: bigint, montant: bigint) => {
      for (const classe of place(enveloppe)) restes.set(classe, (restes.get(classe) ?? 0n) - montant);
      besoin -= montant;
      cout += montant * prixUnitaire;
    };
    const lignes = projet.lignes.flatMap(({ enveloppe, minimum, plafond }) => {
      const decision = decisions.get(cle(projet.id, enveloppe));
      const montant = this.montants.get(enveloppe) ?? 0n;
      const du = decision ? minimum : 0n;
      const ligne = { enveloppe, minimum, decision, du, libre: moindre(plafond, montant) - du };
      return decision === false ? [] : [{ ...ligne, prix: this.prixDeLigne(projet.id, enveloppe, prix) }];
    });
    for (const { enveloppe, prix: p, du } of lignes) prendre(enveloppe, p, du);
    if (besoin < 0n || lignes.some(({ libre }) => libre < 0n) || [...restes.values()].some((r) => r < 0n)) return null;
    let dispute: string | null = null;
    for (const { enveloppe, minimum, decision, libre, prix: p } of lignes.sort((a, b) => signe(a.prix - b.prix))) {
      const montant = place(enveloppe).reduce((m, c) => moindre(m, restes.get(c) ?? m), moindre(libre, besoin));
      prendre(enveloppe, p, montant);
      if (decision === undefined && montant > 0n && montant < minimum) dispute = enveloppe;
    }
    if (besoin > 0n) return null;
    if (dispute === null) return cout;
    const avec = (allumee: boolean) => new Map([...decisions, [cle(projet.id, dispute), allumee]]);
    const [a, b] = [this.cout(projet, prix, avec(true)), this.cout(projet, prix, avec(false))];
    return a === null || b === null ? (a ?? b) : moindre(a, b);
  }

  private prixDeLigne(projet: string, enveloppe: string, { enveloppes, credits }: Argent): bigint {
    return Object.entries(credits).reduce((total, [i, prix]) => {
      const annee = this.contraintes.creditsPaiement?.[Number(i)];
      return annee?.enveloppe === enveloppe ? total + prix * BigInt(annee.tauxBp[projet] ?? 0) : total;
    }, enveloppes[enveloppe] ?? 0n);
  }

  private prouver(lemme: LemmeCertifie): Inegalite {
    if ('jumeaux' in lemme) return this.prouverJumeaux(...lemme.jumeaux);
    const conflit = lemme.conflit.map((id) => this.projet(id));
    exiger(new Set(conflit).size === conflit.length, 'Un conflit nomme deux fois le même projet.');
    this.prouverConflit(conflit, lemme.preuve, AUCUNE);
    return { coefficients: new Map(lemme.conflit.map((id) => [id, -1n])), minimum: BigInt(1 - conflit.length) };
  }

  private prouverConflit(conflit: readonly ProjetOffert[], noeud: NoeudConflit, decisions: Decisions): void {
    if ('allumee' in noeud) {
      const ligne = cle(noeud.projet, noeud.enveloppe);
      exiger(!decisions.has(ligne), `La ligne ${ligne} est choisie deux fois.`);
      this.prouverConflit(conflit, noeud.allumee, new Map([...decisions, [ligne, true]]));
      this.prouverConflit(conflit, noeud.eteinte, new Map([...decisions, [ligne, false]]));
      return;
    }
    const couts = conflit.map((projet) => this.cout(projet, noeud, decisions));
    const argent = this.valeurDeLArgent(noeud);
    const impossible = couts.some((cout) => cout === null);
    const total = couts.reduce<bigint>((t, cout) => t + (cout ?? 0n), 0n);
    exiger(impossible || total > argent, 'Un conflit n’est pas prouvé : ses projets ne coûtent pas plus que tout.');
  }

  /** Two projects alike: what a plan does with the second it may do with the first, whose rank is earlier. */
  private prouverJumeaux(premier: string, second: string): Inegalite {
    const portrait = (id: string) => {
      const { score, besoin, lignes, plafondsClasses } = this.projet(id);
      const credits = (this.contraintes.creditsPaiement ?? []).map(({ tauxBp }) => tauxBp[id] ?? 0);
      const coefficients = this.inegalites
        .slice(0, (this.contraintes.planchers?.length ?? 0) + (this.contraintes.satisfactions?.length ?? 0))
        .map((inegalite) => inegalite.coefficients.get(id));
      const offertes = lignes.map(({ enveloppe, plafond, minimum }) => [enveloppe, plafond, minimum]);
      const trier = (liste: readonly unknown[]) => liste.map((e) => enTexte(e)).sort();
      const classes = trier(Object.entries(plafondsClasses));
      return enTexte([score, besoin, credits, coefficients, trier(offertes), classes]);
    };
    exiger(portrait(premier) === portrait(second), `${premier} et ${second} ne sont pas semblables.`);
    const imposes = this.contraintes.imposes ?? [];
    exiger(!imposes.includes(premier) && !imposes.includes(second), 'Un projet imposé n’a pas de jumeau.');
    const rang = (id: string) => this.projet(id).rang;
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

function enTexte(valeur: unknown): string {
  return JSON.stringify(valeur, (_, v: unknown) => (typeof v === 'bigint' ? v.toString() : v));
}

function pgcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : pgcd(b, a % b);
}

function moindre(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

function signe(ecart: bigint): number {
  return ecart < 0n ? -1 : Number(ecart > 0n);
}
