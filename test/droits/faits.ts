import { definitionSiConnue } from '@tdt/socle';
import type { Serveur } from '../outillage/serveur.js';
import { COLONNES, type Colonnes } from './matrice.js';
import type { Acteur } from './acteurs.js';

/** What an object is tied to, read from the tables with none of the product's SQL. */
export interface Faits {
  id: string;
  /** Stage that changes who sees it; `''` when it has none. */
  stade: string;
  proprietaires: readonly string[];
  porteurs: readonly string[];
  appels: readonly string[];
  conferences: readonly string[];
  membres: readonly string[];
  sollicites: readonly string[];
  /** In déport on the file, and on anything of the session. */
  enDeport: readonly string[];
  enDeportQuelquePart: readonly string[];
  ordreDuJour: boolean;
  /** Persons whom it is about. */
  personnes: readonly string[];
}

type Ligne = Record<string, string | boolean | null>;
type Table = Map<string, Ligne>;

/** Object type → column that names its parent, and the parent's type. */
const PARENTS: Readonly<Record<string, readonly (readonly [colonne: string, type: string])[]>> = {
  Regle: [['appel_id', 'AppelAProjets']],
  Critere: [['appel_id', 'AppelAProjets']],
  PieceDemandee: [['appel_id', 'AppelAProjets']],
  ClasseFinanceur: [['appel_id', 'AppelAProjets']],
  RegleFinancement: [['appel_id', 'AppelAProjets']],
  Partenaire: [['candidature_id', 'Candidature']],
  Action: [['candidature_id', 'Candidature']],
  Lieu: [['action_id', 'Action']],
  LigneBudget: [['candidature_id', 'Candidature']],
  LignePlan: [['candidature_id', 'Candidature']],
  AideDeclaree: [['candidature_id', 'Candidature']],
  Piece: [['candidature_id', 'Candidature']],
  DemandeComplement: [['candidature_id', 'Candidature']],
  Note: [['candidature_id', 'Candidature']],
  Part: [['candidature_id', 'Candidature']],
  Engagement: [['part_id', 'Part']],
  Convention: [['candidature_id', 'Candidature']],
  Signature: [['convention_id', 'Convention']],
  Generation: [['seance_id', 'Seance']],
  LigneGeneration: [['candidature_id', 'Candidature']],
  Membre: [['conference_id', 'Conference']],
  Seance: [['conference_id', 'Conference']],
  Point: [
    ['candidature_id', 'Candidature'],
    ['seance_id', 'Seance'],
  ],
  Emargement: [['seance_id', 'Seance']],
  Suspension: [['seance_id', 'Seance']],
  Pouvoir: [['seance_id', 'Seance']],
  ProcesVerbal: [['seance_id', 'Seance']],
  Deport: [['point_id', 'Point']],
  Scrutin: [['point_id', 'Point']],
  LigneProposition: [['scrutin_id', 'Scrutin']],
  Vote: [['scrutin_id', 'Scrutin']],
  Tour: [['seance_id', 'Seance']],
  TourProjet: [['tour_id', 'Tour']],
  Calcul: [['tour_id', 'Tour']],
  Annonce: [['tour_id', 'Tour']],
  Scelle: [['tour_id', 'Tour']],
  PreuveAnnonce: [['tour_id', 'Tour']],
  LigneAnnonce: [
    ['candidature_id', 'Candidature'],
    ['annonce_id', 'Annonce'],
  ],
  Proposition: [['tour_id', 'Tour']],
  InstantaneProposition: [['tour_id', 'Tour']],
  PropositionProjet: [
    ['candidature_id', 'Candidature'],
    ['proposition_id', 'Proposition'],
  ],
  LigneFinancement: [
    ['candidature_id', 'Candidature'],
    ['proposition_id', 'Proposition'],
  ],
};

