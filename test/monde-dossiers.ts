import { ligneDeSubvention } from '@tdt/domaine';
import { jouer, joindrePiece, type Plateforme } from './monde-client.js';
import { ORGANISMES, type CleOrganisme, type ClePersonne } from './monde-donnees.js';

/** What changes from one hub's file to another; amounts in whole euros. */
export interface DossierHub {
  hub: Extract<CleOrganisme, ClePersonne>;
  titre: string;
  departements: string[];
  lieux: { communeCode: string; dispositif?: 'QPV' | 'ACV'; zonageCode?: string }[];
  demande: number;
  cofinanceurs: [CleOrganisme, number][];
  ressourcesPropres: number;
}

const centimes = (euros: number) => String(euros) + '00';

/** Charges in the shares that a hub's budget usually has; the last line takes what is left, so the total is exact. */
function charges(total: number) {
  const salaires = Math.floor(total * 0.55);
  const sociales = Math.floor(total * 0.2);
  const prestations = Math.floor(total * 0.12);
  const deplacements = Math.floor(total * 0.05);
  return [
    { compte: '641', libelle: 'Coordinatrice et deux chargés de mission', montant: centimes(salaires) },
    { compte: '645', libelle: 'Cotisations', montant: centimes(sociales) },
    { compte: '622', libelle: 'Formation et évaluation', montant: centimes(prestations) },
    { compte: '625', libelle: 'Animation dans les départements', montant: centimes(deplacements) },
    {
      compte: '606',
      libelle: 'Matériel et fournitures',
      montant: centimes(total - salaires - sociales - prestations - deplacements),
    },
  ];
}

function contenu(p: Plateforme, d: DossierHub) {
  const total = d.demande + d.ressourcesPropres + d.cofinanceurs.reduce((s, [, m]) => s + m, 0);
  const subventions = d.cofinanceurs.map(([cle, montant]) => ({
    compte: ligneDeSubvention(ORGANISMES[cle].categorie),
    libelle: ORGANISMES[cle].nom,
    montant: centimes(montant),
  }));
  return {
    titre: d.titre,
    resume: `${d.titre} : animer et outiller les acteurs de l’inclusion numérique du territoire, et accompagner leurs projets.`,
    origineInitiative: 'PORTEUR',
    nature: 'FONCTIONNEMENT',
    debut: '2021-11-01',
    fin: '2023-10-31',
    regimeAide: 'DE_MINIMIS_SIEG',
    montantDemande: centimes(d.demande),
    representantNom: 'Camille Exemple',
    representantQualite: 'Présidence (personne fictive)',
    contratEngagementRepublicain: { date: '2021-05-03', signataire: 'Camille Exemple' },
    territoires: d.departements.map((code) => ({ nature: 'DEPARTEMENT', code })),
    actions: [
      {
        intitule: 'Animer le réseau des acteurs',
        description: 'Rencontres départementales, annuaire partagé, veille sur les financements.',
        indicateur: 'Structures membres',
        cible: '120',
        lieux: d.lieux.slice(0, 1),
      },
      {
        intitule: 'Accompagner les projets de médiation',
        description: 'Diagnostic, montage et suivi de projets ; mutualisation d’outils et de formations.',
        indicateur: 'Projets accompagnés',
        cible: '40',
        lieux: d.lieux.length > 1 ? d.lieux.slice(1) : d.lieux,
      },
    ],
    budget: [
      ...charges(total),
      { compte: ligneDeSubvention('ETABLISSEMENT_PUBLIC'), libelle: ORGANISMES.bdt.nom, montant: centimes(d.demande) },
      ...subventions,
      ...(d.ressourcesPropres > 0
        ? [{ compte: 'RP', libelle: 'Ressources propres', montant: centimes(d.ressourcesPropres) }]
        : []),
    ],
    plan: [
      { type: 'SUBVENTION', financeurId: p.monde.organismes.bdt, dispositif: 'Hubs', montant: centimes(d.demande) },
      ...d.cofinanceurs.map(([cle, montant]) => ({
        type: 'SUBVENTION',
        financeurId: p.monde.organismes[cle],
        dispositif: 'Inclusion numérique',
        montant: centimes(montant),
      })),
      ...(d.ressourcesPropres > 0 ? [{ type: 'RESSOURCES_PROPRES', montant: centimes(d.ressourcesPropres) }] : []),
    ],
  };
}

/** Opens a draft and fills it; `avec` replaces parts of it. */
export async function preparerDossier(
  p: Plateforme,
  appelId: string,
  d: DossierHub,
  avec: object = {},
): Promise<string> {
  const jeton = p.monde.jetons[d.hub];
  const args = { appelId: ['ID!', appelId], porteurId: ['ID!', p.monde.organismes[d.hub]] } as const;
  const { id, version } = await jouer<{ id: string; version: number }>(
    p,
    jeton,
    'ouvrirCandidature',
    { ...args } as never,
    ['Candidature', 'id version'],
  );
  const demande = { id, version, ...contenu(p, d), ...avec };
  await jouer(p, jeton, 'enregistrerCandidature', { demande: ['EnregistrerCandidatureInput!', demande] }, [
    'Candidature',
    'id',
  ]);
  return id;
}

/** Fills, attaches every document and deposits. */
export async function deposerDossier(
  p: Plateforme,
  appelId: string,
  d: DossierHub,
  instant: string,
  avec: object = {},
): Promise<string> {
  const id = await preparerDossier(p, appelId, d, avec);
  const jeton = p.monde.jetons[d.hub];
  for (const code of ['STATUTS', 'DIRIGEANTS', 'SIRENE', 'RIB', 'COMPTES']) await joindrePiece(p, jeton, id, code);
  await p.reglerHorloge(instant);
  await jouer(p, jeton, 'deposerCandidature', { id: ['ID!', id] }, ['Candidature', 'id numero']);
  return id;
}

const GRILLE = ['TERRITOIRE', 'COUVERTURE', 'GOUVERNANCE', 'MODELE', 'CAPACITE'];

/** Declares receivable and instructs, with these points in the order of the grid. */
export async function instruire(p: Plateforme, id: string, points: number[]): Promise<void> {
  const jeton = p.monde.jetons.instructrice;
  const candidature: [string, string] = ['Candidature', 'id etat'];
  await jouer(p, jeton, 'declarerRecevable', { id: ['ID!', id] }, candidature);
  await jouer(p, jeton, 'commencerInstruction', { id: ['ID!', id] }, candidature);
  const notes = GRILLE.map((critere, i) => ({
    critere,
    points: points[i] ?? 0,
    commentaire: 'Apprécié sur pièces et lors d’un échange.',
  }));
  await jouer(p, jeton, 'noterCandidature', { demande: ['NoterCandidatureInput!', { id, notes }] }, candidature);
  const total = points.reduce((s, n) => s + n, 0);
  const demande = {
    id,
    favorable: total >= 60,
    avis: `Note de ${total} sur 100 : ${total >= 60 ? 'avis favorable' : 'avis défavorable'}.`,
  };
  await jouer(p, jeton, 'terminerInstruction', { demande: ['TerminerInstructionInput!', demande] }, candidature);
}
