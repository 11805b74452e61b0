import {
  AUTRE_CLIENT,
  CLIENT,
  sansSignature,
  signerEs256,
  signerHs256,
  signerRs256,
  type FournisseurMalveillant,
  type Jeton,
  type Tromperies,
} from './fournisseur-malveillant.js';

/** One way to cheat at the login, and the refusal that it must meet. */
export interface ConnexionRefusee {
  cas: string;
  tromperies: (f: FournisseurMalveillant) => Tromperies;
  attendu: [statut: number, code: string, chemin: string];
  acr?: string | null;
}

const NON = 'NON_AUTHENTIFIE';
const dans = (secondes: number) => Math.floor(Date.now() / 1_000) + secondes;

/** Changes one claim; undefined removes it. */
const changer = (nom: string, valeur: unknown) => (jeton: Jeton) => {
  jeton.affirmations[nom] = valeur;
};

function idToken(cas: string, nom: string, valeur: () => unknown, chemin = `id_token.${nom}`): ConnexionRefusee {
  return { cas, tromperies: () => ({ idToken: changer(nom, valeur()) }), attendu: [401, NON, chemin] };
}

function userinfo(cas: string, nom: string, valeur: unknown, chemin = `userinfo.${nom}`): ConnexionRefusee {
  return { cas, tromperies: () => ({ userinfo: changer(nom, valeur) }), attendu: [401, NON, chemin] };
}

function retour(cas: string, alterer: (url: URL) => void, chemin: string): ConnexionRefusee {
  return { cas, tromperies: () => ({ retour: alterer }), attendu: [401, NON, chemin] };
}

/** What the browser brings back. */
const RETOURS: ConnexionRefusee[] = [
  retour('state altéré', (url) => url.searchParams.set('state', 'x'.repeat(43)), 'state'),
  retour('state absent', (url) => url.searchParams.delete('state'), 'state'),
  retour('state répété', (url) => url.searchParams.append('state', 'x'), 'id_token'),
  retour('code absent', (url) => url.searchParams.delete('code'), 'id_token'),
  retour('code inventé', (url) => url.searchParams.set('code', 'x'.repeat(32)), 'code'),
  retour('émetteur de la réponse autre', (url) => url.searchParams.set('iss', 'https://autre.example'), 'id_token'),
  retour('émetteur de la réponse absent', (url) => url.searchParams.delete('iss'), 'id_token'),
  retour(
    'erreur du fournisseur',
    (url) => {
      url.searchParams.delete('code');
      url.searchParams.set('error', 'access_denied');
    },
    'fournisseur',
  ),
];

/** What the id_token says, signed by the right key. */
const AFFIRMATIONS: ConnexionRefusee[] = [
  idToken('nonce faux', 'nonce', () => 'x'.repeat(43)),
  idToken('nonce absent', 'nonce', () => undefined, 'id_token'),
  idToken('id_token expiré', 'exp', () => dans(-120)),
  idToken('iat dans le futur', 'iat', () => dans(120)),
  idToken('autre aud', 'aud', () => AUTRE_CLIENT.id),
  idToken('aud partagée', 'aud', () => [CLIENT.id, AUTRE_CLIENT.id]),
  idToken('azp faux', 'azp', () => AUTRE_CLIENT.id),
  idToken('autre iss', 'iss', () => 'https://autre.example'),
  idToken('sub absent', 'sub', () => undefined, 'id_token'),
  idToken('auth_time absent', 'auth_time', () => undefined),
  idToken('auth_time dans le futur', 'auth_time', () => dans(3_600)),
];

