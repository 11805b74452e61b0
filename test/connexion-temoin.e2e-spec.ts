import { jest } from '@jest/globals';
import { accepter } from '@tdt/domaine';
import * as domaine from '@tdt/domaine';
import { CONNEXIONS_REFUSEES } from './outillage/connexions-refusees.js';
import { CLIENT, FournisseurMalveillant } from './outillage/fournisseur-malveillant.js';
import type { Serveur } from './outillage/serveur.js';

/**
 * The control of `connexion-refusee`: the same platform built on a domain whose check of the level says yes to everything.
 * If its weak logins were still refused, that test would prove nothing of this check.
 */
jest.unstable_mockModule('@tdt/domaine', () => ({ ...domaine, exigerNiveau: () => accepter() }));
const { Navigateur, origineDe } = await import('./outillage/navigateur.js');
const { demarrerServeur } = await import('./outillage/serveur.js');

describe('Témoin : sans la vérification de l’acr', () => {
  const f = new FournisseurMalveillant();
  let s: Serveur;

  beforeAll(async () => {
    await f.demarrer();
    s = await demarrerServeur('temoin', {
      OIDC_EMETTEUR: f.emetteur,
      OIDC_CLIENT_ID: CLIENT.id,
      OIDC_CLIENT_SECRET: CLIENT.secret,
    });
    await s.sql('insert into identite (fournisseur, sub, utilisateur_id, cree_le) values ($1, $2, $3, maintenant())', [
      `${f.emetteur}/`,
      'sub-de-remi',
      s.monde.personnes.fondationAfnic,
    ]);
  }, 60_000);
  afterAll(async () => {
    await s?.fermer();
    await f.arreter();
  });

  const personne = {
    sub: 'sub-de-remi',
    email: 'remi.fondationafnic@demo.example',
    given_name: 'Rémi',
    usual_name: 'Exemple',
    uid: 'remi',
    siret: '18002002600019',
  };
  const entrer = async () => {
    const navigateur = new Navigateur(origineDe(s));
    const page = await navigateur.suivre('/connexion', /^(?!.*(authorize|retour))/);
    return { page, navigateur };
  };
  const faibles = CONNEXIONS_REFUSEES.filter((c) => c.attendu[1] === 'AUTHENTIFICATION_FAIBLE');

  it.each(faibles.map((c) => [c.cas, c.acr] as const))('%s : la connexion passe, et agit', async (_cas, acr) => {
    f.remettre(personne, acr ?? undefined);
    const { page, navigateur } = await entrer();
    expect([page.statut, page.vers]).toEqual([303, `${origineDe(s)}/`]);
    const { data } = await navigateur.gql<{ moi: { courriel: string } }>('{ moi { courriel } }');
    expect(data.moi.courriel).toBe(personne.email);
  });

  it('les autres tromperies restent refusées : le témoin ne casse que ce qu’il dit', async () => {
    expect(faibles).toHaveLength(3);
    const autre = CONNEXIONS_REFUSEES.find((c) => c.cas === 'nonce faux');
    f.remettre(personne);
    f.tromperies = autre?.tromperies(f) ?? {};
    expect((await entrer()).page.statut).toBe(401);
  });
});
