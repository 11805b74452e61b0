import { createHash } from 'node:crypto';
import {
  donneesBilaterales,
  donneesEnJson,
  estPublique,
  jsonCanonique,
  partiesConcernees,
  reduireAuFinanceur,
  type Decision,
  type DonneesConvention,
  type Modification,
} from '@tdt/domaine';
import { composerAvenant } from '../src/modeles/avenant/v1/index.js';
import { composerConventionBilaterale } from '../src/modeles/convention-bilaterale/v1/index.js';
import { EXEMPLE_E1 } from '../src/modeles/convention-multipartite/v1/exemple-e1.js';
import {
  EXEMPLE_E11,
  EXEMPLE_E6,
  EXEMPLE_E6_FONCTIONNEMENT,
  EXEMPLE_E7,
  EXEMPLE_GROUPEMENT,
  EXEMPLE_SEUIL,
} from '../src/modeles/convention-multipartite/v1/exemples-cas.js';
import { composerConvention } from '../src/modeles/convention-multipartite/v1/index.js';
import { composerLettreEngagement, type DonneesLettreEngagement } from '../src/modeles/lettre-engagement/v1/index.js';
import { composerLettreMecenat, type DonneesLettreMecenat } from '../src/modeles/lettre-mecenat/v1/index.js';
import { composerLettreNotification } from '../src/modeles/lettre-notification/v1/index.js';
import { composerLettreRefus, type DonneesRefus } from '../src/modeles/lettre-refus/v1/index.js';
import type { OptionsLettre } from '../src/modeles/lettre/v1/composer.js';
import {
  ENGAGEMENT_SEUIL,
  EXEMPLE_14,
  MECENAT_E11,
  NOTIFICATION_14,
  NOTIFICATION_E1,
  REFUS_E1,
} from '../src/modeles/lettre/v1/exemples.js';
import { avecLogos } from './logos.js';
import { scellerDocument, type ConventionScellee, type Sceaux } from './convention-scellee.js';

/*
 * Every document of this context as it leaves the platform, with the shortest and the longest data that it may print: one and
 * fourteen funders, twelve pages of annexes, every sign that a document must not trip on. Nobody in them is real.
 */

/** What only a draft may lack is given: a document that is signed has no blank. */
const signataires = (donnees: DonneesConvention, longue: boolean): DonneesConvention => ({
  ...donnees,
  entete: { ...donnees.entete, numero: longue ? 'AMI-HUBS-2020-C-0014' : '2024-BRE-018', projet: false },
  financeurs: donnees.financeurs.map((f, rang) => ({
    ...f,
    siret: String(90_000_002_700_012n + BigInt(rang)),
    acteHabilitant: f.acteHabilitant ?? donnees.beneficiaire.acteHabilitant,
  })),
  clauses: {
    ...donnees.clauses,
    tribunal: donnees.clauses.tribunal ?? 'tribunal administratif de Marseille',
    excedent: donnees.clauses.excedent ?? { pourcentBp: 500, montant: null },
  },
  echeanciers: donnees.echeanciers.map((e) => ({ ...e, comptable: e.comptable ?? 'Comptable public assignataire' })),
});

/** One funder … */
export const CONVENTION_COURTE: DonneesConvention = {
  ...signataires(EXEMPLE_SEUIL, false),
  budget: {
    charges: [{ compte: '641', libelle: 'Un poste à mi-temps', montant: EXEMPLE_SEUIL.cout.total }],
    produits: [{ compte: '7409', libelle: 'Banque des Territoires', montant: EXEMPLE_SEUIL.cout.total }],
    emplois: [],
    ressources: [],
  },
};
/** … and fourteen. */
export const CONVENTION_LONGUE = signataires(EXEMPLE_14, true);
/** The same with a logo for each party, of every shape. */
const A_LOGOS = avecLogos(CONVENTION_LONGUE);

/** The convention of this funder in a set where each of the others has its own, whatever it gives. */
export function bilateraleDe(plan: DonneesConvention, financeurId: string): DonneesConvention {
  const numero = 'AMI-HUBS-2020-C-0014';
  const engagements = plan.financeurs.map(({ organismeId, denomination }, rang) => ({
    financeurId: organismeId,
    financeur: denomination,
    document: 'CONVENTION' as const,
    numero: `${numero}-${String.fromCharCode(65 + rang)}`,
  }));
  return donneesBilaterales(plan, financeurId, { numero, engagements });
}

