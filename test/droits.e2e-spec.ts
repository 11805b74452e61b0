import { isObjectType } from 'graphql';
import type { AgentHabilite } from '@tdt/domaine';
import { essayerCalculs, essayerMutations, toutesLesCibles, type CiblesParRole } from './droits/actes.js';
import type { Acteur } from './droits/acteurs.js';
import { Registre } from './droits/faits.js';
import { agentDe, comparer, questions, regarder, type Constat, type Vus } from './droits/lectures.js';
import { CALCULS, LECTURES, MUTATIONS, POUR_CHACUN, TYPES_SANS_OBJET } from './droits/matrice.js';
import { comparerPaires, tirerAgent } from './droits/paires.js';
import { dresser, type Scene } from './droits/scene.js';
import { cellules, ecartsDeDecision, saboter } from './droits/temoins.js';
import { hasard } from './epreuves/outils.js';
import { apresDemonstration } from './outillage/demonstration.js';
import type { Serveur } from './outillage/serveur.js';

const LENT = 300_000;
const PAIRES_MIN = 10_000;

/** Types of the rounds and of the ballots: those under seal and those that are over. */
const DU_TOUR = ['Scrutin', 'Tour', 'Annonce', 'Proposition', 'InstantaneProposition', 'Calcul'];
const DOSSIERS = ['hubBretagne', 'hubEst', 'hubLo', 'assembleurs', 'conumm', 'hubik', 'recue'];

