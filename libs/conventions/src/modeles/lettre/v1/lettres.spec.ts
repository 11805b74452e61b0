import { ecrireEuros, jsonCanonique, type Decision } from '@tdt/domaine';
import { aplatirEspaces, controlerPdf, infosPdf, pieceJointePdf, policesPdf, textePdf } from '@tdt/documents';
import { reduireAuFinanceur } from '../../convention-bilaterale/v1/index.js';
import { composerLettreEngagement, type DonneesLettreEngagement } from '../../lettre-engagement/v1/index.js';
import { composerLettreMecenat, type DonneesLettreMecenat } from '../../lettre-mecenat/v1/index.js';
import { composerLettreNotification, type DonneesNotification } from '../../lettre-notification/v1/index.js';
import { composerLettreRefus, type DonneesRefus } from '../../lettre-refus/v1/index.js';
import { EXEMPLE_E1 } from '../../convention-multipartite/v1/exemple-e1.js';
import { ENGAGEMENT_SEUIL, EXEMPLE_14, MECENAT_E11, NOTIFICATION_14, NOTIFICATION_E1, REFUS_E1 } from './exemples.js';
import { testPdf } from '../../../../../documents/essais/pdf.js';

const options = { empreinte: '9f'.repeat(32), projet: false, emisLe: new Date('2023-12-18T09:00:00Z') };

const notifier = (change: Partial<DonneesNotification> = {}) =>
  composerLettreNotification({ ...NOTIFICATION_E1, ...change }, options);
const refuserProjet = (change: Partial<DonneesRefus> = {}) => composerLettreRefus({ ...REFUS_E1, ...change }, options);
const engager = (change: Partial<DonneesLettreEngagement> = {}) =>
  composerLettreEngagement({ ...ENGAGEMENT_SEUIL, ...change }, options);
const donner = (change: Partial<DonneesLettreMecenat> = {}) =>
  composerLettreMecenat({ ...MECENAT_E11, ...change }, options);

async function pdf(decision: Promise<Decision<Buffer>>): Promise<Buffer> {
  const faite = await decision;
  if (!faite.ok) throw new Error(faite.refus.message);
  return faite.fait;
}

/** The text without the running titles and the footers, so that no sentence is cut by a page break. */
async function lire(decision: Promise<Decision<Buffer>>): Promise<string> {
  return textePdf(await pdf(decision)).replace(
    /((Notification de la décision|Lettre [^ ]+|Décision d’attribution d’une subvention) )?\S+ (n° )?\S+ · empreinte [0-9a-f]{16} page \d+ \/ \d+ /g,
    '',
  );
}

const LETTRES: Record<
  string,
  { courte: Promise<Decision<Buffer>>; encore: () => Promise<Decision<Buffer>>; donnees: object }
> = {
  notification: { courte: notifier(), encore: notifier, donnees: NOTIFICATION_E1 },
  refus: { courte: refuserProjet(), encore: refuserProjet, donnees: REFUS_E1 },
  engagement: { courte: engager(), encore: engager, donnees: ENGAGEMENT_SEUIL },
  // Only what concerns this donor is joined.
  mécénat: {
    courte: donner(),
    encore: donner,
    donnees: { ...MECENAT_E11, ensemble: reduireAuFinanceur(MECENAT_E11.ensemble, MECENAT_E11.financeurId) },
  },
};

describe.each(Object.entries(LETTRES))('lettre : %s', (_nom, { courte, encore, donnees }) => {
  testPdf('structure sans défaut, balisée, un seul titre, polices incorporées, PDF/A-3a et PDF/UA', async () => {
    const fichier = await pdf(courte);
    expect(controlerPdf(fichier)).toContain('No syntax or stream encoding errors found');
    expect(infosPdf(fichier)).toMatch(/Tagged:\s+yes/);
    expect(infosPdf(fichier, '-struct').match(/^\s+H1 /gm)).toHaveLength(1);
    const xmp = infosPdf(fichier, '-meta');
    expect([xmp.includes('<pdfaid:part>3<'), xmp.includes('<pdfuaid:part>1<')]).toEqual([true, true]);
    expect(policesPdf(fichier).every((police) => police.incorporee)).toBe(true);
    expect(pieceJointePdf(fichier, 'lettre.json')).toBe(jsonCanonique(donnees));
  });

  test('mêmes données, mêmes octets', async () => {
    expect((await pdf(encore())).equals(await pdf(courte))).toBe(true);
  });
});

