import { pdfDeTaille } from '../libs/candidatures/essais/fabrique-pdf.js';
import { INTERNE } from './epreuves/fuites.js';
import { assaillir } from './epreuves/hostilites.js';
import { demander, dossierE1, joindre, mains, OPERATIONS, preparer, semerAmiHubs } from './monde-candidatures.js';
import { completerCles } from './outillage/cles.js';
import { compterTout } from './outillage/observation.js';
import { cle, demarrerServeur, type Serveur } from './outillage/serveur.js';
import { TEXTES_REFUSES, TEXTE_ADMIS } from './outillage/textes-hostiles.js';

const CREER_ORGANISME = `mutation ($d: CreerOrganismeInput!) { r: creerOrganisme(demande: $d) {
  ... on Organisme { id } ... on Refus { code message chemin } } }`;
const ENREGISTRER = OPERATIONS.enregistrer;
const OUVERTURE = '2020-11-16T23:00:00.000Z';
const CLOTURE = '2021-06-30T21:59:59.000Z';
const PENDANT = '2021-06-01T09:00:00Z';

interface Vu {
  statut: number;
  /** As it left the server: what an attacker reads. */
  texte: string;
}
interface Refuse {
  code?: string;
  chemin?: string | null;
  message?: string;
}

/** A refusal, whether it comes as a union member, as a GraphQL error or as a REST answer. */
function refusDe({ texte }: Vu): Refuse {
  const corps = JSON.parse(texte) as {
    data?: { r?: Refuse } | null;
    errors?: { message: string; extensions: { code: string; chemin?: string } }[];
  };
  const erreur = corps.errors?.[0];
  return erreur ? { message: erreur.message, ...erreur.extensions } : (corps.data?.r ?? {});
}

