import { accepter, premierRefus, refuser, type Decision } from '@tdt/domaine';

/** Who somebody is, as the provider says and proves it. */
export interface IdentiteAffirmee {
  /** Key of the provider in the table `identite`. */
  fournisseur: string;
  sub: string;
  courriel: string;
  prenom: string;
  nom: string;
  acr: string;
  authentifieLe: Date;
  /** Given back to the provider at logout. */
  idToken: string;
}

export type Affirmations = Readonly<Record<string, unknown>>;

export interface Destinataire {
  fournisseur: string;
  emetteur: string;
  clientId: string;
}

/** Difference between two clocks that is nobody's fault, in seconds; the same that the library grants. */
const ECART_HORLOGES_S = 30;

/** Mandatory claims of ProConnect, with the shape of each. */
const OBLIGATOIRES: Readonly<Record<string, RegExp>> = {
  sub: /^[^\p{C}]{1,255}$/u,
  email: /^[^\s@\p{C}]{1,150}@[^\s@\p{C}]{1,100}$/u,
  given_name: /^[^\p{C}]{1,100}$/u,
  usual_name: /^[^\p{C}]{1,100}$/u,
  uid: /^[^\p{C}]{1,255}$/u,
  siret: /^\d{14}$/,
};

function refuserReponse(chemin: string): Decision {
  return refuser(
    'NON_AUTHENTIFIE',
    'La réponse du service d’authentification n’est pas acceptable : recommencez la connexion.',
    chemin,
  );
}

function exiger(vrai: boolean, chemin: string): () => Decision {
  return () => (vrai ? accepter() : refuserReponse(chemin));
}

/** For us and for us alone: an audience that lists somebody else would let him use it too. */
function pourNous(aud: unknown, clientId: string): boolean {
  return aud === clientId || (Array.isArray(aud) && aud.length === 1 && aud[0] === clientId);
}

/** An instant in seconds that is not in the future. */
function passe(valeur: unknown, maintenantS: number): valeur is number {
  return (
    typeof valeur === 'number' && Number.isFinite(valeur) && valeur > 0 && valeur <= maintenantS + ECART_HORLOGES_S
  );
}

/**
 * What the library, which has verified signatures, issuer, nonce and expiry, leaves to us: the claims that OpenID Connect
 * makes optional and ProConnect does not, and the dates in the future. Refusal: NON_AUTHENTIFIE, with the faulty claim.
 */
export function lireAffirmations(
  jeton: Affirmations,
  infos: Affirmations,
  { fournisseur, emetteur, clientId }: Destinataire,
  maintenantMs: number,
  idToken: string,
): Decision<IdentiteAffirmee> {
  const maintenantS = maintenantMs / 1_000;
  const refusee = premierRefus(
    exiger(pourNous(jeton['aud'], clientId), 'id_token.aud'),
    exiger(jeton['azp'] === undefined || jeton['azp'] === clientId, 'id_token.azp'),
    exiger(passe(jeton['iat'], maintenantS), 'id_token.iat'),
    exiger(passe(jeton['auth_time'], maintenantS), 'id_token.auth_time'),
    exiger(infos['iss'] === emetteur, 'userinfo.iss'),
    exiger(pourNous(infos['aud'], clientId), 'userinfo.aud'),
    exiger(infos['sub'] === jeton['sub'], 'userinfo.sub'),
    ...Object.entries(OBLIGATOIRES).map(([nom, forme]) =>
      exiger(typeof infos[nom] === 'string' && forme.test(infos[nom]), `userinfo.${nom}`),
    ),
  );
  if (!refusee.ok) return refusee;
  const texte = (nom: string) => String(infos[nom]).normalize('NFC');
  return accepter({
    fournisseur,
    sub: String(infos['sub']),
    courriel: texte('email').toLowerCase(),
    prenom: texte('given_name'),
    nom: texte('usual_name'),
    acr: typeof jeton['acr'] === 'string' ? jeton['acr'] : '',
    authentifieLe: new Date(Number(jeton['auth_time']) * 1_000),
    idToken,
  });
}