describe('notification', () => {
  testPdf('montants, actes pris et à prendre, conditions, convention due, voies de recours (R24, R26)', async () => {
    const lu = await lire(notifier());
    for (const montant of ['350 000,00 €', '120 000,00 €', '600 000,00 €']) expect(lu).toContain(montant);
    expect(lu).toContain('Les aides publiques s’élèvent à 530 000,00 € et les aides privées à 20 000,00 €.');
    expect(lu).toMatch(/Ont déjà pris leur acte :.*CDC-2024-0117.*doivent encore prendre le leur.*Rennes Métropole ;/);
    expect(lu).toContain('Fondation Rivage numérique (fictive) : accord de son conseil');
    expect(lu).toContain('aucun versement n’intervient avant sa signature');
    expect(lu).toMatch(/dans les deux mois.*recours gracieux.*tribunal administratif de Rennes.*Télérecours citoyens/);
    expect(lu).toContain('Fondation Rivage numérique (fictive) décide librement de ses dons');
    expect(lu).not.toMatch(/outre-mer|n’est pas un acte administratif/);
  });

  testPdf('un seul don privé, porteur public : ni convention due, ni tribunal administratif, ni CER', async () => {
    const [, , , don] = NOTIFICATION_E1.parts;
    const lu = await lire(
      notifier({
        porteur: { ...NOTIFICATION_E1.porteur, categorie: 'EPCI' },
        parts: don ? [{ ...don, condition: null }] : [],
        coutTotal: 7_000_000n,
        motifs: [],
        titre: 'Hub\u200B Bre\u202Etagne \uE000& <œuvre>',
      }),
    );
    // What cannot be seen, or turns the text around, is taken out.
    expect(lu).toContain('« Hub Bretagne & <œuvre> »');
    expect(lu).toContain('une convention ou une lettre d’engagement');
    expect(lu).toContain('n’ouvre pas de recours devant le tribunal administratif');
    expect(lu).not.toMatch(
      /Télérecours|républicain|Les motifs|soumises à une condition|Ont déjà pris|Les aides publiques/,
    );
  });

  testPdf('quatorze financeurs, longs motifs, signes & < > ’ œ : tout se lit, rien n’est coupé', async () => {
    const lu = await lire(composerLettreNotification(NOTIFICATION_14, options));
    for (const { montant } of NOTIFICATION_14.parts) expect(lu).toContain(aplatirEspaces(ecrireEuros(montant)));
    expect(lu).toContain('« R&D <sociale> »');
    expect(lu).toContain('Pays d’Œuvre & Cœur <de> Montagne');
    expect(lu).toContain('motif n° 12 : fédérer et professionnaliser');
    expect(lu).toContain('augmenté d’un mois');
  });

  testPdf('un plan qui ne couvre pas tout le coût : ce qui reste à financer est dit', async () => {
    expect(await lire(notifier({ coutTotal: NOTIFICATION_E1.coutTotal + 100n }))).toContain('Reste à financer 1,00 €');
    expect(await lire(notifier())).not.toContain('Reste à financer');
  });

  test('sans montant, ou au-delà du coût : refusé (R11)', async () => {
    expect(await notifier({ parts: [] })).toMatchObject({ ok: false, refus: { code: 'INCOMPLET', chemin: 'parts' } });
    expect(await notifier({ coutTotal: 1n })).toMatchObject({ ok: false, refus: { code: 'PLAN_DESEQUILIBRE' } });
  });
});

describe('refus', () => {
  testPdf('demande, financeurs sollicités, motifs, recours, conservation (R48)', async () => {
    const lu = await lire(refuserProjet());
    expect(lu).toContain('n’a pas retenu le projet « Hub Bretagne pour un numérique inclusif »');
    expect(lu).toContain('Vous demandiez 550 000,00 €, pour un coût total de 600 000,00 €.');
    expect(lu).toMatch(/Aucun des financeurs sollicités.*Rennes Métropole.*motifs suivants.*41 sur 100/);
    expect(lu).toContain('Votre dossier est conservé cinq ans');
  });

  testPdf('un seul financeur public, porteur public : Télérecours sans « citoyens »', async () => {
    const porteur = { ...REFUS_E1.porteur, categorie: 'COMMUNE' as const };
    const lu = await lire(refuserProjet({ porteur, sollicites: REFUS_E1.sollicites.slice(1, 2) }));
    expect(lu).toContain('Région Bretagne ne lui accorde pas de contribution');
    expect(lu).toContain('par l’application Télérecours, sauf pour les communes de moins de 3 500 habitants');
    expect(lu).not.toMatch(/Aucun des financeurs|citoyens|décide librement/);
  });

  test('sans motif, ou d’un motif vide une fois nettoyé, ou sans financeur : refusé', async () => {
    for (const change of [{ motifs: [] }, { motifs: [' \u200B\u202E'] }, { sollicites: [] }])
      expect(await refuserProjet(change)).toMatchObject({ ok: false, refus: { code: 'INCOMPLET' } });
  });
});

