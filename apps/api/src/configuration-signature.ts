import { accepter, refuser, type Decision } from '@tdt/domaine';
import type { OptionsPrestataire } from '@tdt/conventions';
import { adresseSure } from './configuration-connexion.js';

type Environnement = Record<string, string | undefined>;

const YOUSIGN = 'https://api.yousign.app/v3';

const refuserEnv = (nom: string, phrase: string) => refuser('ENTREE_INVALIDE', `${nom} ${phrase}`, nom);

/** A secret that the provider drew. It is never quoted. */
function secret(env: Environnement, nom: string): Decision<string> {
  const texte = env[nom] ?? '';
  if (texte === '') return refuserEnv(nom, 'manque : PRESTATAIRE_SIGNATURE=yousign l’exige.');
  if (/^[\x21-\x7e]{16,500}$/.test(texte)) return accepter(texte);
  return refuserEnv(nom, 'est mal formé : recopiez-le tel que le prestataire le donne, sans espace.');
}

/** No other address is ever called: none comes from an answer, a notice or a form. */
function adresse(env: Environnement, production: boolean): Decision<string> {
  const url = adresseSure({ YOUSIGN_ADRESSE: env['YOUSIGN_ADRESSE'] ?? YOUSIGN }, 'YOUSIGN_ADRESSE', production);
  if (!url.ok) return url;
  if (url.fait.search || url.fait.hash || url.fait.username)
    return refuserEnv('YOUSIGN_ADRESSE', `se donne sans paramètre ni identifiant : ${YOUSIGN}.`);
  return accepter(url.fait.href.replace(/\/+$/, ''));
}

/** Who signs outside: nobody, or a provider whose every setting is given. */
export function lirePrestataire(env: Environnement, production: boolean): Decision<OptionsPrestataire> {
  const sorte = env['PRESTATAIRE_SIGNATURE'] ?? 'aucun';
  if (sorte === 'aucun') return accepter({ sorte });
  if (sorte !== 'yousign')
    return refuserEnv('PRESTATAIRE_SIGNATURE', `vaut « ${sorte} » : choisissez parmi aucun, yousign.`);
  const base = adresse(env, production);
  if (!base.ok) return base;
  const cle = secret(env, 'YOUSIGN_CLE');
  if (!cle.ok) return cle;
  const secretAvis = secret(env, 'YOUSIGN_SECRET_AVIS');
  if (!secretAvis.ok) return secretAvis;
  return accepter({ sorte, adresse: base.fait, cle: cle.fait, secretAvis: secretAvis.fait });
}
