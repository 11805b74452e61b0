import { estRefus } from '../apps/outils/scenario-e1/client.js';
import type { Partie } from '../apps/outils/scenario-e1/partie.js';
import { verifierGrandLivre } from '@tdt/appels';
import { jourDeParis, lireDonneesEssentielles, signerConvention } from '@tdt/domaine';
import type { ClePersonne } from './monde-donnees.js';
import { apresE1 } from './outillage/e1.js';
import { cle, EN_NOMBRE, type Serveur } from './outillage/serveur.js';

interface Signature {
  etat: string;
  qualitePartie: string;
  nom: string | null;
  motif: string | null;
  organisme: { nom: string };
}
interface Convention {
  id: string;
  etat: string;
  pdfEmpreinte: string;
  signeeLe: string | null;
  notifieeLe: string | null;
  aPublierAvant: string | null;
  aPayerAvant: string | null;
  signaturesDesParties: Signature[];
}

const CHAMPS = `Convention { id etat pdfEmpreinte signeeLe notifieeLe aPublierAvant aPayerAvant
  signaturesDesParties { etat qualitePartie nom motif organisme { nom } } }`;
const ACTE = { type: 'DELIBERATION', numero: '21_CP_0917', date: '2021-11-08' };

/** Each party of scenario E1, and who signs for it. */
const PARTIES: Record<string, ClePersonne> = {
  hubBretagne: 'hubBretagne',
  bdt: 'gestionnaire',
  regionBretagne: 'regionBretagne',
  rennesMetropole: 'rennesMetropoleSignataire',
  fondationAfnic: 'fondationAfnic',
};

