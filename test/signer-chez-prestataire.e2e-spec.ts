import { setTimeout as attendre } from 'node:timers/promises';
import { SuiviExterne } from '@tdt/conventions';
import { estRefus } from '../apps/outils/scenario-e1/client.js';
import type { Partie } from '../apps/outils/scenario-e1/partie.js';
import { fautesDuLivre } from './outillage/avenants.js';
import {
  FALSIFICATIONS,
  gestesChezPrestataire,
  JOIGNABLE,
  regardsChezPrestataire,
  SIGNATAIRE,
} from './outillage/chez-prestataire.js';
import { FauxYousign } from './outillage/faux-yousign.js';
import { apresE1 } from './outillage/e1.js';
import type { Serveur } from './outillage/serveur.js';

describe('Signer chez un prestataire', () => {
  let faux: FauxYousign;
  let s: Serveur;
  let p: Partie;
  /** The convention being signed: that of the scenario, then its avenant. */
  let conventionId: string;

  const lieu = () => ({ s, p, conventionId });
  const { acte, demander, signerIci, abandonner, verifier, proposerAvenant, aviser, relever } =
    gestesChezPrestataire(lieu);
  const { signatureDe, externe, reference, jusqua, telecharger, lignes, compter } = regardsChezPrestataire(lieu);

  beforeAll(async () => {
    faux = await FauxYousign.ouvrir();
    ({ s, p } = await apresE1('prestataire', faux.reglages()));
    ({ conventionId } = p);
    await s.reglerHorloge('2021-11-17T10:00:00Z');
  }, 90_000);
  afterAll(() => s?.fermer().then(() => faux.fermer()));

  it('refuse comme pour signer ici, puis sans adresse ni mobile où joindre le signataire', async () => {
    expect(await demander('hubNormandie')).toMatchObject({ code: 'INTROUVABLE' });
    expect(await demander('gestionnaire2', { empreinte: '0'.repeat(64) })).toMatchObject({ code: 'CONFLIT_VERSION' });
    expect(await demander('hubBretagne', { nom: ' ' })).toMatchObject({ code: 'ACTE_INVALIDE', chemin: 'nom' });
    expect(await demander('hubBretagne', { courriel: 'camille' })).toMatchObject({ chemin: 'courriel' });
    expect(await demander('hubBretagne', { mobile: '12' })).toMatchObject({ chemin: 'mobile' });
    expect(await abandonner('hubBretagne')).toMatchObject({ code: 'ETAT_INVALIDE' });
    expect(faux.appels).toEqual([]);
    expect(await s.gql(null, '{ prestataireDeSignature }')).toEqual({ prestataireDeSignature: 'Yousign' });
  });

  it('prestataire en panne : la demande est gardée, et part dès qu’il répond, une seule fois', async () => {
    faux.pannes = [502, 502, 502];
    expect(await demander('hubBretagne')).toMatchObject({ id: conventionId });
    expect(await externe('hubBretagne')).toBe('A_OUVRIR');
    faux.pannes = [429, 503];
    await relever();
    expect(await externe('hubBretagne')).toBe('OUVERTE');
    expect(faux.demandes).toMatchObject([{ status: 'ongoing', name: 'Convention E1-C-0001' }]);
    expect(faux.demandes[0]?.signers).toMatchObject([
      {
        info: { first_name: 'Camille', last_name: 'Exemple', email: JOIGNABLE.courriel, phone_number: '+33612345678' },
        mode: 'otp_sms',
      },
    ]);
    expect((await lignes('ouvrirSignatureExterne'))[0]?.acteur).toBeNull();
  });

  it('mène le signataire à sa page, et personne d’autre', async () => {
    const { externeId } = await signatureDe('hubBretagne');
    const aller = await telecharger('hubBretagne', `${externeId}/signer`);
    expect([aller.status, aller.headers.get('location')]).toEqual([303, faux.demandes[0]?.signers[0]?.signature_link]);
    for (const qui of ['gestionnaire', 'regionBretagne', 'hubNormandie'] as const) {
      expect((await telecharger(qui, `${externeId}/signer`)).status).toBe(404);
    }
    expect((await telecharger('hubBretagne', `${externeId}/document.pdf`)).status).toBe(404);
  });

  it('une voie à la fois : ni seconde demande, ni signature ici, ni refus tant qu’elle court', async () => {
    for (const refus of [await demander('hubBretagne'), await signerIci('hubBretagne')]) {
      expect(refus).toMatchObject({ code: 'ETAT_INVALIDE' });
      expect(estRefus(refus) && refus.message).toContain('abandonnez d’abord');
    }
    const refus = { conventionId, motif: 'Notre conseil a rejeté le projet.' };
    expect(await acte('hubBretagne', 'refuserSignature', 'RefuserSignature', refus)).toMatchObject({
      code: 'ETAT_INVALIDE',
    });
    expect(faux.demandes).toHaveLength(1);
  });

  it('expirée, puis abandonnée : la partie est de nouveau attendue, et le prestataire n’a plus rien d’ouvert', async () => {
    faux.expirer(await reference('hubBretagne'));
    await relever();
    expect(await signatureDe('hubBretagne')).toMatchObject({ etat: 'ATTENDUE', externeEtat: 'EXPIREE' });
    await demander('hubBretagne');
    expect(await externe('hubBretagne')).toBe('OUVERTE');
    faux.pannes = [502, 502, 502];
    expect(await abandonner('hubBretagne')).toMatchObject({ id: conventionId });
    expect(await externe('hubBretagne')).toBe('A_ANNULER');
    const attente = await signerIci('hubBretagne');
    expect(estRefus(attente) && attente.message).toContain('en cours d’annulation');
    await relever();
    expect(await signatureDe('hubBretagne')).toMatchObject({ etat: 'ATTENDUE', externeEtat: 'ANNULEE' });
    expect(faux.demandes.map((d) => d.status)).toEqual(['expired', 'canceled']);
    expect(await compter('signature_externe where courriel is not null')).toBe(0);
  });

  it('ce que le prestataire ne prend pas échoue en le disant, et ne laisse rien chez lui', async () => {
    await demander('hubBretagne', { courriel: 'camille@refuse.example', mobile: null });
    const { externeEtat, externeMotif } = await signatureDe('hubBretagne');
    expect([externeEtat, externeMotif?.includes('vérifiez le nom')]).toEqual(['ECHOUEE', true]);
    expect(faux.demandes).toHaveLength(2);
  });

  it('arrêtée entre la ligne et la réponse, l’ouverture est reprise où elle en était : une seule demande vive', async () => {
    // The request is created there, its answer lost, and the instance killed with what it had taken.
    faux.perdre = /^POST \/signature_requests$/;
    await demander('hubBretagne');
    expect(await externe('hubBretagne')).toBe('A_OUVRIR');
    await s.sql(`update signature_externe set prise_le = clock_timestamp() where terminee_le is null`);
    await relever();
    expect(await externe('hubBretagne')).toBe('A_OUVRIR');
    await s.sql(
      `update signature_externe set prise_le = clock_timestamp() - interval '3 minutes' where terminee_le is null`,
    );
    faux.perdre = /activate$/;
    await relever();
    await relever();
    expect(await externe('hubBretagne')).toBe('OUVERTE');
    expect(faux.demandes.map((d) => d.status)).toEqual(['expired', 'canceled', 'ongoing']);
    expect(faux.demandes.at(-1)).toMatchObject({ documents: [{}], signers: [{}] });
  });

  it('n’entend que les avis authentiques, et répond de même à qui parle d’autre chose', async () => {
    const bonne = await reference('hubBretagne');
    const { corps, entetes } = faux.avis(bonne);
    const { 'x-yousign-signature-256': signature = '', ...sans } = entetes;
    const statuts = [
      await aviser({ corps, entetes: sans }),
      await aviser(faux.avis(bonne, 'un-autre-secret-que-le-notre')),
      await aviser({ corps: `${corps} `, entetes }),
      await aviser({ corps, entetes: { ...sans, 'x-yousign-signature-256': signature.slice(0, -1) } }),
    ].map((r) => r.status);
    expect(statuts).toEqual([401, 401, 401, 401]);
    expect((await aviser({ corps: 'x'.repeat(200_000), entetes })).status).toBe(413);
    const lus = faux.appels.length;
    const inconnue = await aviser(faux.avis('00000000-0000-4000-8000-000000000000'));
    expect([inconnue.status, await inconnue.text()]).toEqual([204, '']);
    expect(faux.appels).toHaveLength(lus);
  });

  it('un avis qui dit « signé » n’est pas cru : ce qui compte est lu chez le prestataire', async () => {
    const lus = faux.appels.length;
    expect((await aviser(faux.avis(await reference('hubBretagne')))).status).toBe(204);
    for (let essai = 0; essai < 100 && faux.appels.length === lus; essai += 1) await attendre(20);
    await attendre(200);
    expect(await signatureDe('hubBretagne')).toMatchObject({ etat: 'ATTENDUE', externeEtat: 'OUVERTE' });
  });

  it('signé là-bas, un avis suffit : signature nommée, à la machine au nom de qui l’a demandée, et ses deux fichiers', async () => {
    await faux.signer(await reference('hubBretagne'));
    const avis = faux.avis(await reference('hubBretagne'));
    expect((await aviser(avis)).status).toBe(204);
    await jusqua('hubBretagne', 'SIGNEE');
    const signee = await signatureDe('hubBretagne');
    expect(signee).toMatchObject({ etat: 'DONNEE', mode: 'PRESTATAIRE', nom: SIGNATAIRE.nom });
    expect(await lignes('signerConvention')).toMatchObject([
      { acteur: null, donnees: { id: signee.id, mode: 'PRESTATAIRE', demandeePar: s.monde.personnes.hubBretagne } },
    ]);
    // Whoever reads the convention reads the copy, as a file and never inside a page.
    const copie = await telecharger('regionBretagne', `${signee.externeId}/document.pdf`);
    expect(copie.headers.get('content-disposition')).toMatch(/^attachment; filename="convention-e1.*-signee.pdf"$/);
    const fige = await fetch(`${s.url}/documents/conventions/${conventionId}.pdf`, {
      headers: { authorization: `Bearer ${s.monde.jetons.regionBretagne}` },
    });
    const [recus, octets] = [Buffer.from(await copie.arrayBuffer()), Buffer.from(await fige.arrayBuffer())];
    expect(recus.subarray(0, octets.length).equals(octets)).toBe(true);
    expect((await telecharger('regionBretagne', `${signee.externeId}/preuve.pdf`)).status).toBe(200);
    expect((await telecharger('hubNormandie', `${signee.externeId}/document.pdf`)).status).toBe(404);
    // Played again, it changes nothing.
    await aviser(avis);
    await relever();
    expect(await lignes('signerConvention')).toHaveLength(1);
  });

  it('avis perdu : la relève le rattrape, et attend la preuve qui tarde', async () => {
    await demander('regionBretagne', { mobile: null });
    expect(faux.demandes.at(-1)?.signers[0]?.mode).toBe('otp_email');
    await faux.signer(await reference('regionBretagne'));
    faux.preuvesAttendues = 1;
    await relever();
    expect(await externe('regionBretagne')).toBe('OUVERTE');
    await relever();
    expect(await signatureDe('regionBretagne')).toMatchObject({ etat: 'DONNEE', externeEtat: 'SIGNEE' });
  });

  it('un fichier retouché est mis de côté, dit pourquoi, et la gestion tranche', async () => {
    await demander('rennesMetropoleSignataire');
    await faux.signer(await reference('rennesMetropole'), (signe) => {
      signe[20] = (signe[20] ?? 0) ^ 1;
      return signe;
    });
    await relever();
    const mise = await signatureDe('rennesMetropole');
    expect(mise).toMatchObject({ etat: 'ATTENDUE', externeEtat: 'A_VERIFIER' });
    expect(mise.externeMotif).toContain('ne commence pas par les octets');
    expect((await telecharger('rennesMetropoleSignataire', `${mise.externeId}/document.pdf`)).status).toBe(404);
    expect((await telecharger('gestionnaire', `${mise.externeId}/document.pdf`)).status).toBe(200);
    const actions = await p.client.lire<{ mesActions: { type: string }[] }>(
      'gestionnaire',
      '{ mesActions { type } }',
      {},
    );
    expect(actions.mesActions.map((a) => a.type)).toContain('VERIFIER_SIGNATURE');
    expect(await verifier('hubBretagne', 'rennesMetropole', true, 'Vu.')).toMatchObject({ code: 'INTERDIT' });
    expect(await verifier('gestionnaire', 'rennesMetropole', true, ' ')).toMatchObject({ chemin: 'motif' });
    expect(await verifier('gestionnaire', 'rennesMetropole', false, 'Le fichier a été retouché.')).toMatchObject({
      id: conventionId,
    });
    expect(await signatureDe('rennesMetropole')).toMatchObject({ etat: 'ATTENDUE', externeEtat: 'ECARTEE' });
  });

  it.each(FALSIFICATIONS)('un fichier %s est mis de côté aussi', async (_cas, fausser) => {
    await demander('rennesMetropoleSignataire');
    await faux.signer(await reference('rennesMetropole'), fausser);
    await relever();
    expect(await externe('rennesMetropole')).toBe('A_VERIFIER');
    await verifier('gestionnaire', 'rennesMetropole', false, 'Le fichier a été retouché.');
  });

  it('retenu par la gestion, un retour compte comme toute signature ; par un autre que qui l’a demandée', async () => {
    const avec = (signe: Buffer) => Buffer.concat([signe, Buffer.from('\n')]);
    await demander('rennesMetropoleSignataire');
    await faux.signer(await reference('rennesMetropole'), avec);
    await relever();
    expect(
      await verifier('gestionnaire', 'rennesMetropole', true, 'Un saut de ligne après la signature.'),
    ).toMatchObject({
      etat: 'PARTIELLEMENT_SIGNEE',
    });
    expect(await signatureDe('rennesMetropole')).toMatchObject({ etat: 'DONNEE', mode: 'PRESTATAIRE' });
    await demander('gestionnaire');
    await faux.signer(await reference('bdt'), avec);
    await relever();
    expect(await verifier('gestionnaire', 'bdt', true, 'Vu.')).toMatchObject({ code: 'QUATRE_YEUX' });
    expect(await verifier('gestionnaire2', 'bdt', true, 'Vu.')).toMatchObject({ etat: 'PARTIELLEMENT_SIGNEE' });
  });

  it('dix avis ensemble font une seule signature, la dernière, qui rend la convention signée', async () => {
    await demander('fondationAfnic');
    await faux.signer(await reference('fondationAfnic'));
    const avis = faux.avis(await reference('fondationAfnic'));
    const suivi = s.app.get(SuiviExterne);
    // As if each instance that had taken it were slow enough to lose it: several looks are then under way together.
    const liberer = setInterval(
      () => void s.sql('update signature_externe set prise_le = null where terminee_le is null'),
      5,
    );
    const statuts = await Promise.all(
      Array.from({ length: 10 }, async () => {
        const { status } = await aviser(avis);
        await suivi.suivre();
        return status;
      }),
    );
    clearInterval(liberer);
    expect(statuts).toEqual(Array(10).fill(204));
    await jusqua('fondationAfnic', 'SIGNEE');
    expect(await compter(`convention where etat = 'SIGNEE' and id = '${conventionId}'`)).toBe(1);
    expect(await lignes('signerConvention')).toHaveLength(3);
    expect(await compter('objet_provisoire where supprimer_apres > clock_timestamp()')).toBe(0);
  });

  it('un avenant signé là-bas prend effet ; refusé là-bas, il l’est ici avec son motif, et rien ne reste ouvert', async () => {
    const proposer = async () => (conventionId = await proposerAvenant(p.conventionId, '2023-12-31'));
    await proposer();
    await demander('hubBretagne');
    await demander('regionBretagne');
    faux.refuser(await reference('hubBretagne'), 'La date est trop lointaine.');
    await relever();
    await relever();
    expect(await signatureDe('hubBretagne')).toMatchObject({
      etat: 'REFUSEE',
      motif: 'La date est trop lointaine.',
      externeEtat: 'REFUSEE',
    });
    expect(await externe('regionBretagne')).toBe('ANNULEE');
    expect((await lignes('refuserSignature'))[0]?.acteur).toBeNull();
    const retirer = () =>
      acte('gestionnaire', 'retirerAvenant', 'RetirerAvenant', { avenantId: conventionId, motif: 'Non.' });
    await retirer();
    await proposer();
    await demander('hubBretagne');
    await demander('regionBretagne');
    // It was signed there before it was given up here: too late, and kept as it came.
    await faux.signer(await reference('hubBretagne'));
    await retirer();
    await relever();
    expect(await signatureDe('hubBretagne')).toMatchObject({ etat: 'ATTENDUE', externeEtat: 'ANNULEE' });
    expect(await externe('regionBretagne')).toBe('ANNULEE');
    expect(faux.demandes.filter((d) => ['draft', 'ongoing'].includes(d.status))).toEqual([]);
    await proposer();
    for (const qui of ['hubBretagne', 'regionBretagne', 'rennesMetropoleSignataire', 'fondationAfnic'] as const)
      await signerIci(qui);
    await demander('gestionnaire');
    await faux.signer(await reference('bdt'));
    await relever();
    expect(await compter(`convention where etat = 'REMPLACEE' and id = '${p.conventionId}'`)).toBe(1);
    expect(await compter(`convention where etat = 'SIGNEE' and id = '${conventionId}'`)).toBe(1);
    expect(await fautesDuLivre(s)).toEqual([]);
  }, 60_000);

  it('sans droit désormais, on n’abandonne ni ne suit plus sa demande ; ce qui est signé compte encore', async () => {
    conventionId = await proposerAvenant(conventionId, '2024-06-30');
    await demander('fondationAfnic');
    const { externeId } = await signatureDe('fondationAfnic');
    await s.sql(`update habilitation set fin = '2021-11-01' where utilisateur_id = $1`, [
      s.monde.personnes.fondationAfnic,
    ]);
    expect(await abandonner('fondationAfnic')).toMatchObject({ code: 'INTERDIT' });
    expect((await telecharger('fondationAfnic', `${externeId}/signer`)).status).toBe(404);
    await faux.signer(await reference('fondationAfnic'));
    await relever();
    expect(await signatureDe('fondationAfnic')).toMatchObject({ etat: 'DONNEE', mode: 'PRESTATAIRE' });
  });
});
