import { controlerPdf, infosPdf, policesPdf, textePdf } from '@tdt/documents';
import { PROCES_VERBAL_E1 } from './exemple-e1.js';
import { composerProcesVerbal, type DonneesProcesVerbal } from './index.js';
import { testPdf } from '../../../../../documents/essais/pdf.js';

const options = { projet: false, empreinte: '9f'.repeat(32), emisLe: new Date('2023-12-14T16:00:00Z') };
const composer = (change: Partial<DonneesProcesVerbal> = {}, projet = false) =>
  composerProcesVerbal({ ...PROCES_VERBAL_E1, ...change }, { ...options, projet });
const procesVerbal = composer();

testPdf('procès-verbal : structure sans défaut, balisée, polices incorporées, PDF/A et PDF/UA', async () => {
  const pdf = await procesVerbal;
  expect(controlerPdf(pdf)).toContain('No syntax or stream encoding errors found');
  expect(infosPdf(pdf)).toMatch(/Tagged:\s+yes/);
  expect(infosPdf(pdf, '-meta')).toContain('<pdfaid:part>3</pdfaid:part>');
  expect(infosPdf(pdf, '-meta')).toContain('<pdfuaid:part>1</pdfuaid:part>');
  expect(policesPdf(pdf).every((police) => police.incorporee)).toBe(true);
});

testPdf('président, présents, distants, représentés, absents et quorum (R19, R20, R25)', async () => {
  const lu = textePdf(await procesVerbal);
  expect(lu).toContain('Yann Modèle (personne fictive), Région Bretagne');
  expect(lu).toMatch(/Rennes Métropole Gwenn Exemple suppléant à distance 1/);
  expect(lu).toMatch(/Membre représenté Pouvoir donné à Voix Département du Morbihan Département du Finistère 1/);
  expect(lu).toContain('Absents : Département des Côtes-d’Armor');
  expect(lu).toContain('6 membres présents ou représentés sur 11, pour 6 requis : le quorum est atteint.');
});

testPdf(
  'suspensions avec leurs heures, présences notées pour un membre et par qui ; rien quand il n’y en a pas',
  async () => {
    const lu = textePdf(await procesVerbal);
    expect(lu).toContain('Présences notées en séance pour un membre : Département du Finistère (par Nolwenn Modèle).');
    expect(lu).toMatch(
      /14 décembre 2023 à 15.?[h:].?05.*14 décembre 2023 à 15.?[h:].?20.*Concertation entre les financeurs/,
    );
    const enCours = PROCES_VERBAL_E1.suspensions.map((s) => ({ ...s, repriseLe: null }));
    expect(textePdf(await composer({ suspensions: enCours }))).toContain('en cours');
    const presents = PROCES_VERBAL_E1.presents.map((p) => ({ ...p, constatePar: null }));
    expect(textePdf(await composer({ suspensions: [], presents }))).not.toMatch(/Suspensions|notées en séance/);
  },
);

testPdf('résultat et parts de chaque point, sous réserve de l’acte de chaque financeur (R22, R24)', async () => {
  const lu = textePdf(await procesVerbal);
  expect(lu).toContain('Délibération n° 2023-12-3 – 6 pour, 0 contre, 0 abstention');
  expect(lu).toContain(
    'La conférence adopte les montants ci-dessus, soit 550 000,00 € (cinq cent cinquante mille euros), sous réserve de l’engagement de chaque financeur par son propre acte.',
  );
  for (const montant of ['350 000,00 €', '120 000,00 €', '60 000,00 €', '20 000,00 €', '600 000,00 €']) {
    expect(lu).toContain(montant);
  }
});

testPdf('déports : membres d’un côté, motifs par catégorie de l’autre, jamais reliés (R23)', async () => {
  const lu = textePdf(await procesVerbal);
  expect(lu).toContain('Déports : Département du Finistère, Région Bretagne.');
  expect(lu).toContain(
    'Motifs des déports, par catégorie : représente le porteur (1), siège dans une instance du porteur (1).',
  );
  expect(lu).not.toMatch(/Région Bretagne[^.]{0,20}siège dans une instance/);
  expect(lu).toContain('3 membres présents ou représentés sur 9, pour 5 requis : le quorum n’est pas atteint.');
});

testPdf('seconde convocation : sans condition de quorum (R21) ; rejet et voix prépondérante (R22)', async () => {
  const [, point] = PROCES_VERBAL_E1.points;
  const resultat = { pour: 3, contre: 3, abstention: 1, adopte: false, voixPreponderante: true, motif: 'Partage.' };
  const lu = textePdf(
    await composer({
      quorum: { membres: 9, requis: 5, total: 3, atteint: false, sansQuorum: true },
      points: point ? [{ ...point, resultat }] : [],
    }),
  );
  expect(lu).toContain('seconde convocation, la conférence délibère sans condition de quorum');
  expect(lu).toContain('3 pour, 3 contre, 1 abstention, voix prépondérante');
  expect(lu).toContain('La conférence n’adopte pas les montants ci-dessus');
  expect(lu).not.toContain('(cinq cent cinquante mille euros), sous réserve');
});

testPdf('projet non approuvé : filigrane et mention ; séance vide ou non close : dit tel quel', async () => {
  const lu = textePdf(await composer({ closeLe: null, presents: [], pouvoirs: [], absents: [], points: [] }, true));
  expect(lu).toContain('La séance n’est pas close.');
  expect(lu).toContain('Aucun membre n’est absent.');
  expect(textePdf(await composer({}, true))).toContain('PROJET – document sans valeur contractuelle');
});

test('mêmes données, mêmes octets', async () => {
  expect((await composer()).equals(await procesVerbal)).toBe(true);
});
