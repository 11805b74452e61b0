import type { CodeArticle, DonneesConvention } from '@tdt/domaine';
import { textePdf } from '@tdt/documents';
import { TOUJOURS } from './conditions.js';
import { preparerContexte } from './contexte.js';
import { EMIS_LE_EXEMPLE, EMPREINTE_EXEMPLE, EXEMPLE_E1 } from './exemple-e1.js';
import {
  EXEMPLE_E11,
  EXEMPLE_E6,
  EXEMPLE_E6_FONCTIONNEMENT,
  EXEMPLE_E7,
  EXEMPLE_GROUPEMENT,
  EXEMPLE_SEUIL,
} from './exemples-cas.js';
import { CLAUSES, composerConvention } from './index.js';
import { testPdf } from '../../../../../documents/essais/pdf.js';

const CAS = {
  E1: EXEMPLE_E1,
  E6: EXEMPLE_E6,
  E6_FONCTIONNEMENT: EXEMPLE_E6_FONCTIONNEMENT,
  E7: EXEMPLE_E7,
  E11: EXEMPLE_E11,
  GROUPEMENT: EXEMPLE_GROUPEMENT,
  SEUIL: EXEMPLE_SEUIL,
} satisfies Record<string, DonneesConvention>;

type Cas = keyof typeof CAS;
const TOUS = Object.keys(CAS) as Cas[];
const sauf = (...exclus: Cas[]): Cas[] => TOUS.filter((cas) => !exclus.includes(cas));

const ASSOCIATION_AIDEE: Cas[] = ['E1', 'GROUPEMENT', 'SEUIL'];
const BENEFICIAIRE_PUBLIC: Cas[] = ['E6', 'E6_FONCTIONNEMENT', 'E7'];
const MIXTES: Cas[] = ['E1', 'E6', 'E6_FONCTIONNEMENT', 'GROUPEMENT'];
const E1_ET_GROUPEMENT: Cas[] = ['E1', 'GROUPEMENT'];
const ARGENT_PUBLIC = sauf('E11');

/** A conditional clause: words that only it says, and the cases in which it is printed. It is in no other. */
type Rang = [extrait: string, cas: Cas[]];

/** Every conditional clause, article by article, in the order of the template. */
const TABLE: Partial<Record<CodeArticle, Rang[]>> = {
  OBJET: [
    [
      'Le bénéficiaire déclare qu’il est à l’initiative du projet',
      ['E1', 'E6', 'E6_FONCTIONNEMENT', 'E7', 'GROUPEMENT'],
    ],
    ['dans une intention libérale et sans contrepartie équivalente', [...MIXTES, 'E11']],
    ['agit en qualité de chef de file du groupement', ['E7', 'GROUPEMENT']],
  ],
  DESCRIPTION: [
    ['Le projet comprend les actions suivantes', sauf('E7')],
    ['Le projet se déroule sur les territoires suivants', sauf('E7')],
    ['conditionne les bonifications prévues', E1_ET_GROUPEMENT],
    ['Les indicateurs qui mesurent les résultats', ['E1', 'E11', 'GROUPEMENT', 'SEUIL']],
  ],
  DUREE: [['Le bénéficiaire déclare le commencement d’exécution des investissements', ['E6']]],
  COUT: [
    ['sont retenues par un forfait de', ['GROUPEMENT']],
    ['Ne sont pas éligibles :', sauf('E7')],
    ['peut, sans avenant, transférer d’un poste', sauf('E6', 'E6_FONCTIONNEMENT')],
    ['Les contributions volontaires en nature, évaluées à', E1_ET_GROUPEMENT],
  ],
  PLAN: [
    ['apporte sur ses ressources propres', sauf('E11', 'SEUIL')],
    ['Le total des aides publiques s’élève à', MIXTES],
    ['assure une participation minimale de 20 %', ['E6']],
    ['sont soumises à une condition suspensive', ['GROUPEMENT']],
    ['distincte du vote de son budget', MIXTES],
    ['sans solidarité entre eux', [...MIXTES, 'E11']],
  ],
  CALCUL: [
    ['les bonifications suivantes, acquises sur production de leurs preuves', E1_ET_GROUPEMENT],
    ['ne peut dépasser la dépense éligible réelle de l’investissement', ['E6']],
  ],
  VERSEMENTS: [
    ['chaque financeur public paie dans les soixante jours', ARGENT_PUBLIC],
    ['l’avance n’excède pas 30 % du montant maximal', ['E6']],
  ],
  UTILISATION: [
    ['ne peut employer tout ou partie des contributions en subventions', sauf('GROUPEMENT')],
    ['Par dérogation à l’interdiction de reverser', ['GROUPEMENT']],
    ['est inscrite en fonds dédiés', ASSOCIATION_AIDEE],
    ['restent affectés au projet pendant leur durée d’amortissement', ['E6']],
  ],
  INFORMATION: [
    ['Le représentant du bénéficiaire agit en vertu', BENEFICIAIRE_PUBLIC],
    ['sont communiqués à toute personne qui en fait la demande', E1_ET_GROUPEMENT],
  ],
  COMPTES_RENDUS: [
    ['à la date anniversaire du début du projet, un compte rendu intermédiaire', sauf('E6', 'E6_FONCTIONNEMENT')],
    ['il reçoit plus de 153 000 € de fonds publics', E1_ET_GROUPEMENT],
  ],
  CONTROLE: [
    ['une copie certifiée de ses budgets', MIXTES],
    ['contrôles des corps d’inspection de l’État', BENEFICIAIRE_PUBLIC],
    ['la compétence des juridictions financières', ARGENT_PUBLIC],
  ],
  REVERSEMENT: [
    ['ou d’inachèvement dans les délais', ['E6']],
    ['conserve la part non dépensée', ASSOCIATION_AIDEE],
    ['Aucune part des sommes non dépensées n’est laissée au bénéficiaire', [...BENEFICIAIRE_PUBLIC, 'E11']],
  ],
  AIDE_ETAT: [
    ['au cours des trois années qui précèdent, tous financeurs publics confondus', ASSOCIATION_AIDEE],
    ['vaut information du bénéficiaire sur le caractère de minimis', ASSOCIATION_AIDEE],
  ],
  COMMUNICATION: [['sur les équipements acquis avec une contribution d’investissement', ['E6']]],
  DONNEES: [['les données essentielles de la présente convention', ARGENT_PUBLIC]],
  CONFLITS: [['ne lui donne aucun droit sur l’orientation du projet', [...MIXTES, 'E11']]],
  LITIGES: [
    ['le litige est porté devant le tribunal administratif', ARGENT_PUBLIC],
    ['Les litiges qui n’opposent que des personnes privées', MIXTES],
    ['le litige est porté devant le tribunal judiciaire', ['E11']],
  ],
};

