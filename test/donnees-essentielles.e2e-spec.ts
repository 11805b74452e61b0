import { donneesSignees } from '../libs/domaine/essais/donnees-essentielles.js';
import {
  DEFINITIONS_PROFILS,
  ecrireDonneesEssentielles,
  ETATS_PUBLIABLES,
  CYCLE_CONVENTION,
  lignesEssentielles,
  lireDonneesEssentielles,
  PROFILS_DONNEES,
  validerDonneesEssentielles,
  type EtatConvention,
  type ProfilDonnees,
} from '@tdt/domaine';
import request from 'supertest';
import { semerAppel } from './outillage/conference.js';
import { semerConvention } from './outillage/conventions-signees.js';
import { demarrerServeur, type Serveur } from './outillage/serveur.js';

const BDT = '18002002600019';
const REGION = '23350001600040';
const FONDATION = '90000002700012';
const SIGNATURE = '2020-11-30T10:00:00Z';
const ATTRIBUANTS = '{ donneesEssentielles { siret nom misAJourLe fichiers { profil adresse lignes } } }';
const RETARDS = `query ($jours: Int!) { r: donneesEssentiellesEnRetard(jours: $jours) {
  conventionId numero attribuant beneficiaire signeeLe echeance enRetard manques { code chemin message } } }`;

interface Attribuant {
  siret: string;
  nom: string;
  misAJourLe: string;
  fichiers: { profil: ProfilDonnees; adresse: string; lignes: number }[];
}
const numerotee = (numero: string, autrement: Parameters<typeof donneesSignees>[0] = {}) => {
  const donnees = donneesSignees(autrement);
  return { ...donnees, entete: { ...donnees.entete, numero } };
};