describe('La matrice des droits (trust.md §3.2)', () => {
  let s: Serveur;
  let scene: Scene;
  let types: string[];
  let registre: Registre;
  let cibles: CiblesParRole;
  let lu: Constat;
  const agents = new Map<Acteur, AgentHabilite>();
  const sansEffet: number[] = [];

  async function constater(demandes: Readonly<Record<string, readonly string[]>>): Promise<Constat> {
    const posees = questions(s, demandes);
    const regards = new Map<Acteur, Vus>();
    for (const [acteur, agent] of agents) regards.set(acteur, await regarder(s, agent, posees));
    return comparer(registre, regards);
  }

  const premiers = (type: string, n = 3) => registre.ids(type).slice(0, n);

  beforeAll(async () => {
    const demonstration = await apresDemonstration('droits');
    s = demonstration.s;
    scene = await dresser(s, demonstration.histoire);
    types = Object.values(s.schema.getTypeMap())
      .filter((t) => isObjectType(t) && !t.name.startsWith('__') && !/(Connexion|Arete)$/.test(t.name))
      .map((t) => t.name);
    for (const acteur of scene.acteurs) {
      const agent = await agentDe(s, acteur);
      // Rights that are over, or that wait for a second person, are none: such an actor is the one without any right.
      if (!acteur.enVigueur) sansEffet.push(agent.habilitations.length);
      else agents.set(acteur, agent);
    }
    registre = await new Registre(s).charger(types);
    lu = await constater({
      ...Object.fromEntries(DU_TOUR.map((type) => [type, premiers(type, 8)])),
      ...Object.fromEntries(['Part', 'Convention', 'Enveloppe', 'Generation'].map((type) => [type, premiers(type)])),
      AppelAProjets: [scene.appelId, scene.appelBrouillonId],
      Conference: [scene.conferenceId],
      Seance: [scene.seanceId, scene.seanceCloseId],
      Candidature: DOSSIERS.map((cle) => scene.candidatures[cle] ?? ''),
      Organisme: [s.monde.organismes.fondationAfnic],
    });
    cibles = await toutesLesCibles(s, scene);
    registre = await new Registre(s).charger(types);
  }, LENT);
  afterAll(() => s?.fermer());

  it('dit quelque chose de chaque type, de chaque requête et de chaque mutation du schéma', () => {
    expect(types.filter((nom) => !LECTURES[nom] && !TYPES_SANS_OBJET[nom])).toEqual([]);
    const mutations = Object.keys(s.schema.getMutationType()?.getFields() ?? {});
    expect([...mutations].sort()).toEqual(Object.keys(MUTATIONS).sort());
    const racines = Object.values(s.schema.getQueryType()?.getFields() ?? {});
    const lues = racines.filter((r) => {
      const type = String(r.type)
        .replace(/[[\]!]/g, '')
        .replace(/Connexion$/, '');
      return LECTURES[type] !== undefined || CALCULS[r.name] !== undefined || POUR_CHACUN.includes(r.name);
    });
    expect(racines.filter((r) => !lues.includes(r)).map((r) => r.name)).toEqual([]);
  });

  it('un droit terminé, ou qui attend une seconde personne, n’en est pas un', () => {
    expect(sansEffet).toEqual(Array(10).fill(0));
  });

  it('chaque champ de chaque objet, à tous les stades : 0 cellule diffère de la matrice', () => {
    expect([...new Set(lu.ecarts)].slice(0, 40)).toEqual([]);
    const { champs } = lu;
    const vus = new Set([...champs].map((c) => c.split('.')[0]));
    // Zones are public and belong to nobody; territories are public and found under whatever names them.
    expect(Object.keys(LECTURES).filter((type) => !vus.has(type))).toEqual(['Territoire', 'Zonage']);
    process.stdout.write(
      `Droits : ${agents.size} acteurs, ${vus.size} types, ${champs.size} champs lus ; ${lu.cellules} cellules de lecture, 0 écart\n`,
    );
    expect(champs.size).toBeGreaterThan(300);
  });

  it(
    'chaque mutation, sur ce qui est sien et sur ce qui ne l’est pas, et l’absent ressemble au caché',
    async () => {
      const constat = await essayerMutations(s, registre, cibles, agents);
      expect([...new Set(constat.ecarts)].slice(0, 40)).toEqual([]);
      process.stdout.write(
        `Droits : ${Object.keys(MUTATIONS).length} mutations, ${constat.cellules} cellules dont ${constat.permises} permises, 0 écart\n`,
      );
      expect(constat.permises).toBeGreaterThan(250);
    },
    LENT,
  );

  it(
    'chaque requête qui calcule une réponse',
    async () => {
      const constat = await essayerCalculs(s, registre, cibles, agents);
      expect(constat.ecarts).toEqual([]);
      expect(constat.permises).toBeGreaterThan(Object.keys(CALCULS).length);
    },
    LENT,
  );

  it(
    'la portée d’une liste est la décision sur chaque objet, pour 10 000 paires tirées au sort',
    async () => {
      const des = hasard(20_261_126);
      const organismes = Object.values(s.monde.organismes);
      const tires = Array.from({ length: 40 }, () => tirerAgent(des, organismes, scene));
      const { paires, visibles, ecarts } = await comparerPaires(s, registre, tires);
      expect(ecarts.slice(0, 20)).toEqual([]);
      process.stdout.write(`Droits : ${paires} paires (personne, objet), dont ${visibles} visibles, 0 écart\n`);
      expect(paires).toBeGreaterThan(PAIRES_MIN);
      expect(visibles).toBeGreaterThan(paires / 20);
    },
    LENT,
  );

  it(
    'témoin : chaque droit ôté de la table, et chaque droit étendu à tout, se voit',
    () => {
      const toutes = cellules(registre, cibles, agents);
      expect([...new Set(ecartsDeDecision(toutes))]).toEqual([]);
      const { essais, inapercus } = saboter(toutes);
      expect(inapercus).toEqual([]);
      process.stdout.write(`Droits : ${essais} sabotages de la table sur ${toutes.length} décisions, tous vus\n`);
      expect(essais).toBeGreaterThan(200);
    },
    LENT,
  );

  it('un total ne dit pas le montant d’un ou de deux autres financeurs (k)', async () => {
    const { fdj, sicoval, mel } = s.monde.jetons;
    const lire = async (jeton: string, hub: string) => {
      const requete = `{ candidature(id: "${scene.candidatures[hub]}") { planVote { complet vote reste } parts { montant } } }`;
      return (await s.gql<{ candidature: object }>(jeton, requete)).candidature;
    };
    // Asked for money, and a member of nothing: it sees its own share, and neither of the two others through their sum.
    expect(await lire(fdj, 'hubNormandie')).toMatchObject({
      planVote: { complet: true, vote: null, reste: null },
      parts: [{ montant: '3000000' }],
    });
    expect(await lire(mel, 'hubNormandie')).toMatchObject({ planVote: { complet: true, vote: '42000000' } });
    await s.sql(
      `insert into ligne_plan (id, candidature_id, rang, type, financeur_id, montant) values ($1, $2, 91, 'SUBVENTION', $3, 100)`,
      [crypto.randomUUID(), scene.candidatures['hubBretagne'], s.monde.organismes.sicoval],
    );
    // Four others: their sum tells the amount of none.
    expect(await lire(sicoval, 'hubBretagne')).toMatchObject({ planVote: { vote: '55000000' }, parts: [] });
  });
});
