import { getNamedType, isObjectType, type GraphQLField } from 'graphql';
import { compterRequetes } from './outillage/compteur-sql.js';
import { appelable, documentComplet, objetsDe } from './outillage/documents.js';
import { apresDemonstration } from './outillage/demonstration.js';
import type { Serveur } from './outillage/serveur.js';
import type { ClePersonne } from './monde-donnees.js';
import { ampleur } from './outillage/ampleur.js';
import type { Histoire } from './monde-histoire.js';

/** Statements of a request besides those of its root fields: the token, once. */
const IDENTITE = 1;
const NIVEAUX = 3;

/** One person a way of being tied to the files: staff, chair, member, solicited funder, applicant, applicant with a draft, nobody. */
const TOUS_LES_PROFILS: (ClePersonne | 'public')[] = [
  'admin',
  'gestionnaire',
  'instructrice',
  'president',
  'regionBretagne',
  'fdj',
  'sicoval',
  'hubBretagne',
  'hubik',
  'public',
];

/** Somebody of the staff, of a funder, of a hub, a president, and anybody; all of them in a proof. */
const PROFILS = ampleur(
  ['gestionnaire', 'president', 'regionBretagne', 'hubBretagne', 'public'] as const,
  TOUS_LES_PROFILS,
);

/** Thirty-five thousand places, which anybody reads. */
const PUBLIC = 'Territoire';

/** What no query of this story answers: a message of the live channel (`seance-directe`), and the zones, imported apart. */
const SANS_EXEMPLE = ['SeanceModifiee', 'Zonage'];

interface PageLue {
  edges: { node: { id: string } }[];
  pageInfo: { hasNextPage: boolean; endCursor: string };
}