const BILATERALE_COURTE = bilateraleDe(CONVENTION_COURTE, 'organisme-bdt');
const BILATERALE_LONGUE = bilateraleDe(A_LOGOS.donnees, 'organisme-2');

const ENGAGEMENT_14: DonneesLettreEngagement = {
  ...ENGAGEMENT_SEUIL,
  ensemble: CONVENTION_LONGUE,
  financeurId: 'organisme-0',
  cumulAnnuel: 2_300_000n,
};

const MECENAT_14: DonneesLettreMecenat = {
  lieu: 'Aubagne',
  ensemble: CONVENTION_LONGUE,
  financeurId: 'organisme-9',
  recuFiscal: false,
  citer: false,
};

const REFUS_COURT: DonneesRefus = {
  ...REFUS_E1,
  sollicites: REFUS_E1.sollicites.slice(0, 1),
  motifs: REFUS_E1.motifs.slice(0, 1),
};

const REFUS_14: DonneesRefus = {
  ...NOTIFICATION_14,
  sollicites: EXEMPLE_14.financeurs.map(({ denomination, categorie }) => ({ financeur: denomination, categorie })),
  montantDemande: EXEMPLE_14.cout.total,
  motifs: NOTIFICATION_14.motifs,
};

/** One amount more for each funder, each addition taken from the own resources. */
function avenantSur(avant: DonneesConvention): { donnees: DonneesConvention; modifications: Modification[] } {
  const ajout = 10_000n;
  const { lignes, ressourcesPropres } = avant.plan;
  const reste = ressourcesPropres - ajout * BigInt(lignes.length);
  const modifications: Modification[] = [
    ...lignes.map(({ partId, montant }): Modification => ({
      type: 'MONTANT',
      partId,
      de: montant,
      vers: montant + ajout,
    })),
    { type: 'MONTANT', partId: null, de: ressourcesPropres, vers: reste },
    { type: 'DATES', champ: 'FIN', de: avant.duree.fin ?? '2026-03-31', vers: '2026-06-30' },
  ];
  return {
    modifications,
    donnees: {
      ...avant,
      entete: { ...avant.entete, version: avant.entete.version + 1, etablieLe: '2025-01-15' },
      duree: { ...avant.duree, fin: '2026-06-30' },
      plan: {
        ...avant.plan,
        ressourcesPropres: reste,
        lignes: lignes.map((ligne) => ({ ...ligne, montant: ligne.montant + ajout })),
      },
    },
  };
}

/** A document of one model, with short or long data. `salir` changes its texts before they are composed. */
export interface Exemplaire {
  modele: string;
  cas: 'court' | 'long';
  composer: (salir?: <Donnees>(donnees: Donnees) => Donnees) => Promise<Buffer>;
}

const tel = <Donnees>(donnees: Donnees): Donnees => donnees;

async function faite(decision: Promise<Decision<Buffer>>): Promise<Buffer> {
  const rendue = await decision;
  if (!rendue.ok) throw new Error(rendue.refus.message);
  return rendue.fait;
}

/** The letter as the platform prints it: its hash is that of the data that it carries. */
function lettre<Donnees extends object>(
  modele: string,
  cas: Exemplaire['cas'],
  donnees: Donnees,
  composer: (donnees: Donnees, options: OptionsLettre) => Promise<Decision<Buffer>>,
  jointes: object = donnees,
): Exemplaire {
  const empreinte = createHash('sha256').update(jsonCanonique(jointes)).digest('hex');
  const options = { empreinte, projet: false, emisLe: new Date('2023-12-18T09:00:00Z') };
  return { modele, cas, composer: (salir = tel) => faite(composer(salir(donnees), options)) };
}

/** What of a gift is joined to its letter. */
const partDuDonateur = (donnees: DonneesLettreMecenat): DonneesLettreMecenat => ({
  ...donnees,
  ensemble: reduireAuFinanceur(donnees.ensemble, donnees.financeurId),
});