/** Types with rights of their own that are read with another object only. */
const PAR_LEUR_PARENT: Readonly<Record<string, readonly [colonne: string, type: string]>> = {
  Vote: ['scrutin_id', 'Scrutin'],
  LigneFinancement: ['proposition_id', 'Proposition'],
  LigneAnnonce: ['annonce_id', 'Annonce'],
  PreuveAnnonce: ['tour_id', 'Tour'],
  Note: ['candidature_id', 'Candidature'],
  LigneGeneration: ['generation_id', 'Generation'],
  DemandeComplement: ['candidature_id', 'Candidature'],
};

const SANS_STADE = 'Convention Signature LigneGeneration Point Deport PropositionProjet LigneFinancement'.split(' ');
const VOTEES = 'VOTEE SOUS_RESERVE ENGAGEE CONVENTIONNEE PARTIELLEMENT_VERSEE VERSEE REVERSEE_PARTIEL'.split(' ');
const STADES_DOSSIER: Readonly<Record<string, string>> = {
  BROUILLON: 'DEPOSE',
  DEPOSE: 'DEPOSE',
  A_COMPLETER: 'DEPOSE',
  IRRECEVABLE: 'DEPOSE',
  RECEVABLE: 'RECEVABLE',
  EN_INSTRUCTION: 'RECEVABLE',
  RETIRE: 'ARRET',
  DOUBLON: 'ARRET',
  SANS_SUITE: 'ARRET',
  ANNULE: 'ARRET',
};

/** Everything that the tables say, and what it means for who may see what. */
export class Registre {
  readonly #tables = new Map<string, Table>();
  #deports: { candidature: string; seance: string; organisme: string }[] = [];
  #sollicitations: Ligne[] = [];

  constructor(private readonly s: Serveur) {}

