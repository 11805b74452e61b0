import { aplatirEspaces, controlerPdf, infosPdf, pagesPdf, policesPdf, textePdf } from '@tdt/documents';
import { RECU_E1 } from './exemple-e1.js';
import { composerRecu } from './index.js';
import { testPdf } from '../../../../../documents/essais/pdf.js';

const emisLe = new Date('2021-06-30T22:00:01Z');
const recu = composerRecu(RECU_E1, { emisLe });

testPdf('récépissé : structure sans défaut, balisée, polices incorporées, PDF/A et PDF/UA', async () => {
  const pdf = await recu;
  expect(controlerPdf(pdf)).toContain('No syntax or stream encoding errors found');
  expect(infosPdf(pdf)).toMatch(/Tagged:\s+yes/);
  expect(infosPdf(pdf)).toMatch(/Title:\s+Récépissé de dépôt n° CAND-2021-000042/);
  expect(infosPdf(pdf, '-meta')).toContain('<pdfuaid:part>1</pdfuaid:part>');
  expect(policesPdf(pdf).every((police) => police.incorporee)).toBe(true);
});

testPdf('instant de réception à l’heure de Paris, numéro et SHA-256 entier (R1)', async () => {
  const lu = textePdf(await recu);
  expect(lu).toContain('30 juin 2021 à 23 h 59 min 59 s (heure de Paris)');
  expect(lu).toContain('CAND-2021-000042');
  expect(lu).toContain(RECU_E1.empreinte);
});

testPdf('appel, porteur, montants demandés en chiffres et en lettres, pièces et suites (R2)', async () => {
  const lu = textePdf(await recu);
  expect(lu).toContain('appel à manifestation d’intérêt « Hubs pour un numérique inclusif » (AMI-HUBS-2020)');
  expect(lu).toContain('Hub Bretagne (association fictive) – SIRET 900 000 019 00019 – RNA W353000001');
  for (const attendu of [
    '550 000,00 €',
    'cinq cent cinquante mille euros',
    '350 000,00 €',
    '120 000,00 €',
    '60 000,00 €',
    '20 000,00 €',
  ]) {
    expect(lu).toContain(attendu);
  }
  for (const { libelle, nomFichier } of RECU_E1.pieces) {
    expect(lu).toContain(aplatirEspaces(libelle));
    expect(lu).toContain(nomFichier);
  }
  expect(lu).toMatch(/248,1 ko.*1,9 Mo.*912 o/);
  expect(lu).toContain('Il ne préjuge ni de sa recevabilité, ni de la décision des financeurs');
});

testPdf('sans pièce ni contact, le récépissé le dit et tient sur une page', async () => {
  const pdf = await composerRecu({ ...RECU_E1, pieces: [], contact: null, demandes: [] }, { emisLe });
  expect(textePdf(pdf)).toContain('Aucune pièce n’était jointe au dépôt.');
  expect(textePdf(pdf)).not.toContain('Contact');
  expect(pagesPdf(pdf)).toHaveLength(1);
});

testPdf('reçue par courrier, le récépissé dit comment, et qui a enregistré puis vérifié', async () => {
  const reception = {
    canal: 'courrier',
    enregistreeLe: new Date('2021-07-05T08:00:00Z'),
    enregistreePar: 'Inès Exemple',
  };
  const lu = textePdf(await composerRecu({ ...RECU_E1, reception }, { emisLe }));
  expect(lu).toContain('courrier ; l’instant ci-dessus est celui du cachet de la poste ou de la réception');
  expect(lu).toContain('le 5 juillet 2021 à 10 h 00 min 00 s (heure de Paris), par Inès Exemple');
  expect(lu).toContain(`${RECU_E1.porteur.deposant}, qui l’a déposée au nom du porteur`);
  expect(lu).not.toContain('Déposé par');
  expect(textePdf(await recu)).toContain('Déposé par');
});

test('une pièce au nom hostile ou démesuré ne casse rien', async () => {
  const piece = {
    libelle: '\u0000<b>\u202E',
    nomFichier: `${'x'.repeat(400)}.pdf`,
    taille: 0,
    sha256: 'ab'.repeat(32),
  };
  const pdf = await composerRecu({ ...RECU_E1, pieces: Array.from({ length: 120 }, () => piece) }, { emisLe });
  expect(pdf.subarray(0, 8).toString('latin1')).toBe('%PDF-1.7');
  expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(10);
});

test('mêmes données, mêmes octets, quel que soit le fuseau du serveur', async () => {
  const fuseau = process.env.TZ;
  try {
    process.env.TZ = 'Pacific/Auckland';
    expect((await composerRecu(RECU_E1, { emisLe })).equals(await recu)).toBe(true);
  } finally {
    if (fuseau === undefined) delete process.env.TZ;
    else process.env.TZ = fuseau;
  }
});

testPdf('appel sans date de clôture : la ligne n’est pas imprimée', async () => {
  const pdf = await composerRecu({ ...RECU_E1, appel: { ...RECU_E1.appel, cloture: null } }, { emisLe });
  expect(textePdf(pdf)).not.toContain('Clôture de l’appel');
});