describe('Lire', () => {
  let s: Serveur;
  let histoire: Histoire;

  beforeAll(async () => {
    ({ s, histoire } = await apresDemonstration('lecture'));
  }, 180_000);
  afterAll(() => s?.fermer());

  const racines = () =>
    Object.values(s.schema.getQueryType()?.getFields() ?? {}).filter(
      (champ) => appelable(champ) && isObjectType(getNamedType(champ.type)),
    );
  const idPour = (champ: GraphQLField<unknown, unknown>) => histoire.exemples[getNamedType(champ.type).name];

  it('fait une seule requête SQL par champ racine, quel que soit le nombre de lignes', async () => {
    const comptes: string[] = [];
    let vues = 0;
    const { gestionnaire, president, hubBretagne } = s.monde.jetons;
    for (const jeton of ampleur([gestionnaire, null], [gestionnaire, president, hubBretagne, null])) {
      for (const champ of racines()) {
        const document = documentComplet(s.schema, champ, NIVEAUX, idPour(champ));
        const { resultat, requetes } = await compterRequetes([s.client], () => s.sansLimites(jeton, document));
        if (resultat.errors) throw new Error(`${champ.name} : ${JSON.stringify(resultat.errors)}\n${document}`);
        vues += requetes.length;
        const attendu = jeton ? 1 + IDENTITE : 1;
        if (requetes.length <= attendu) continue;
        // The clock alone starts some work, whose statements may fall in between: not twice running.
        const encore = await compterRequetes([s.client], () => s.sansLimites(jeton, document));
        const moindre = Math.min(requetes.length, encore.requetes.length);
        if (moindre > attendu) comptes.push(`${champ.name} : ${moindre} requêtes`);
      }
    }
    expect(comptes).toEqual([]);
    expect(vues).toBeGreaterThan(racines().length);
  }, 120_000);

  it('ne montre et ne compte rien par un chemin détourné qu’une lecture directe ne donne pas', async () => {
    const fuites: string[] = [];
    const visites = new Set<string>();
    for (const personne of PROFILS) {
      const jeton = personne === 'public' ? null : s.monde.jetons[personne];
      const directs = new Map<string, Set<string>>();
      for (const champ of racines().filter((c) => /Connexion$/.test(getNamedType(c.type).name))) {
        const type = getNamedType(champ.type).name.replace(/Connexion$/, '');
        if (type === PUBLIC) continue;
        const ids = directs.get(type) ?? new Set<string>();
        let after: string | null = null;
        do {
          const suite: string = after ? `, after: "${after}"` : '';
          const r = (
            await s.gql<Record<string, PageLue>>(
              jeton,
              `{ ${champ.name}(first: 100${suite}) { edges { node { id } } pageInfo { hasNextPage endCursor } } }`,
            )
          )[champ.name];
          r?.edges.forEach((e) => ids.add(e.node.id));
          after = r?.pageInfo.hasNextPage && ids.size < 1_000 ? r.pageInfo.endCursor : null;
        } while (after);
        directs.set(type, ids);
      }
      for (const champ of racines()) {
        if (champ.name === 'territoires' || champ.name === 'zonages') continue;
        const { data: reponse, errors } = await s.sansLimites(
          jeton,
          documentComplet(s.schema, champ, NIVEAUX, idPour(champ)),
        );
        if (errors) throw new Error(`${personne}, ${champ.name} : ${JSON.stringify(errors)}`);
        for (const objet of objetsDe(reponse)) {
          visites.add(objet.type);
          const permis = directs.get(objet.type.replace(/Connexion$/, ''));
          if (!permis) continue;
          if (objet.id && !permis.has(objet.id)) fuites.push(`${personne} voit ${objet.type} par ${champ.name}`);
          if (objet.totalCount !== undefined && objet.totalCount > permis.size)
            fuites.push(`${personne} compte ${objet.type} par ${champ.name}`);
        }
      }
    }
    expect([...new Set(fuites)]).toEqual([]);
    process.stdout.write(`Détours : ${visites.size} types lus par ${PROFILS.length} personnes, 0 objet de trop\n`);
    const types = Object.values(s.schema.getTypeMap()).filter((t) => isObjectType(t) && 'id' in t.getFields());
    expect(types.map((t) => t.name).filter((nom) => !visites.has(nom))).toEqual(SANS_EXEMPLE);
  }, 300_000);

  it.each<[ClePersonne | 'public', string[]]>([
    ['hubEst', ['hubEst']],
    ['hubik', ['hubik']],
    ['sicoval', []],
    ['public', []],
    ['fdj', ['hubNormandie']],
    ['regionGrandEst', ['hubBretagne', 'hubNormandie', 'hubLo']],
  ])('depuis l’appel, %s ne trouve et ne compte que %j', async (personne, attendues) => {
    const jeton = personne === 'public' ? null : s.monde.jetons[personne];
    const { appelAProjets } = await s.gql<{
      appelAProjets: {
        candidatures: { totalCount: number; edges: { node: { id: string } }[] };
        totalDemande: string | null;
      };
    }>(
      jeton,
      `{ appelAProjets(id: "${histoire.appelId}") { totalDemande candidatures(first: 100) { totalCount edges { node { id } } } } }`,
    );
    const cles = Object.entries(histoire.candidatures);
    const vues = appelAProjets.candidatures.edges.map((e) => cles.find(([, id]) => id === e.node.id)?.[0]);
    expect(vues.sort()).toEqual([...attendues].sort());
    expect(appelAProjets.candidatures.totalCount).toBe(attendues.length);
    expect(appelAProjets.totalDemande).toBeNull();
  });

  it('ne donne ni l’instruction ni les parts des autres au porteur, et rend pareil l’absent et l’interdit', async () => {
    const lire = (personne: ClePersonne, id: string) =>
      s.brut(s.monde.jetons[personne], `{ candidature(id: "${id}") { id notes { points } avis parts { montant } } }`);
    const sienne = await lire('hubEst', histoire.candidatures['hubEst'] ?? '');
    expect(sienne.data).toMatchObject({ candidature: { notes: [], avis: null, parts: [] } });
    const autre = await lire('hubEst', histoire.candidatures['hubLo'] ?? '');
    const absente = await lire('hubEst', '01a00000-0000-7000-8000-000000000000');
    expect(autre).toEqual(absente);
    expect(autre.data).toEqual({ candidature: null });
  });
});