const LETTRES: readonly Exemplaire[] = [
  lettre('lettre-engagement', 'court', ENGAGEMENT_SEUIL, composerLettreEngagement),
  lettre('lettre-engagement', 'long', ENGAGEMENT_14, composerLettreEngagement),
  lettre('lettre-mecenat', 'court', MECENAT_E11, composerLettreMecenat, partDuDonateur(MECENAT_E11)),
  lettre('lettre-mecenat', 'long', MECENAT_14, composerLettreMecenat, partDuDonateur(MECENAT_14)),
  lettre('lettre-notification', 'court', NOTIFICATION_E1, composerLettreNotification),
  lettre('lettre-notification', 'long', NOTIFICATION_14, composerLettreNotification),
  lettre('lettre-refus', 'court', REFUS_COURT, composerLettreRefus),
  lettre('lettre-refus', 'long', REFUS_14, composerLettreRefus),
];

const octets = async (document: Promise<ConventionScellee>): Promise<Buffer> => (await document).scelle;

function convention(
  modele: 'convention-multipartite' | 'convention-bilaterale',
  composer: typeof composerConvention,
): (sceaux: Sceaux, cas: Exemplaire['cas'], donnees: DonneesConvention) => Exemplaire {
  return (sceaux, cas, donnees) => {
    const porte = { texte: donneesEnJson(donnees), donnees };
    return {
      modele,
      cas,
      composer: (salir = tel) =>
        octets(
          scellerDocument(porte, sceaux, (options) => composer(salir(donnees), { ...options, logos: A_LOGOS.images })),
        ),
    };
  };
}

const multipartite = convention('convention-multipartite', composerConvention);
const bilaterale = convention('convention-bilaterale', composerConventionBilaterale);

function avenant(sceaux: Sceaux, cas: Exemplaire['cas'], avant: DonneesConvention): Exemplaire {
  const { donnees, modifications } = avenantSur(avant);
  const contenu = {
    avant,
    signeeLe: '2024-03-20',
    modifications,
    motif: 'Les financeurs complètent le plan, & le bénéficiaire réduit sa part.',
    parties: partiesConcernees(avant, modifications),
  };
  const porte = { texte: donneesEnJson(donnees), donnees };
  return {
    modele: 'avenant',
    cas,
    composer: (salir = tel) =>
      octets(
        scellerDocument(porte, sceaux, (options) =>
          composerAvenant(salir(donnees), salir(contenu), { ...options, logos: A_LOGOS.images }),
        ),
      ),
  };
}

/** Every model of this context, with short and long data. */
export function exemplairesConventions(sceaux: Sceaux): Exemplaire[] {
  return [
    multipartite(sceaux, 'court', CONVENTION_COURTE),
    multipartite(sceaux, 'long', A_LOGOS.donnees),
    bilaterale(sceaux, 'court', BILATERALE_COURTE),
    bilaterale(sceaux, 'long', BILATERALE_LONGUE),
    avenant(sceaux, 'court', signataires(EXEMPLE_E1, false)),
    avenant(sceaux, 'long', A_LOGOS.donnees),
    ...LETTRES,
  ];
}

/** Each case that switches clauses on and off, between all its parties, then with each of its funders. */
export function exemplairesDesCas(sceaux: Sceaux): Exemplaire[] {
  const cas = [
    EXEMPLE_E1,
    EXEMPLE_E6,
    EXEMPLE_E6_FONCTIONNEMENT,
    EXEMPLE_E7,
    EXEMPLE_E11,
    EXEMPLE_GROUPEMENT,
    EXEMPLE_SEUIL,
  ].map((donnees) => signataires(donnees, false));
  return cas.flatMap((ensemble) => [
    multipartite(sceaux, 'court', ensemble),
    ...ensemble.financeurs.flatMap(({ organismeId: financeurId, categorie }) => {
      const don: DonneesLettreMecenat = { lieu: null, ensemble, financeurId, recuFiscal: null, citer: null };
      return [
        bilaterale(sceaux, 'court', bilateraleDe(ensemble, financeurId)),
        ...(estPublique(categorie)
          ? []
          : [lettre('lettre-mecenat', 'court', don, composerLettreMecenat, partDuDonateur(don))]),
      ];
    }),
  ]);
}