describe('engagement (R26)', () => {
  testPdf('lettre à 23 000 € tout juste : montant, versement, CER, de minimis, deux signatures', async () => {
    const lu = await lire(engager());
    expect(lu).toContain('23 000,00 € (vingt-trois mille euros)');
    expect(lu).toContain('seuil au-delà duquel une convention est obligatoire');
    expect(lu).toMatch(/contrat d’engagement républicain.*aide de minimis.*compte rendu financier/);
    expect(lu.match(/Signature et cachet/g)).toHaveLength(2);
    // The need came from the funder: the declaration of initiative is not printed (R29).
    expect(lu).not.toMatch(/à l’initiative du projet|copie certifiée|soutenu par|délai de recours/);
  });

  testPdf('acte unilatéral : une signature, effet à la notification, délai de recours', async () => {
    const lu = await lire(engager({ forme: 'ACTE_UNILATERAL' }));
    expect(lu).toContain('Banque des Territoires attribue à Hub Bretagne');
    expect(lu).toContain('Le délai de recours est de deux mois');
    expect(lu.match(/Signature et cachet/g)).toHaveLength(1);
    expect(lu).not.toContain('retourne signée');
  });

  test('un centime de plus, cumul de l’année, financeur privé, cumul sans la subvention : refusé (T19)', async () => {
    expect(await engager({ cumulAnnuel: 2_300_001n })).toMatchObject({ refus: { code: 'MONTANT_EXCESSIF' } });
    expect(await engager({ cumulAnnuel: 1n })).toMatchObject({ refus: { code: 'ENTREE_INVALIDE' } });
    expect(await engager({ ensemble: EXEMPLE_E1, financeurId: 'organisme-metropole' })).toMatchObject({
      refus: { code: 'MONTANT_EXCESSIF' },
    });
    expect(await engager({ ensemble: EXEMPLE_E1, financeurId: 'organisme-fondation' })).toMatchObject({
      refus: { code: 'INELIGIBLE' },
    });
    await expect(engager({ financeurId: 'inconnu' })).rejects.toThrow('Le plan n’a pas ce financeur');
  });
});

describe('mécénat (R17, E11)', () => {
  testPdf('un don, et aucun mot du droit des subventions', async () => {
    const lu = await lire(donner());
    expect(lu).toContain('50 000,00 € (cinquante mille euros)');
    expect(lu).toContain('sans contrepartie directe ou indirecte');
    expect(lu).toMatch(/reçu fiscal pour chaque versement.*peut citer le mécène.*tribunal judiciaire/);
    expect(lu).not.toMatch(/subvention|aides? publiques?|2000-321|républicain|minimis|Télécoms|administratif/i);
    expect(controlerPdf(await pdf(donner()))).toContain('No syntax or stream encoding errors found');
  });

  testPdf('discret, sans reçu, au milieu de quatorze financeurs', async () => {
    const lu = await lire(
      donner({ ensemble: EXEMPLE_14, financeurId: 'organisme-9', recuFiscal: false, citer: false }),
    );
    expect(lu).toContain('Fondation « L’Étoile & la Boussole » pour l’accès de tous aux œuvres');
    expect(lu).toContain('ne donne pas lieu à un reçu fiscal');
    expect(lu).toContain('souhaite la discrétion');
    expect(lu).toContain('Le don est versé comme suit');
    expect(lu).not.toMatch(/Région Provence|peut citer|238 bis/);
  });

  testPdf('ce qui n’est pas décidé : ni reçu promis ni reçu exclu, cité avec son accord', async () => {
    const lu = await lire(donner({ recuFiscal: null, citer: null }));
    expect(lu).toContain('S’il remplit les conditions de l’article 238 bis');
    expect(lu).toContain('ne cite le mécène qu’avec son accord');
    expect(lu).not.toMatch(/atteste remplir|ne donne pas lieu|souhaite la discrétion|peut citer/);
  });

  test('une personne publique n’est pas un mécène : refusé', async () => {
    expect(await donner({ ensemble: EXEMPLE_E1, financeurId: 'organisme-region' })).toMatchObject({
      refus: { code: 'INELIGIBLE', chemin: 'financeurId' },
    });
  });
});