  async charger(types: readonly string[]): Promise<this> {
    for (const type of types) {
      const definition = definitionSiConnue(type);
      if (!definition || ['Territoire', 'Zonage'].includes(type)) continue;
      const { tablePath } = this.s.source.getMetadata(definition.entite());
      const lignes = await this.s.sql<{ ligne: Ligne }>(
        `select to_jsonb(t) - 'pdf' - 'contenu' as ligne from ${tablePath} t`,
      );
      this.#tables.set(type, new Map(lignes.map(({ ligne }) => [String(ligne['id']), ligne])));
    }
    this.#deports = await this.s.sql(
      `select p.candidature_id as candidature, p.seance_id as seance, m.organisme_id as organisme
       from deport d join point p on p.id = d.point_id join membre m on m.id = d.membre_id`,
    );
    this.#sollicitations = await this.s.sql(
      'select candidature_id, financeur_id from ligne_plan where financeur_id is not null',
    );
    return this;
  }

  /** What must be seen to reach this object, when its type has no root field of its own. */
  chemin(type: string, id: string): [type: string, id: string] | null {
    const porte = PAR_LEUR_PARENT[type];
    return porte ? [porte[1], String(this.ligne(type, id)[porte[0]])] : null;
  }

  ids(type: string): string[] {
    return [...(this.#tables.get(type)?.keys() ?? [])];
  }

  connait(type: string): boolean {
    return this.#tables.has(type);
  }

  private ligne(type: string, id: string): Ligne {
    const ligne = this.#tables.get(type)?.get(id);
    if (!ligne) throw new Error(`${type} ${id} n’est pas dans les tables`);
    return ligne;
  }

  /** The row itself and every row above it, by type. */
  private lignee(type: string, id: string, vus = new Map<string, Ligne>()): Map<string, Ligne> {
    const ligne = this.ligne(type, id);
    vus.set(type, ligne);
    for (const [colonne, parent] of PARENTS[type] ?? []) {
      const vers = ligne[colonne];
      if (vers && !vus.has(parent)) this.lignee(parent, String(vers), vus);
    }
    return vus;
  }

  faits(type: string, id: string): Faits {
    if (!this.connait(type)) return { ...RIEN, id };
    const lignee = this.lignee(type, id);
    const valeur = (t: string, colonne: string) => (lignee.get(t)?.[colonne] ?? null) as string | null;
    const candidature = valeur('Candidature', 'id');
    const appel = valeur('AppelAProjets', 'id') ?? valeur('Candidature', 'appel_id') ?? null;
    const seance = valeur('Seance', 'id');
    const conference = this.conferenceDe(lignee, appel);
    const memes = (liste: { organisme: string }[]) => [...new Set(liste.map((d) => d.organisme))];
    return {
      id,
      stade: this.stade(type, lignee),
      proprietaires: this.proprietaires(type, id, lignee),
      porteurs: candidature ? [valeur('Candidature', 'porteur_id') ?? ''] : [],
      appels: this.appelsDe(type, lignee, appel, conference),
      conferences: conference ? [conference] : [],
      membres: conference ? this.membresDe(conference) : [],
      sollicites: this.#sollicitations
        .filter((l) => l['candidature_id'] === candidature)
        .map((l) => String(l['financeur_id'])),
      enDeport: candidature ? memes(this.#deports.filter((d) => d.candidature === candidature)) : [],
      enDeportQuelquePart: seance ? memes(this.#deports.filter((d) => d.seance === seance)) : [],
      ordreDuJour: candidature !== null && this.aLOrdreDuJour(candidature),
      personnes:
        type === 'Utilisateur' ? [id] : type === 'Habilitation' ? [String(lignee.get(type)?.['utilisateur_id'])] : [],
    };
  }

  private conferenceDe(lignee: Map<string, Ligne>, appel: string | null): string | null {
    const propre = lignee.get('Conference')?.['id'] ?? lignee.get('Seance')?.['conference_id'];
    const invitation = lignee.get('Invitation')?.['conference_id'];
    const parAppel = appel ? this.#tables.get('AppelAProjets')?.get(appel)?.['conference_id'] : null;
    return (propre ?? invitation ?? parAppel ?? null) as string | null;
  }

  /** A session concerns every call of its conference; a file, its own call only. */
  private appelsDe(
    type: string,
    lignee: Map<string, Ligne>,
    appel: string | null,
    conference: string | null,
  ): string[] {
    const direct = lignee.get(type)?.['appel_id'];
    if (['Enveloppe', 'Invitation'].includes(type)) return direct ? [String(direct)] : [];
    if (appel && !lignee.has('Seance') && type !== 'Point') return [appel];
    const appels = [...(this.#tables.get('AppelAProjets')?.values() ?? [])];
    return appels.filter((a) => conference !== null && a['conference_id'] === conference).map((a) => String(a['id']));
  }

  private membresDe(conference: string): string[] {
    const membres = [...(this.#tables.get('Membre')?.values() ?? [])];
    return membres
      .filter((m) => m['conference_id'] === conference && m['fin'] === null)
      .map((m) => String(m['organisme_id']));
  }

  private aLOrdreDuJour(candidature: string): boolean {
    const points = [...(this.#tables.get('Point')?.values() ?? [])];
    return this.stadeDossier(candidature) === 'INSTRUIT' || points.some((p) => p['candidature_id'] === candidature);
  }

  private stadeDossier(id: string): string {
    const { etat, depose_le: depose, recue_le: recue } = this.ligne('Candidature', id);
    return depose === null && recue === null ? 'BROUILLON' : (STADES_DOSSIER[String(etat)] ?? 'INSTRUIT');
  }

  private stade(type: string, lignee: Map<string, Ligne>): string {
    const etat = (t: string) => String(lignee.get(t)?.['etat']);
    if (['Part', 'Engagement'].includes(type)) return VOTEES.includes(etat('Part')) ? 'VOTEE' : 'AVANT';
    if (['Scrutin', 'LigneProposition', 'Vote'].includes(type)) {
      if (['PREPARE', 'OUVERT'].includes(etat('Scrutin'))) return 'OUVERT';
      return lignee.get('Scrutin')?.['adopte'] === true ? 'ADOPTE' : 'PROCLAME';
    }
    if (['Annonce', 'LigneAnnonce', 'Scelle', 'PreuveAnnonce'].includes(type)) {
      if (etat(type === 'LigneAnnonce' ? 'Annonce' : type) !== 'SCELLEE') return 'ECARTEE';
      return etat('Tour') === 'REVELE' ? 'REVELEE' : 'SOUS_SCELLE';
    }
    if (SANS_STADE.includes(type)) return '';
    if (lignee.has('Candidature')) return this.stadeDossier(String(lignee.get('Candidature')?.['id']));
    if (lignee.has('AppelAProjets')) return etat('AppelAProjets') === 'BROUILLON' ? 'BROUILLON' : 'PUBLIE';
    return '';
  }

  private proprietaires(type: string, id: string, lignee: Map<string, Ligne>): string[] {
    const ligne = lignee.get(type) ?? {};
    if (type === 'Organisme') return [id];
    if (type === 'Utilisateur') {
      const droits = [...(this.#tables.get('Habilitation')?.values() ?? [])];
      const enVigueur = droits.filter(
        (h) => h['utilisateur_id'] === id && h['fin'] === null && h['attend_confirmation'] === false,
      );
      return enVigueur.map((h) => String(h['organisme_id']));
    }
    if (type === 'Convention' || type === 'Signature') {
      const parts = [...(this.#tables.get('Part')?.values() ?? [])];
      const candidature = lignee.get('Convention')?.['candidature_id'];
      const actives = parts.filter((p) => p['candidature_id'] === candidature);
      const ecartees = ['REFUSEE', 'RETIREE', 'REDUITE'];
      return actives.filter((p) => !ecartees.includes(String(p['etat']))).map((p) => String(p['financeur_id']));
    }
    if (type === 'Vote') return [String(this.ligne('Membre', String(ligne['membre_id']))['organisme_id'])];
    if (type === 'Engagement') return [String(lignee.get('Part')?.['financeur_id'])];
    if (type === 'LigneAnnonce') return [String(lignee.get('Annonce')?.['financeur_id'])];
    return [ligne['financeur_id'], ligne['organisme_id']].filter((o): o is string => typeof o === 'string');
  }
}

const RIEN: Faits = {
  id: '',
  stade: '',
  proprietaires: [],
  porteurs: [],
  appels: [],
  conferences: [],
  membres: [],
  sollicites: [],
  enDeport: [],
  enDeportQuelquePart: [],
  ordreDuJour: false,
  personnes: [],
};

/** Does this tie of the matrix hold between the actor and the object? The perimeter of a right narrows every tie. */
function tient(lien: string, acteur: Acteur, f: Faits): boolean {
  if (lien === 'c') return true;
  const { appelId, conferenceId } = acteur.perimetre;
  if (appelId && !f.appels.includes(appelId)) return false;
  if (conferenceId && !f.conferences.includes(conferenceId)) return false;
  const parmi = (liste: readonly string[]) => acteur.organismes.some((o) => liste.includes(o));
  const sans = (liste: readonly string[], autres: readonly string[]) => liste.filter((o) => !autres.includes(o));
  const siens = acteur.role === 'PORTEUR' && f.porteurs.length > 0 ? f.porteurs : f.proprietaires;
  const nomme = appelId !== undefined || conferenceId !== undefined;
  const liens: Record<string, boolean> = {
    t: true,
    s: parmi(siens),
    g: acteur.gere && parmi(siens),
    a: nomme,
    o: nomme && f.ordreDuJour,
    m: parmi(f.membres),
    d: parmi(sans(f.membres, f.enDeport)),
    n: parmi(sans(f.membres, f.enDeportQuelquePart)),
    l: parmi(sans([...f.membres, ...f.sollicites], f.enDeport)),
  };
  const dit = liens[lien];
  if (dit === undefined) throw new Error(`Lien inconnu dans la matrice : ${lien}`);
  return dit;
}

/** What the matrix says of this actor on this object. */
export function permis(acteur: Acteur, droits: Colonnes, faits: Faits): boolean {
  if (droits[0] === 't') return true;
  if (acteur.role === null || !acteur.enVigueur) return false;
  const cellule = droits[COLONNES.indexOf(acteur.role)] ?? '-';
  return cellule !== '-' && cellule.split(',').some((lien) => tient(lien, acteur, faits));
}