/** How the id_token is signed. */
const SIGNATURES: ConnexionRefusee[] = [
  {
    cas: 'alg HS256, signé du secret partagé',
    tromperies: () => ({ signerIdToken: (j) => signerHs256({ ...j, entete: { alg: 'HS256' } }, CLIENT.secret) }),
    attendu: [401, NON, 'id_token'],
  },
  {
    cas: 'alg ES256 au lieu de RS256, bien signé',
    tromperies: (f) => ({
      signerIdToken: (j) => signerEs256({ ...j, entete: { alg: 'ES256', kid: 'ec' } }, f.cleEc.privateKey),
    }),
    attendu: [401, NON, 'id_token'],
  },
  {
    cas: 'alg none',
    tromperies: () => ({ signerIdToken: (j) => sansSignature({ ...j, entete: { alg: 'none' } }) }),
    attendu: [401, NON, 'id_token'],
  },
  {
    cas: 'signé d’une autre clé',
    tromperies: (f) => ({ signerIdToken: (j) => signerRs256(j, f.cleEtrangere.privateKey) }),
    attendu: [401, NON, 'id_token'],
  },
  {
    cas: 'affirmations changées après la signature',
    tromperies: (f) => ({
      signerIdToken: (j) => {
        const [entete, , signature] = signerRs256(j, f.cle.privateKey).split('.');
        const autres = Buffer.from(JSON.stringify({ ...j.affirmations, acr: 'eidas3' })).toString('base64url');
        return `${entete}.${autres}.${signature}`;
      },
    }),
    attendu: [401, NON, 'id_token'],
  },
  {
    cas: 'réponse sans id_token',
    tromperies: () => ({ repondreCode: () => ({ statut: 200, corps: { access_token: 'x', token_type: 'Bearer' } }) }),
    attendu: [401, NON, 'id_token'],
  },
];

/** What the userinfo says, and how. */
const USERINFO: ConnexionRefusee[] = [
  {
    cas: 'userinfo non signé',
    tromperies: () => ({
      repondreUserinfo: (a) => ({ statut: 200, type: 'application/json', corps: JSON.stringify(a) }),
    }),
    attendu: [401, NON, 'userinfo'],
  },
  {
    cas: 'userinfo alg none',
    tromperies: () => ({ signerUserinfo: (j) => sansSignature({ ...j, entete: { alg: 'none' } }) }),
    attendu: [401, NON, 'userinfo'],
  },
  {
    cas: 'userinfo signé d’une autre clé',
    tromperies: (f) => ({ signerUserinfo: (j) => signerRs256(j, f.cleEtrangere.privateKey) }),
    attendu: [401, NON, 'userinfo'],
  },
  {
    cas: 'userinfo refusé',
    tromperies: () => ({ repondreUserinfo: () => ({ statut: 403, type: 'application/json', corps: '{}' }) }),
    attendu: [503, 'ERREUR_INTERNE', ''],
  },
  userinfo('userinfo d’un autre sub', 'sub', 'autre', 'userinfo'),
  userinfo('userinfo pour un autre client', 'aud', AUTRE_CLIENT.id),
  userinfo('userinfo sans aud', 'aud', undefined),
  userinfo('userinfo d’un autre émetteur', 'iss', 'https://autre.example'),
  userinfo('userinfo sans iss', 'iss', undefined),
  userinfo('userinfo expiré', 'exp', 1),
  userinfo('siret absent', 'siret', undefined),
  userinfo('siret mal formé', 'siret', '180020026'),
  userinfo('email absent', 'email', undefined),
  userinfo('email mal formé', 'email', 'sans-arobase'),
  userinfo('given_name absent', 'given_name', undefined),
  userinfo('usual_name absent', 'usual_name', ''),
  userinfo('uid absent', 'uid', undefined),
];

/** The level, for a funder. */
const NIVEAUX: ConnexionRefusee[] = [
  ['acr eidas1 pour un financeur', 'eidas1'],
  ['acr inventé pour un financeur', 'eidas9'],
  ['acr absent pour un financeur', null],
].map(([cas, acr]) => ({
  cas: String(cas),
  tromperies: () => ({}),
  acr: acr ?? null,
  attendu: [403, 'AUTHENTIFICATION_FAIBLE', '/connexion?niveau=fort'],
}));

/** Every login that must be refused because of what the provider, or somebody in between, sends. */
export const CONNEXIONS_REFUSEES: readonly ConnexionRefusee[] = [
  ...RETOURS,
  ...AFFIRMATIONS,
  ...SIGNATURES,
  ...USERINFO,
  ...NIVEAUX,
];
