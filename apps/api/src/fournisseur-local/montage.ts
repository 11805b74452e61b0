import type { NestExpressApplication } from '@nestjs/platform-express';
import { AdressePublique, CHEMIN_FOURNISSEUR_LOCAL, envoyerPage, type ReglagesFournisseur } from '@tdt/socle';
import type { NextFunction, Request, Response } from 'express';
import type { Provider } from 'oidc-provider';
import { DataSource } from 'typeorm';
import { pageDeChoix } from './choix.js';
import { creerFournisseur, NIVEAUX } from './fournisseur.js';
import { Personnes } from './personnes.js';

const INTERACTION = /^\/interaction\/[\w-]{1,64}$/;
const FORMULAIRE_MAX = 10_000;

/** Mounts the embedded provider at our own address. It answers once the platform listens: its issuer is that address. */
export function monterFournisseurLocal(app: NestExpressApplication, reglages: ReglagesFournisseur): void {
  const personnes = new Personnes(app.get(DataSource));
  const adresse = app.get(AdressePublique);
  let fournisseur: Promise<Provider> | undefined;
  const obtenir = () => {
    const client = {
      client_id: reglages.clientId,
      client_secret: reglages.secret,
      redirect_uris: [adresse.url('/connexion/retour')],
      post_logout_redirect_uris: [adresse.url('/deconnexion/retour')],
      token_endpoint_auth_method: 'client_secret_post' as const,
      userinfo_signed_response_alg: 'RS256' as const,
    };
    fournisseur ??= creerFournisseur(adresse.url(CHEMIN_FOURNISSEUR_LOCAL), [client], personnes);
    return fournisseur;
  };
  app.use(CHEMIN_FOURNISSEUR_LOCAL, (requete: Request, reponse: Response, suite: NextFunction) => {
    servir(obtenir, personnes, requete, reponse).catch(suite);
  });
}

/** Serves one request of the provider: the page of choice, its form, and everything else by the package itself. */
export async function servir(
  obtenir: () => Promise<Provider>,
  personnes: Personnes,
  requete: Request,
  reponse: Response,
): Promise<void> {
  const fournisseur = await obtenir();
  if (!INTERACTION.test(requete.path)) return fournisseur.callback()(requete, reponse);
  const demande = await fournisseur.interactionDetails(requete, reponse).catch(() => null);
  if (!demande) return reponse.redirect(303, '/connexion');
  const montrer = async (refus: string | null) =>
    envoyerPage(
      reponse,
      'Qui êtes-vous ?',
      pageDeChoix(await personnes.toutes(), demande.prompt.reasons.includes('essential_acrs'), refus),
      refus ? 400 : 200,
    );
  if (requete.method !== 'POST') return montrer(null);
  const formulaire = await lireFormulaire(requete);
  const acr = NIVEAUX.find((niveau) => niveau === formulaire.get('acr'));
  const personne = await designer(personnes, formulaire);
  if (!acr || !personne) return montrer('Choisissez une personne et un niveau d’authentification.');
  await fournisseur.interactionFinished(requete, reponse, {
    login: { accountId: personne.sub, acr, amr: acr === 'eidas2' ? ['pwd', 'mfa'] : ['pwd'] },
  });
}

async function designer(personnes: Personnes, formulaire: URLSearchParams) {
  const sub = formulaire.get('sub');
  if (sub) return personnes.trouver(sub);
  const [courriel, prenom, nom] = ['courriel', 'prenom', 'nom'].map((champ) => formulaire.get(champ)?.trim() ?? '');
  return courriel && prenom && nom ? personnes.accueillir(courriel, prenom, nom) : undefined;
}

async function lireFormulaire(requete: Request): Promise<URLSearchParams> {
  let texte = '';
  for await (const morceau of requete) {
    texte += String(morceau);
    if (texte.length > FORMULAIRE_MAX) break;
  }
  return new URLSearchParams(texte.slice(0, FORMULAIRE_MAX));
}