/** What is conditional besides the clauses: articles, recitals, reasons, annexes. */
const AUTOUR: Rang[] = [
  ['Le projet a pour objet :', sauf('E7')],
  ['1.2 Le projet ouvre, dans trois communes littorales', ['E7']],
  ['1.3 Il les relie au réseau départemental', ['E7']],
  ['Article 22 – Clauses particulières 22.1 Permanences d’été. De juin à septembre', ['E7']],
  ['22.2 Leur calendrier est publié avant le 15 mai. 22.3 Matériel prêté. Le matériel', ['E7']],
  ['prévu à l’article 10-1 de la loi n° 2000-321', ASSOCIATION_AIDEE],
  ['– Aides d’État', ARGENT_PUBLIC],
  ['Vu la loi n° 2000-321 du 12 avril 2000', ARGENT_PUBLIC],
  ['Vu le décret n° 2001-495', E1_ET_GROUPEMENT],
  ['Vu le décret n° 2017-779', E1_ET_GROUPEMENT],
  ['Vu le décret n° 2018-514', ['E6']],
  ['notamment son article L1611-4', MIXTES],
  ['notamment son article L1611-8', MIXTES],
  ['notamment son article L1111-10', ['E6']],
  ['Vu la loi n° 2021-1109 du 24 août 2021', ASSOCIATION_AIDEE],
  ['Vu le règlement (UE) 2023/2831', ['SEUIL']],
  ['Vu le règlement (UE) 2023/2832', E1_ET_GROUPEMENT],
  ['Vu le code civil, notamment ses articles 1101', [...MIXTES, 'E11']],
  ['a été initié et conçu par', sauf('SEUIL')],
  ['que des financeurs publics et privés ont souhaité coordonner leur soutien', MIXTES],
  ['Annexe IV – État récapitulatif', MIXTES],
  ['Annexe V – Contrat d’engagement républicain', ASSOCIATION_AIDEE],
  ['Annexe VI – Indicateurs', ['E1', 'E11', 'GROUPEMENT', 'SEUIL']],
  ['Annexe IX – Mandat du consortium', ['E7', 'GROUPEMENT']],
];

const RANGS = [...Object.values(TABLE).flat(), ...AUTOUR];

/** The whole text of a case, running titles and footers taken out so that no sentence is cut by a page break. */
async function lire(cas: Cas): Promise<string> {
  const donnees = CAS[cas];
  const pdf = await composerConvention(donnees, {
    projet: false,
    empreinte: EMPREINTE_EXEMPLE,
    emisLe: EMIS_LE_EXEMPLE,
  });
  return textePdf(pdf)
    .replaceAll(`Convention pluripartite de financement – ${donnees.entete.titre} `, '')
    .replace(/Convention n° \S+ · version 1 · empreinte [0-9a-f]{16} page \d+ \/ \d+ /g, '');
}

test('la table nomme toutes les clauses conditionnelles du modèle, dans leur ordre, et elles seules', () => {
  const contextes = Object.values(CAS).map((donnees) => preparerContexte(donnees));
  for (const [article, clauses] of Object.entries(CLAUSES)) {
    const conditionnelles = clauses.filter((c) => c.condition !== TOUJOURS);
    const rangs = TABLE[article as CodeArticle] ?? [];
    expect({ article, rangs: rangs.length }).toEqual({ article, rangs: conditionnelles.length });
    conditionnelles.forEach((clause, rang) => {
      const contexte = contextes.find((c) => clause.condition.vraie(c));
      const [premier] = contexte ? clause.rediger(contexte) : [];
      expect(premier).toEqual({ alinea: expect.stringContaining(rangs[rang]?.[0] ?? 'sans extrait') });
    });
  }
});

test('chaque clause est imprimée dans un cas au moins et absente d’un autre au moins', () => {
  for (const [extrait, cas] of RANGS) {
    expect({ extrait, jamais: cas.length === 0, toujours: cas.length === TOUS.length }).toEqual({
      extrait,
      jamais: false,
      toujours: false,
    });
  }
});

testPdf.each(TOUS)('clauses imprimées et clauses tues, lues dans le document : %s', async (cas) => {
  const lu = await lire(cas);
  const imprimees = RANGS.filter(([extrait]) => lu.includes(extrait)).map(([extrait]) => extrait);
  expect(imprimees).toEqual(RANGS.filter(([, ou]) => ou.includes(cas)).map(([extrait]) => extrait));
});
