import { Client, estRefus } from '../apps/outils/scenario-e1/client.js';
import { pdfVide } from '../apps/outils/scenario-e1/pdf-vide.js';
import { affecter, siretDe } from './monde.js';
import { AAP_LIEUX_INCLUSIFS } from './monde-appels.js';
import type { ClePersonne, CleOrganisme } from './monde-donnees.js';
import { cle, demarrerServeur, type Serveur } from './outillage/serveur.js';

const SOURCE = 'Cahier des charges de l’appel d’essai';

/** E6 of domain.md §12, in centimes: equipment of 100 000 €, the own share asked of an EPCI by CGCT L1111-10 (R13). */
const PLANS = {
  insuffisant: { etat: 4_500_000, region: 2_000_000, departement: 1_000_000, fondation: 1_000_000, propre: 1_500_000 },
  corrige: { etat: 4_500_000, region: 1_700_000, departement: 1_000_000, fondation: 1_000_000, propre: 1_800_000 },
};

type Nature = 'INVESTISSEMENT' | 'FONCTIONNEMENT';

describe('E6 : participation minimale du maître d’ouvrage (CGCT L1111-10, R13)', () => {
  let s: Serveur;
  let client: Client;
  let appelId: string;
  const financeurs = {} as Record<keyof (typeof PLANS)['corrige'], string>;

  const organisme = async (nom: string, categorie: string, siren: string) =>
    (
      await client.faire<{ id: string }>('admin', 'creerOrganisme', 'Organisme { id }', {
        demande: [
          'CreerOrganismeInput!',
          { nom, categorie, typeIdentifiant: 'SIRET', identifiant: siretDe(siren), communeCode: '35238' },
        ],
      })
    ).id;

  const ouvrir = async (qui: ClePersonne, porteur: CleOrganisme) => {
    const candidature = await client.faire<{ id: string }>(qui, 'ouvrirCandidature', 'Candidature { id }', {
      appelId: ['ID!', appelId],
      porteurId: ['ID!', s.monde.organismes[porteur]],
    });
    await client.joindre(qui, candidature.id, 'SIRENE', 'sirene.pdf', pdfVide('Avis de situation'));
    return candidature.id;
  };

  const enregistrer = async (qui: ClePersonne, id: string, nature: Nature, plan: keyof typeof PLANS) => {
    const { etat, region, departement, fondation, propre } = PLANS[plan];
    const { candidature } = await client.lire<{ candidature: { version: number } }>(
      qui,
      'query ($id: ID!) { candidature(id: $id) { version } }',
      { id },
    );
    const subvention = (financeurId: string, montant: number) => ({
      type: 'SUBVENTION',
      financeurId,
      nature,
      montant: String(montant),
    });
    await client.faire(qui, 'enregistrerCandidature', 'Candidature { id }', {
      demande: [
        'EnregistrerCandidatureInput!',
        {
          id,
          version: candidature.version,
          titre: 'Équipement mobile de médiation numérique',
          nature,
          debut: '2026-01-01',
          fin: '2026-12-31',
          origineInitiative: 'PORTEUR',
          regimeAide: 'NON_ECONOMIQUE',
          montantDemande: String(etat),
          contratEngagementRepublicain: { date: '2025-06-01', signataire: 'Gwenn Exemple' },
          territoires: [{ nature: 'DEPARTEMENT', code: '29' }],
          actions: [{ intitule: 'Acheter et équiper un véhicule', lieux: [{ communeCode: '29019' }] }],
          budget: [
            { compte: '606', montant: '10000000' },
            { compte: '7401', montant: String(etat) },
            { compte: '7402', montant: String(region) },
            { compte: '7403', montant: String(departement) },
            { compte: '7410', montant: String(fondation) },
            { compte: 'RP', montant: String(propre) },
          ],
          plan: [
            subvention(financeurs.etat, etat),
            subvention(financeurs.region, region),
            subvention(financeurs.departement, departement),
            subvention(financeurs.fondation, fondation),
            { type: 'RESSOURCES_PROPRES', nature, montant: String(propre) },
          ],
        },
      ],
    });
  };

  const deposer = (qui: ClePersonne, id: string) =>
    client.tenter<{ etat: string }>(qui, 'deposerCandidature', 'Candidature { etat }', { id: ['ID!', id] });

  beforeAll(async () => {
    s = await demarrerServeur('part_minimale');
    client = new Client(s.url, s.monde);
    await s.reglerHorloge('2025-06-02T08:00:00Z');
    financeurs.etat = await organisme('Préfecture de la région Bretagne (fictive)', 'ETAT', '999000197');
    financeurs.departement = await organisme('Département d’exemple (fictif)', 'DEPARTEMENT', '999000205');
    financeurs.region = s.monde.organismes.regionBretagne;
    financeurs.fondation = s.monde.organismes.fondationAfnic;
    for (const [qui, porteur] of [
      ['brestMetropole', 'brestMetropole'],
      ['president', 'rennesMetropole'],
    ] as const) {
      const organismeId = s.monde.organismes[porteur];
      await affecter({ query: s.sql as never }, s.monde.personnes[qui], 'PORTEUR', { organismeId });
    }
    const appel = {
      ...AAP_LIEUX_INCLUSIFS,
      code: 'E6',
      ouverture: '2025-06-01T00:00:00+02:00',
      cloture: '2025-07-01T23:59:59+02:00',
      regles: [{ type: 'BASE', code: 'BASE', libelle: 'Aide à un lieu', montant: '5000000', sourceJuridique: SOURCE }],
    };
    const cree = await client.faire<{ id: string }>('gestionnaire', 'creerAppel', 'AppelAProjets { id }', {
      demande: ['CreerAppelInput!', appel],
    });
    appelId = cree.id;
    const enveloppe = await client.faire<{ id: string }>('bdtVotante', 'creerEnveloppe', 'Enveloppe { id }', {
      demande: [
        'CreerEnveloppeInput!',
        { financeurId: s.monde.organismes.bdt, appelId, libelle: 'E6', dispositif: 'Équipement', exercice: 2025 },
      ],
    });
    await client.faire('gestionnaire', 'doterEnveloppe', 'Enveloppe { id }', {
      demande: ['DoterEnveloppeInput!', { cle: cle(), enveloppeId: enveloppe.id, montant: '50000000' }],
    });
    await client.faire('gestionnaire2', 'publierAppel', 'AppelAProjets { id }', { id: ['ID!', appelId] });
  }, 60_000);
  afterAll(() => s?.fermer());

  it('investissement d’un EPCI : 15 000 sur 90 000 de fonds publics, refusé ; il faut 18 000', async () => {
    const id = await ouvrir('brestMetropole', 'brestMetropole');
    await enregistrer('brestMetropole', id, 'INVESTISSEMENT', 'insuffisant');
    const refus = await deposer('brestMetropole', id);
    if (!estRefus(refus)) throw new Error('accepté');
    expect(refus).toMatchObject({ code: 'PARTICIPATION_MINIMALE', chemin: 'plan' });
    const phrase = refus.message.replace(/\s/g, ' ');
    expect(phrase).toContain('15 000,00 €, est inférieure au minimum de 18 000,00 €');
    expect(phrase).toContain('20,00 % des 90 000,00 € apportés par des personnes publiques');
    await enregistrer('brestMetropole', id, 'INVESTISSEMENT', 'corrige');
    expect(await deposer('brestMetropole', id)).toMatchObject({ etat: 'DEPOSE' });
  }, 30_000);

  it('le même plan en fonctionnement est accepté : la règle ne vise que l’investissement', async () => {
    const id = await ouvrir('president', 'rennesMetropole');
    await enregistrer('president', id, 'FONCTIONNEMENT', 'insuffisant');
    expect(await deposer('president', id)).toMatchObject({ etat: 'DEPOSE' });
  }, 30_000);

  it('le même plan porté par une association est accepté : la règle ne la concerne pas', async () => {
    const id = await ouvrir('hubBretagne', 'hubBretagne');
    await enregistrer('hubBretagne', id, 'INVESTISSEMENT', 'insuffisant');
    expect(await deposer('hubBretagne', id)).toMatchObject({ etat: 'DEPOSE' });
  }, 30_000);
});
