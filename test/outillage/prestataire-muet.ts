import { jouer } from '../monde-client.js';
import type { ClePersonne } from '../monde-donnees.js';
import type { Serveur } from './serveur.js';

/** Settings of a server that has a provider of signatures, which never answers: asking it is an act all the same. */
export const PRESTATAIRE_MUET = {
  PRESTATAIRE_SIGNATURE: 'yousign',
  YOUSIGN_ADRESSE: 'http://127.0.0.1:9/v3',
  YOUSIGN_CLE: 'cle-d-un-prestataire-muet',
  YOUSIGN_SECRET_AVIS: 'secret-d-un-prestataire-muet',
};

/** A party asks a provider, gives it up, asks again; what comes back, written here, is kept by the staff. */
export async function chezUnPrestataire(s: Serveur, demande: { conventionId?: string }): Promise<void> {
  const faire = (qui: ClePersonne, nom: string, type: string, valeur: object) =>
    jouer(s, s.monde.jetons[qui], nom, { demande: [`${type}Input!`, valeur] }, ['Convention', 'id etat']);
  const joignable = { ...demande, courriel: 'camille@exemple.fr', mobile: '06 12 34 56 78' };
  const demander = () => faire('hubBretagne', 'demanderSignatureExterne', 'DemanderSignatureExterne', joignable);
  const { conventionId } = demande;
  await demander();
  const type = 'AbandonnerSignatureExterne';
  await faire('hubBretagne', 'abandonnerSignatureExterne', type, { conventionId });
  const vive = `terminee_le is null`;
  await s.sql(
    `update signature_externe set etat = 'ANNULEE', terminee_le = maintenant(), courriel = null, mobile = null where ${vive}`,
  );
  await demander();
  await s.sql(
    `update signature_externe set etat = 'A_VERIFIER', motif = 'À vérifier.', document_cle = repeat('0', 48),
       document_empreinte = sha256('document') where ${vive}`,
  );
  const verification = { organismeId: s.monde.organismes.hubBretagne, retenue: true, motif: 'Comparé page à page.' };
  const nom = 'VerifierSignatureExterne';
  await faire('gestionnaire', 'verifierSignatureExterne', nom, { conventionId, ...verification });
}