describe('Entrées hostiles', () => {
  let s: Serveur;
  let appelId: string;
  let id: string;
  let autre: string;
  const { enregistrer, lire } = mains(
    () => s,
    () => id,
  );

  const envoyer = async (corps: string, entetes: Record<string, string> = {}): Promise<Vu> => {
    const authorization = `Bearer ${s.monde.jetons.hubBretagne}`;
    const headers = { 'content-type': 'application/json', authorization, ...entetes };
    const reponse = await fetch(`${s.url}/graphql`, { method: 'POST', headers, body: corps });
    return { statut: reponse.status, texte: await reponse.text() };
  };
  const demandeBrute = (query: string, variables: string) =>
    envoyer(`{"query":${JSON.stringify(query)},"variables":${variables}}`);
  const operation = (query: string, valeurs: Record<string, unknown> = {}) => {
    const { requete, variables } = completerCles(query, valeurs);
    return demandeBrute(requete, JSON.stringify(variables));
  };

  const attendre = async (envoi: () => Promise<Vu>, code: string, chemin: string, dit = ''): Promise<void> => {
    // Nothing anywhere, the journal included.
    const avant = await compterTout(s);
    const vu = await envoi();
    expect(refusDe(vu)).toMatchObject({ code, chemin, message: expect.stringContaining(dit) });
    expect(refusDe(vu).message).toMatch(/^[A-ZÀÉ0-9][^]*\.$/u);
    for (const motif of INTERNE) expect(vu.texte.replace(/"path":\[[^\]]*\]/, '')).not.toMatch(motif);
    expect(await compterTout(s)).toEqual(avant);
  };

  beforeAll(async () => {
    s = await demarrerServeur('hostile');
    await s.reglerHorloge(PENDANT);
    appelId = await semerAmiHubs(s);
    id = await preparer(s, 'hubBretagne', s.monde.organismes.hubBretagne, appelId);
    autre = await preparer(s, 'hubLo', s.monde.organismes.hubLo, appelId);
  }, 60_000);
  afterAll(() => s?.fermer());

  describe('Aux bornes de la fenêtre de dépôt (R1, T7)', () => {
    afterAll(() => s.reglerHorloge(PENDANT));

    it.each([
      ['une milliseconde avant l’ouverture', new Date(Date.parse(OUVERTURE) - 1)],
      ['une milliseconde après la clôture', new Date(Date.parse(CLOTURE) + 1)],
    ])('refuse un dépôt %s', async (_cas, instant) => {
      await s.reglerHorloge(instant.toISOString());
      await attendre(() => operation(OPERATIONS.deposer, { id }), 'HORS_DELAI', 'instant');
    });

    it.each([
      ['au premier instant', OUVERTURE, 'hubNormandie'],
      ['à la dernière milliseconde', CLOTURE, 'conumm'],
    ] as const)('accepte un dépôt %s', async (_cas, instant, hub) => {
      await s.reglerHorloge(PENDANT);
      const de = await preparer(s, hub, s.monde.organismes[hub], appelId);
      await s.reglerHorloge(instant);
      expect(await demander(s, hub, 'deposer', { id: de })).toMatchObject({ etat: 'DEPOSE', deposeLe: instant });
    });
  });

  describe('Valeurs', () => {
    it('refuse un SIRET dont la clé est fausse', async () => {
      const d = { nom: 'Faux', categorie: 'ASSOCIATION', typeIdentifiant: 'SIRET', identifiant: '73282932000075' };
      await attendre(
        async () => {
          const r = await s.brut(s.monde.jetons.gestionnaire, CREER_ORGANISME, { d });
          return { statut: r.statut, texte: JSON.stringify({ data: r.data, errors: r.errors }) };
        },
        'IDENTIFIANT_INVALIDE',
        'identifiant',
      );
    });

    it('refuse de déposer un budget déséquilibré d’un centime (R10)', async () => {
      const budget = dossierE1(s.monde).budget.map((l, i) => (i === 0 ? { ...l, montant: '40000001' } : l));
      await enregistrer({ budget });
      await attendre(() => operation(OPERATIONS.deposer, { id }), 'BUDGET_DESEQUILIBRE', 'budget');
      await enregistrer({ budget: dossierE1(s.monde).budget });
    });

    const saisie = (champs: string) => `{"d":{"cle":"${cle()}","id":"${id}","version":2,${champs}}}`;
    it.each<[string, string, string, string]>([
      [
        'une commune inconnue',
        '"actions":[{"lieux":[{"communeCode":"29019"},{"communeCode":"99999"}]}]',
        'TERRITOIRE_INCONNU',
        'actions[0].lieux[1].communeCode',
      ],
      ['1e400 en nombre', '"montantDemande":1e400', 'ENTREE_INVALIDE', 'd.montantDemande'],
      ['1e400 en texte', '"montantDemande":"1e400"', 'ENTREE_INVALIDE', 'd.montantDemande'],
      ['un montant négatif', '"montantDemande":"-1"', 'ENTREE_INVALIDE', 'd.montantDemande'],
      ['un montant en euros à virgule', '"montantDemande":"350000.00"', 'ENTREE_INVALIDE', 'd.montantDemande'],
      ['un montant au-delà de tout budget', '"montantDemande":"99999999999999"', 'ENTREE_INVALIDE', 'd.montantDemande'],
      ['un jour qui n’existe pas', '"debut":"2021-02-30"', 'ENTREE_INVALIDE', 'd.debut'],
      ['un champ inconnu', '"etat":"RETENU"', 'ENTREE_INVALIDE', 'd.etat'],
      [
        'un code de commune qui est du SQL',
        `"actions":[{"lieux":[{"communeCode":"' or"}]}]`,
        'ENTREE_INVALIDE',
        'actions[0].lieux[0].communeCode',
      ],
      [
        'un financeur qui n’est pas un identifiant',
        '"plan":[{"type":"SUBVENTION","financeurId":"1","montant":"1"}]',
        'ENTREE_INVALIDE',
        'plan[0].financeurId',
      ],
      ['un titre démesuré', `"titre":"${'x'.repeat(201)}"`, 'ENTREE_INVALIDE', 'titre'],
    ])('refuse %s', async (_cas, champs, code, chemin) => {
      const [ligne] = await s.sql<{ version: number }>('select version from candidature where id = $1', [id]);
      const variables = saisie(champs).replace('"version":2', `"version":${ligne?.version ?? 0}`);
      await attendre(() => demandeBrute(ENREGISTRER, variables), code, chemin);
    });

    it.each(TEXTES_REFUSES)(
      'refuse un texte qui contient %s, et dit lequel et où',
      async (_cas, champs, chemin, dit) => {
        await attendre(() => demandeBrute(ENREGISTRER, saisie(champs)), 'ENTREE_INVALIDE', chemin, dit);
      },
    );

    it('garde tel quel ce qu’il faut au français', async () => {
      await enregistrer({ resume: TEXTE_ADMIS });
      expect(await lire('{ resume }')).toEqual({ resume: TEXTE_ADMIS });
    });

    it('refuse 1e400 écrit dans la requête même, et comme numéro de version', async () => {
      const dans = `mutation { r: enregistrerCandidature(demande: {id: "${id}", version: 1, montantDemande: 1e400}) { __typename } }`;
      expect(refusDe(await operation(dans)).code).toMatch(/^(ENTREE_INVALIDE|REQUETE_INVALIDE)$/);
      await attendre(
        () => demandeBrute(ENREGISTRER, `{"d":{"cle":"${cle()}","id":"${id}","version":1e400}}`),
        'ENTREE_INVALIDE',
        'd.version',
      );
    });
  });

  describe('Identifiants', () => {
    const OBJETS: [string, keyof typeof OPERATIONS, object][] = [
      ['enregistrer', 'enregistrer', { titre: 'x' }],
      ['déposer', 'deposer', {}],
      ['retirer', 'retirer', { motif: 'x' }],
    ];
    const variables = (nom: keyof typeof OPERATIONS, de: string, reste: object) =>
      nom === 'enregistrer' ? { d: { id: de, version: 2, ...reste } } : { id: de, ...reste };

    it.each(OBJETS)(
      '%s un dossier inconnu ou celui d’un autre organisme répond exactement la même chose',
      async (_cas, nom, reste) => {
        const inconnu = await operation(OPERATIONS[nom], variables(nom, cle(), reste));
        await attendre(() => operation(OPERATIONS[nom], variables(nom, autre, reste)), 'INTROUVABLE', 'id');
        expect(await operation(OPERATIONS[nom], variables(nom, autre, reste))).toEqual(inconnu);
      },
    );

    it('déposer ce qui n’est pas un identifiant est introuvable, et non une panne', async () => {
      for (const faux of ['1', "' or 1=1 --", '../../etc/passwd', '', 'x'.repeat(5000)]) {
        await attendre(() => operation(OPERATIONS.deposer, { id: faux }), 'INTROUVABLE', 'id');
      }
    });

    it('lire ce qui n’existe pas, ce qui est à un autre ou ce qui n’est pas un identifiant ne montre rien', async () => {
      for (const de of [cle(), autre, "' or 1=1 --"]) {
        const lu = await operation('query ($id: ID!) { candidature(id: $id) { id porteur { nom } } }', { id: de });
        expect(JSON.parse(lu.texte)).toEqual({ data: { candidature: null } });
      }
    });
  });

  describe('Taille et profondeur', () => {
    it('refuse un corps de 10 Mo sans le lire jusqu’au bout', async () => {
      await attendre(() => envoyer(`{"query":"${'x'.repeat(10_000_000)}"}`), 'LIMITE_DEPASSEE', '');
    });

    it('refuse un corps qui n’est pas du JSON', async () => {
      await attendre(() => envoyer('{"query": '), 'ENTREE_INVALIDE', '');
    });

    it('refuse une requête profonde, par elle-même ou par fragments', async () => {
      const niveau = 'appel { candidatures { edges { node {';
      const profonde = `{ candidature(id: "${id}") { ${niveau.repeat(5)} id ${'} } } }'.repeat(5)} } }`;
      await attendre(() => operation(profonde), 'LIMITE_DEPASSEE', '');
      const fragments = Array.from(
        { length: 8 },
        (_, i) =>
          `fragment f${i} on Candidature { appel { candidatures { edges { node { ${i < 7 ? `...f${i + 1}` : 'id'} } } } } }`,
      );
      await attendre(
        () => operation(`{ candidature(id: "${id}") { ...f0 } } ${fragments.join(' ')}`),
        'LIMITE_DEPASSEE',
        '',
      );
    });

    it('refuse plus de cent lignes, et un curseur étranger ne renverse rien', async () => {
      const page = (args: string) => operation(`{ candidatures(${args}) { edges { node { id } } } }`);
      expect(refusDe(await page('first: 101'))).toMatchObject({ code: 'ENTREE_INVALIDE', chemin: 'first' });
      const imbriquee = `{ appelAProjets(id: "${appelId}") { candidatures(first: 101) { totalCount } } }`;
      expect(refusDe(await operation(imbriquee))).toMatchObject({ code: 'ENTREE_INVALIDE', chemin: 'first' });
      for (const curseur of ['x', Buffer.from('["a","b"]').toString('base64url')]) {
        const vu = await page(`first: 1, after: "${curseur}"`);
        expect(refusDe(vu).code).toBe('ENTREE_INVALIDE');
        for (const motif of INTERNE) expect(vu.texte).not.toMatch(motif);
      }
    });
  });

  describe('Pièces', () => {
    const envoi =
      (...args: [Parameters<typeof joindre>[1], string, string, Uint8Array?, string?]) =>
      async () => {
        const { statut, corps } = await joindre(s, ...args);
        return { statut, texte: JSON.stringify(corps) };
      };

    // That 25 MiB exactly are accepted: test/pieces.e2e-spec.ts.
    it('refuse un fichier d’un octet de trop', async () => {
      const trop = pdfDeTaille(26_214_401);
      await attendre(envoi('hubBretagne', id, 'LETTRES', trop), 'LIMITE_DEPASSEE', 'fichier');
    }, 60_000);

    it.each<[string, Uint8Array]>([
      ['un exécutable nommé .pdf', Buffer.from('MZ\u0090 programme')],
      ['une page HTML nommée .pdf', Buffer.from('<html><script>alert(1)</script>%PDF-')],
      ['un SVG nommé .png', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
      ['un fichier vide', Buffer.alloc(0)],
    ])('refuse %s : le contenu décide, non le nom', async (_cas, contenu) => {
      await attendre(envoi('hubBretagne', id, 'LETTRES', contenu), 'ENTREE_INVALIDE', 'fichier');
    });

    it('refuse une pièce que l’appel ne demande pas, un dossier inconnu, celui d’un autre, et l’anonyme', async () => {
      await attendre(envoi('hubBretagne', id, 'PASSEPORT'), 'ENTREE_INVALIDE', 'code');
      for (const cache of [cle(), autre]) await attendre(envoi('hubBretagne', cache, 'RIB'), 'INTROUVABLE', 'id');
      await attendre(envoi(null, id, 'RIB'), 'NON_AUTHENTIFIE', '');
      // A funder may join the scan of what it signed; nobody of this role joins anything.
      await attendre(envoi('regionBretagne', id, 'RIB'), 'INTROUVABLE', 'id');
      await attendre(envoi('admin', id, 'RIB'), 'INTERDIT', '');
    });

    it.each([
      ['un chemin', '../../etc/Lettre.pdf'],
      ['un chemin de Windows', 'C:\\Windows\\Lettre.pdf'],
      ['une marque qui retourne l’écriture', 'Lettre\u202Efdp.exe.pdf'],
      ['l’extension d’un programme', 'Lettre.exe'],
    ])('refuse le nom qui contient %s', async (_cas, nom) => {
      await attendre(envoi('hubBretagne', id, 'LETTRES', undefined, nom), 'ENTREE_INVALIDE', 'fichier');
    });

    it('rend un nom tel qu’il se lit', async () => {
      const { corps } = await joindre(
        s,
        'hubBretagne',
        id,
        'LETTRES',
        undefined,
        'Lettre d’e\u0301te\u0301 "2021".PDF',
      );
      const reponse = await fetch(`${s.url}${corps.adresse ?? ''}`, {
        headers: { authorization: `Bearer ${s.monde.jetons.hubBretagne}` },
      });
      const disposition = decodeURIComponent(reponse.headers.get('content-disposition') ?? '');
      expect(disposition).toBe(
        `attachment; filename="Lettre dete -2021-.pdf"; filename*=UTF-8''Lettre d’été -2021-.pdf`,
      );
      expect(reponse.headers.get('content-type')).toBe('application/pdf');
    });

    it('rend la même absence pour une pièce inconnue, celle d’un autre, et ce qui n’est pas un identifiant', async () => {
      const [piece] = await s.sql<{ id: string }>('select id from piece where candidature_id = $1 limit 1', [autre]);
      const headers = { authorization: `Bearer ${s.monde.jetons.hubBretagne}` };
      const lire = async (de: string): Promise<Vu> => {
        const reponse = await fetch(`${s.url}/documents/pieces/${de}`, { headers });
        return { statut: reponse.status, texte: await reponse.text() };
      };
      const absente = await lire(cle());
      expect(absente.statut).toBe(404);
      expect(await lire(piece?.id ?? '')).toEqual(absente);
      expect(await lire('1')).toEqual(absente);
      await attendre(() => lire(piece?.id ?? ''), 'INTROUVABLE', '');
    });
  });

  describe('Opérations tirées au sort', () => {
    it('aucune ne met le serveur en panne, aucune ne lui fait dire ce qu’il cache', async () => {
      const { envoyees, acceptees, pannes, fuites } = await assaillir(s, (n) => n < 300);
      expect({ pannes, fuites }).toEqual({ pannes: [], fuites: [] });
      expect(envoyees).toBeGreaterThanOrEqual(300);
      expect(acceptees).toBeGreaterThan(0);
    }, 60_000);

    it('témoin : une colonne renommée sous l’application se voit', async () => {
      await s.sql('alter table candidature rename column titre to titre_cache');
      expect((await assaillir(s, (n) => n < 300, 5)).pannes.length).toBeGreaterThan(0);
    }, 60_000);
  });
});