describe('Données essentielles des conventions (R43)', () => {
  let s: Serveur;
  const e1 = numerotee('HUBS-2020-C-0001');

  const attribuants = async () =>
    (await s.gql<{ donneesEssentielles: Attribuant[] }>(null, ATTRIBUANTS)).donneesEssentielles;
  const adresse = (siret: string, profil: ProfilDonnees) =>
    `${s.url}/donnees-ouvertes/${siret}/${DEFINITIONS_PROFILS[profil].fichier}.csv`;
  const lire = async (siret: string, profil: ProfilDonnees) => (await fetch(adresse(siret, profil))).text();
  const retards = async (jeton: string | null, jours = 0) =>
    (await s.gql<{ r: { attribuant: string }[] }>(jeton, RETARDS, { jours })).r;

  beforeAll(async () => {
    s = await demarrerServeur('essentielles');
  }, 60_000);
  afterAll(() => s?.fermer());

  it('rien ne paraît d’un projet, d’une convention en signature, ni d’une caduque', async () => {
    const etats = Object.keys(CYCLE_CONVENTION.etats) as EtatConvention[];
    for (const etat of etats.filter((e) => !ETATS_PUBLIABLES.includes(e))) {
      const donnees = numerotee(`AVANT-${etat}`);
      await semerConvention(s, { donnees, etat, signeeLe: etat === 'REMPLACEE' ? SIGNATURE : null });
    }
    expect(await attribuants()).toEqual([]);
    expect((await fetch(adresse(BDT, 'ETALAB'))).status).toBe(404);
  });

  it('signée, la convention donne un fichier par financeur public et par format, et aucun au mécène', async () => {
    await semerConvention(s, { donnees: e1, etat: 'SIGNEE', signeeLe: SIGNATURE });
    const lus = await attribuants();
    expect(lus.map((a) => [a.siret, a.nom, a.misAJourLe])).toEqual([
      [BDT, 'Banque des Territoires', '2020-11-30'],
      [REGION, 'Région Bretagne', '2020-11-30'],
      ['24350013900189', 'Rennes Métropole', '2020-11-30'],
    ]);
    for (const { siret, fichiers } of lus) {
      expect(fichiers.map((f) => [f.profil, s.url + f.adresse, f.lignes])).toEqual(
        PROFILS_DONNEES.map((profil) => [profil, adresse(siret, profil), 1]),
      );
    }
    expect((await fetch(adresse(FONDATION, 'ETALAB'))).status).toBe(404);
  });

  it.each(PROFILS_DONNEES)('le fichier %s est valide, et se relit sans rien perdre', async (profil) => {
    const siennes = lignesEssentielles({ donnees: e1, etat: 'SIGNEE', signeeLe: '2020-11-30' }).slice(1, 2);
    const texte = await lire(REGION, profil);
    expect(texte).toBe(ecrireDonneesEssentielles(profil, siennes));
    expect(validerDonneesEssentielles(texte, profil)).toEqual({ profil, lignes: 1, constats: [] });
    const relu = lireDonneesEssentielles(profil, texte);
    expect(relu.ok && ecrireDonneesEssentielles(profil, [{ ...siennes[0]!, ...relu.fait[0] }])).toBe(texte);
    expect(texte).not.toMatch(/Jeanne|Fictive|Présidente|rue de l’Exemple|utilisateur|[0-9a-f]{8}-[0-9a-f]{4}-/);
  });

  it('se garde en mémoire jusqu’au prochain changement, et dit sa licence', async () => {
    const recu = await fetch(adresse(REGION, 'SCDL'));
    expect(recu.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    expect(recu.headers.get('content-disposition')).toBe(
      `attachment; filename="donnees-essentielles-${REGION}-scdl.csv"`,
    );
    expect(recu.headers.get('link')).toContain('rel="license"');
    const etag = recu.headers.get('etag') ?? '';
    // `fetch` asks for a new copy whatever it keeps: this client asks as a browser does.
    const encore = () => request(adresse(REGION, 'SCDL')).get('').set('If-None-Match', etag);
    const garde = await encore();
    expect([garde.status, garde.text]).toEqual([304, '']);
    const entetes = await fetch(adresse(REGION, 'SCDL'), { method: 'HEAD' });
    expect([entetes.status, entetes.headers.get('etag')]).toEqual([200, etag]);
    const region = e1.plan.lignes.filter((l) => l.financeurId === 'region');
    const donnees = { ...numerotee('HUBS-2020-C-0002'), plan: { ...e1.plan, lignes: region } };
    await semerConvention(s, { donnees, etat: 'EN_EXECUTION', signeeLe: '2021-01-15T10:00:00Z' });
    expect((await encore()).status).toBe(200);
    const [bdt, bretagne] = await attribuants();
    expect([bdt?.misAJourLe, bretagne?.misAJourLe]).toEqual(['2020-11-30', '2021-01-15']);
    expect(bretagne?.fichiers.map((f) => f.lignes)).toEqual([2, 2, 2]);
  });

  it('une convention résiliée reste publiée, une version remplacée ne l’est plus', async () => {
    const passer = (etat: EtatConvention) =>
      s.sql("update convention set etat = $1 where numero = 'HUBS-2020-C-0002'", [etat]);
    await passer('RESILIEE');
    expect((await lire(REGION, 'ETALAB')).split('\r\n')).toHaveLength(4);
    await passer('REMPLACEE');
    expect((await lire(REGION, 'ETALAB')).split('\r\n')).toHaveLength(3);
    const tombee = await fetch(adresse(REGION, 'ETALAB'));
    expect(await tombee.text()).not.toContain('2021-01-15');
  });

  it.each(['/x/etalab.csv', `/${BDT}/etalab`, `/${BDT}/xml.csv`, '/00000000000000/etalab.csv', `/${BDT}/ETALAB.csv`])(
    'ne dit rien de plus de %s que de ce qui n’existe pas',
    async (chemin) => {
      const reponse = await fetch(`${s.url}/donnees-ouvertes${chemin}`);
      expect(reponse.status).toBe(404);
      expect(await reponse.json()).toEqual({
        errors: [
          {
            message: 'Cette adresse n’existe pas ou n’est pas visible pour vous.',
            extensions: { code: 'INTROUVABLE', chemin: '' },
          },
        ],
      });
    },
  );

  describe('ce qui ne peut paraître', () => {
    let conventionId = '';
    let appelId = '';

    beforeAll(async () => {
      const donnees = numerotee('HUBS-2020-C-0003', { beneficiaire: { ...e1.beneficiaire, siret: null } });
      const semee = await semerConvention(s, { donnees, etat: 'NOTIFIEE', signeeLe: SIGNATURE });
      conventionId = semee.id;
      appelId = semee.appelId;
    });

    it('entre au format qui l’admet, et non au format réglementaire', async () => {
      expect((await lire(BDT, 'ETALAB')).split('\r\n')).toHaveLength(3);
      expect((await lire(BDT, 'SCDL')).split('\r\n')).toHaveLength(4);
    });

    it.each([
      ['2021-02-28T22:59:59Z', 0, null],
      ['2021-02-28T22:59:59Z', 1, false],
      ['2021-02-28T23:00:00Z', 0, true],
    ])('T20 : au %s, à %i jours, en retard : %s', async (instant, jours, attendu) => {
      await s.reglerHorloge(instant);
      const lus = await retards(s.monde.jetons.gestionnaire, jours);
      if (attendu === null) return expect(lus).toEqual([]);
      expect(lus.map((r) => r.attribuant)).toEqual(['Banque des Territoires', 'Région Bretagne', 'Rennes Métropole']);
      expect(lus[0]).toEqual({
        conventionId,
        numero: 'HUBS-2020-C-0003',
        attribuant: 'Banque des Territoires',
        beneficiaire: 'Hub Bretagne',
        signeeLe: '2020-11-30',
        echeance: '2021-02-28',
        enRetard: attendu,
        manques: [{ code: 'INCOMPLET', chemin: 'idBeneficiaire', message: 'La valeur est obligatoire.' }],
      });
    });

    it('n’est dit qu’à la gestion, et de ses appels seulement', async () => {
      const { gestionnaire2, hubBretagne, bdtVotante, president, instructrice, admin } = s.monde.jetons;
      for (const jeton of [null, hubBretagne, bdtVotante, president, instructrice, admin]) {
        expect(await retards(jeton)).toEqual([]);
      }
      expect(await retards(gestionnaire2)).toHaveLength(3);
      const limiter = (appel: string | null) =>
        s.sql("update habilitation set appel_id = $2 where utilisateur_id = $1 and role = 'GESTIONNAIRE'", [
          s.monde.personnes.gestionnaire2,
          appel,
        ]);
      await limiter(await semerAppel(s, null));
      expect(await retards(gestionnaire2)).toEqual([]);
      await limiter(appelId);
      expect(await retards(gestionnaire2)).toHaveLength(3);
    });
  });

  it('un long fichier part par morceaux, toutes ses lignes dans l’ordre des signatures', async () => {
    const seule = { ...e1.plan, lignes: e1.plan.lignes.filter((l) => l.financeurId === 'metropole') };
    const { id: modele } = await semerConvention(s, {
      donnees: { ...numerotee('LOT-000'), plan: seule },
      etat: 'SIGNEE',
      signeeLe: '2021-03-01T10:00:00Z',
    });
    await s.sql(
      `with copies as (
         insert into candidature (id, appel_id, porteur_id, cree_par, etat, cree_le, modifie_le)
         select gen_random_uuid(), appel_id, porteur_id, cree_par, 'DOUBLON', cree_le, modifie_le
           from candidature, generate_series(1, 120) where id = (select candidature_id from convention where id = $1)
         returning id)
       insert into convention (id, candidature_id, numero, modele, etat, total, donnees, empreinte, emise_le, generee_par,
                               pdf, pdf_empreinte, figee_le, signee_le)
       select gen_random_uuid(), c.id, 'LOT-' || lpad(n::text, 3, '0'), modele, etat, total,
              replace(donnees, 'LOT-000', 'LOT-' || lpad(n::text, 3, '0')), empreinte, emise_le, generee_par,
              pdf, pdf_empreinte, figee_le, signee_le
         from convention v, (select id, row_number() over () as n from copies) c where v.id = $1`,
      [modele],
    );
    const relu = lireDonneesEssentielles('ETENDU', await lire('24350013900189', 'ETENDU'));
    const lots = relu.ok ? relu.fait.map((l) => l.idCofinancement).filter((n) => n?.startsWith('LOT')) : [];
    expect(lots).toEqual(Array.from({ length: 121 }, (_, n) => `LOT-${String(n).padStart(3, '0')}`));
  });
});