describe('Signer une convention', () => {
  let s: Serveur;
  let p: Partie;
  let convention: Convention;

  const tenter = (qui: ClePersonne, changements: object = {}) =>
    p.client.tenter<Convention>(qui, 'signerConvention', CHAMPS, {
      demande: [
        'SignerConventionInput!',
        {
          cle: cle(),
          conventionId: p.conventionId,
          empreinte: convention.pdfEmpreinte,
          nom: 'Camille Exemple',
          qualite: 'Présidente',
          acte: ACTE,
          ...changements,
        },
      ],
    });
  const refuser = (qui: ClePersonne, motif: string) =>
    p.client.tenter<Convention>(qui, 'refuserSignature', CHAMPS, {
      demande: ['RefuserSignatureInput!', { cle: cle(), conventionId: p.conventionId, motif }],
    });
  const notifier = (qui: ClePersonne = 'gestionnaire') =>
    p.client.tenter<Convention>(qui, 'notifierConvention', CHAMPS, {
      id: ['ID!', p.conventionId],
      cle: ['ID!', cle()],
    });
  const lire = async (qui: ClePersonne = 'gestionnaire') => {
    const requete = `query ($id: ID!) { convention(id: $id) { ${CHAMPS.replace('Convention {', '').slice(0, -1)} } }`;
    return (await p.client.lire<{ convention: Convention | null }>(qui, requete, { id: p.conventionId })).convention;
  };
  const attendu = async (qui: ClePersonne) => {
    const lu = await p.client.lire<{ mesActions: { type: string }[] }>(qui, '{ mesActions { type } }');
    return lu.mesActions.map((a) => a.type).filter((type) => /SIGNER|NOTIFIER/.test(type));
  };
  const fait = (recu: Awaited<ReturnType<typeof tenter>>): Convention => {
    if (estRefus(recu)) throw new Error(`${recu.code} ${recu.message}`);
    return recu;
  };
  /** As no act can. */
  const forcer = async (requete: string, valeurs: unknown[] = []) => {
    await s.sql('alter table signature disable trigger signature_faite');
    await s.sql(requete, valeurs);
    await s.sql('alter table signature enable trigger signature_faite');
  };
  /** The signatures as they were when the convention was frozen. */
  const effacer = async (ordre: string) => {
    await forcer(`update signature set etat = 'ATTENDUE', nom = null, qualite = null, acte_type = null, acte_numero = null,
      acte_date = null, empreinte = null, mode = null, motif = null, faite_par = null, faite_le = null`);
    await s.sql(`update convention set etat = 'EN_SIGNATURE', signee_le = null, ordre_signature = $1`, [ordre]);
  };

  beforeAll(async () => {
    ({ s, p } = await apresE1('signer', EN_NOMBRE));
    convention = (await lire()) as Convention;
  }, 90_000);
  afterAll(() => s?.fermer());

  it('attend de chaque partie, le bénéficiaire d’abord, une signature et une seule', async () => {
    expect(convention.signaturesDesParties.map((x) => [x.organisme.nom, x.qualitePartie, x.etat])).toEqual([
      ['Hub Bretagne', 'BENEFICIAIRE', 'ATTENDUE'],
      ['Banque des Territoires (Caisse des Dépôts)', 'FINANCEUR', 'ATTENDUE'],
      ['Région Bretagne', 'FINANCEUR', 'ATTENDUE'],
      ['Rennes Métropole', 'FINANCEUR', 'ATTENDUE'],
      ['Fondation AFNIC', 'FINANCEUR', 'ATTENDUE'],
    ]);
    for (const qui of Object.values(PARTIES)) expect([qui, await attendu(qui)]).toEqual([qui, ['SIGNER_CONVENTION']]);
    for (const qui of ['fdj', 'hubNormandie', 'instructrice'] as const)
      expect([qui, await attendu(qui)]).toEqual([qui, []]);
  });

  it.each<[string, ClePersonne, object, string, string]>([
    ['un organisme qui n’est pas partie', 'hubNormandie', {}, 'INTROUVABLE', 'conventionId'],
    ['un autre document', 'regionBretagne', { empreinte: 'ab'.repeat(32), nom: '' }, 'CONFLIT_VERSION', 'empreinte'],
    ['un signataire sans nom', 'regionBretagne', { nom: ' ' }, 'ACTE_INVALIDE', 'nom'],
    ['un acte à venir', 'regionBretagne', { acte: { ...ACTE, date: '2031-01-01' } }, 'ACTE_INVALIDE', 'acte.date'],
  ])('refuse %s', async (_cas, qui, changements, code, chemin) => {
    expect(await tenter(qui, changements)).toMatchObject({ code, chemin });
    expect((await lire())?.etat).toBe('EN_SIGNATURE');
  });

  it('refuse à qui la lit sans y être partie', async () => {
    await forcer('delete from signature where organisme_id = $1', [s.monde.organismes.bdt]);
    expect(await tenter('gestionnaire')).toMatchObject({ code: 'INTERDIT', chemin: 'conventionId' });
    await s.sql(
      `insert into signature (id, convention_id, organisme_id, qualite_partie, rang, etat) values ($1, $2, $3, 'FINANCEUR', 2, 'ATTENDUE')`,
      [cle(), p.conventionId, s.monde.organismes.bdt],
    );
  });

  it('prend chaque signature avec son nom et son acte, et montre à tous qui a signé', async () => {
    const partielle = fait(await tenter('hubBretagne'));
    expect(partielle).toMatchObject({ etat: 'PARTIELLEMENT_SIGNEE', signeeLe: null, aPublierAvant: null });
    expect(partielle.signaturesDesParties[0]).toMatchObject({ etat: 'DONNEE', nom: 'Camille Exemple' });
    expect((await lire('fondationAfnic'))?.signaturesDesParties[0]).toMatchObject({ etat: 'DONNEE' });
    expect(await tenter('hubBretagne')).toMatchObject({ code: 'ETAT_INVALIDE', chemin: 'conventionId' });
    expect(await attendu('hubBretagne')).toEqual([]);
    expect(await notifier()).toMatchObject({ code: 'ETAT_INVALIDE' });
  });

  it('des signatures simultanées, une par partie est prise, et la dernière seule fait la convention signée', async () => {
    const restent = Object.values(PARTIES).slice(1);
    const recues = await Promise.all([...restent, ...restent].map((qui) => tenter(qui)));
    const prises = recues.filter((r) => !estRefus(r)) as Convention[];
    expect(prises).toHaveLength(restent.length);
    const lue = await lire();
    expect(lue).toMatchObject({ etat: 'SIGNEE', notifieeLe: null });
    expect(lue?.signaturesDesParties.map((x) => x.etat)).toEqual(Array(5).fill('DONNEE'));
    // What each act did: an answer is read after its commit, and one that was overtaken says what the convention has become.
    const actes = await s.sql<{ etat: string }>(
      `select donnees ->> 'etat' as etat from journal where action = 'signerConvention' and resultat = 'ACCEPTE' order by rang`,
    );
    expect(actes.map((a) => a.etat)).toEqual([...Array(4).fill('PARTIELLEMENT_SIGNEE'), 'SIGNEE']);

    // The control: decided on what was read before the lock, the last two would both leave it partly signed, for ever.
    const deuxRestent = ['a', 'b'].map((organismeId, i) => ({
      organismeId,
      denomination: organismeId,
      qualite: 'FINANCEUR' as const,
      rang: i + 1,
      etat: 'ATTENDUE' as const,
    }));
    const sansVerrou = ['a', 'b'].map((organismeId) =>
      signerConvention({
        etat: 'EN_SIGNATURE',
        ordre: 'LIBRE',
        signatures: deuxRestent,
        organismeId,
        signataire: { nom: 'N', qualite: 'Q', acte: { ...ACTE, type: 'DELIBERATION' } },
        empreinteLue: 'x',
        empreinteFigee: 'x',
        aujourdhui: '2021-12-01',
      }),
    );
    expect(sansVerrou.map((d) => d.ok && d.fait)).toEqual(['PARTIELLEMENT_SIGNEE', 'PARTIELLEMENT_SIGNEE']);
  }, 30_000);

  it('ne laisse rien reprendre : ni la base, ni un refus tardif', async () => {
    await expect(s.sql("update signature set nom = 'Autre'")).rejects.toThrow('ne change plus');
    await expect(s.sql('delete from signature')).rejects.toThrow('ne change plus');
    expect(await refuser('regionBretagne', 'Trop tard.')).toMatchObject({ code: 'ETAT_INVALIDE' });
    expect(await tenter('regionBretagne')).toMatchObject({ code: 'ETAT_INVALIDE' });
  });

  it('compte trois mois depuis la signature (R43), puis soixante jours depuis la notification (R36)', async () => {
    expect(await lire()).toMatchObject({ signeeLe: '2021-11-15T09:00:00.000Z', aPublierAvant: '2022-02-15' });
    expect(await attendu('gestionnaire')).toEqual(['NOTIFIER_CONVENTION']);
    expect(await notifier('hubBretagne')).toMatchObject({ code: 'INTERDIT' });
    await s.reglerHorloge('2021-11-30T10:00:00Z');
    expect(fait(await notifier())).toMatchObject({
      etat: 'NOTIFIEE',
      notifieeLe: '2021-11-30T10:00:00.000Z',
      aPayerAvant: '2022-01-29',
    });
    expect(await attendu('gestionnaire')).toEqual([]);
  });

  it('signée, elle paraît aussitôt dans les données ouvertes de ses financeurs publics (R43)', async () => {
    const { donneesEssentielles } = await s.gql<{
      donneesEssentielles: { nom: string; misAJourLe: string; fichiers: { profil: string; adresse: string }[] }[];
    }>(null, '{ donneesEssentielles { nom misAJourLe fichiers { profil adresse } } }');
    const publies = donneesEssentielles.map(async ({ nom, misAJourLe, fichiers }) => {
      const adresse = fichiers.find((f) => f.profil === 'ETALAB')?.adresse;
      const lu = lireDonneesEssentielles('ETALAB', await (await fetch(`${s.url}${adresse}`)).text());
      return [nom, misAJourLe, lu.ok && lu.fait.map((l) => l.montant)];
    });
    const jour = jourDeParis(new Date((await lire())?.signeeLe ?? ''));
    expect(await Promise.all(publies)).toEqual([
      ['Banque des Territoires (Caisse des Dépôts)', jour, ['350000.00']],
      ['Région Bretagne', jour, ['120000.00']],
      ['Rennes Métropole', jour, ['60000.00']],
    ]);
  });

  it('dans l’ordre, n’attend que la suivante ; un refus motivé arrête tout, et chacun en lit la raison', async () => {
    await effacer('SUCCESSIF');
    expect(await attendu('regionBretagne')).toEqual([]);
    const avant = await tenter('regionBretagne');
    expect(avant).toMatchObject({ code: 'ETAT_INVALIDE' });
    expect(estRefus(avant) && avant.message).toContain('Hub Bretagne signe avant vous');
    fait(await tenter('hubBretagne'));
    expect(await attendu('gestionnaire')).toEqual(['SIGNER_CONVENTION']);
    fait(await tenter('gestionnaire'));
    expect(await refuser('fondationAfnic', ' ')).toMatchObject({ code: 'ENTREE_INVALIDE', chemin: 'motif' });
    const motif = 'Le conseil d’administration a rejeté le projet.';
    // A party signs and refuses at once: one of the two is done, the other finds it done.
    const ensemble = await Promise.all([tenter('regionBretagne'), refuser('regionBretagne', motif)]);
    expect(ensemble.filter(estRefus).map((r) => r.code)).toEqual(['ETAT_INVALIDE']);
    const dejaRefusee = estRefus(ensemble[0] as object);
    if (!dejaRefusee) fait(await refuser('rennesMetropoleSignataire', motif));
    const lue = await lire('hubBretagne');
    expect(lue?.signaturesDesParties.map((x) => x.motif).filter((m) => m !== null)).toEqual([motif]);
    const apres = await tenter('fondationAfnic');
    expect(estRefus(apres) && apres.message).toContain('a refusé de signer');
    expect(await attendu('fondationAfnic')).toEqual([]);
  }, 30_000);

  it('constate la caducité de celle qui ne sera pas signée : l’argent revient à l’engagé, le dossier se conventionne à nouveau', async () => {
    const caduque = (qui: ClePersonne, motif: string) =>
      p.client.tenter<Convention>(
        qui,
        'constaterCaducite',
        'Convention { id etat motifCaducite candidature { etat } }',
        {
          demande: ['ConstaterCaduciteInput!', { cle: cle(), conventionId: p.conventionId, motif }],
        },
      );
    expect(await caduque('hubBretagne', 'Non.')).toMatchObject({ code: 'INTERDIT' });
    expect(await caduque('gestionnaire', ' ')).toMatchObject({ code: 'ENTREE_INVALIDE', chemin: 'motif' });
    const parNature = () =>
      s.sql<{ nature: string; total: string }>(
        `select c.nature, sum(c.solde)::text as total from compte c where c.nature in ('ENGAGE', 'CONVENTIONNE') group by 1 order by 1`,
      );
    expect(await parNature()).toEqual([
      { nature: 'CONVENTIONNE', total: '55000000' },
      { nature: 'ENGAGE', total: '0' },
    ]);
    const recues = await Promise.all([caduque('gestionnaire', 'Refus.'), caduque('gestionnaire2', 'Refus.')]);
    expect(recues.filter(estRefus).map((r) => r.code)).toEqual(['ETAT_INVALIDE']);
    expect(recues.find((r) => !estRefus(r))).toMatchObject({
      etat: 'CADUQUE',
      motifCaducite: 'Refus.',
      candidature: { etat: 'RETENU' },
    });
    expect(await parNature()).toEqual([
      { nature: 'CONVENTIONNE', total: '0' },
      { nature: 'ENGAGE', total: '55000000' },
    ]);
    expect((await verifierGrandLivre((requete) => s.sql(requete))).filter((c) => c.lignes.length > 0)).toEqual([]);
    const nouvelle = await p.client.tenter<{ numero: string; etat: string }>(
      'gestionnaire',
      'genererConvention',
      'Convention { numero etat }',
      {
        demande: ['GenererConventionInput!', { candidatureId: p.candidatureId, acteBeneficiaire: ACTE, excedentBp: 0 }],
      },
    );
    expect(nouvelle).toMatchObject({ etat: 'PROJET', numero: 'E1-C-0002' });
  }, 30_000);
});
