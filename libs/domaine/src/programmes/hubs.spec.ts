import { depassementDemandes } from '../appel/enveloppe.js';
import { controlerRegles } from '../appel/controler-regles.js';
import { AMI_HUBS_2020, GRILLE_HUBS, PIECES_HUBS, REGLES_HUBS_2020 } from './hubs.js';
import { verifierDemandeFne } from './france-numerique-ensemble.js';

describe('AMI Hubs 2020, une ligne de données', () => {
  test('R1 : la fenêtre de Paris en UTC', () => {
    expect(AMI_HUBS_2020.ouverture?.toISOString()).toBe('2020-11-16T23:00:00.000Z');
    expect(AMI_HUBS_2020.cloture?.toISOString()).toBe('2021-06-30T21:59:59.000Z');
  });

  test('R3 : 250 000, deux bonifications de 50 000, 350 000 au plus', () => {
    expect(REGLES_HUBS_2020).toMatchObject({
      mode: 'PLAFOND',
      montantBase: 25_000_000n,
      bonifications: [
        { code: 'QPV', montant: 5_000_000n, condition: 'LIEU_QPV', cumulable: true },
        { code: 'ACV', montant: 5_000_000n, condition: 'LIEU_ACV', cumulable: true },
      ],
      plafonds: [{ code: 'MAX', type: 'MONTANT_MAX', montant: 35_000_000n }],
    });
    expect(controlerRegles(REGLES_HUBS_2020).ok).toBe(true);
  });

  test('la grille fait 100, les pièces sont celles du domaine §1.3', () => {
    expect(GRILLE_HUBS.map(({ code, poids }) => `${code} ${poids}`)).toEqual([
      'TERRITOIRE 25',
      'COUVERTURE 20',
      'GOUVERNANCE 20',
      'MODELE 20',
      'CAPACITE 15',
    ]);
    expect(PIECES_HUBS.map(({ code, obligatoire, categories }) => [code, obligatoire, categories.join(' ')])).toEqual([
      ['STATUTS', true, 'ASSOCIATION FONDATION'],
      ['DIRIGEANTS', true, 'ASSOCIATION FONDATION'],
      ['AVIS_SIRET', true, ''],
      ['RIB', true, ''],
      ['COMPTES', true, 'ASSOCIATION FONDATION ENTREPRISE'],
      ['LETTRES', false, ''],
      ['DELEGATION', false, ''],
    ]);
  });

  test('l’enveloppe, les régions sans hub, et qui peut candidater', () => {
    expect(AMI_HUBS_2020).toMatchObject({
      etat: 'BROUILLON',
      type: 'AMI',
      titre: 'Hubs pour un numérique inclusif',
      regionsCibles: ['53', '28', '44', '24'],
      enveloppes: [{ montant: 230_000_000n }],
    });
    expect(AMI_HUBS_2020.categoriesAdmises.join(' ')).toBe(
      'ASSOCIATION REGION DEPARTEMENT EPCI COMMUNE ENTREPRISE ETABLISSEMENT_PUBLIC GIP AUTRE_PUBLIC',
    );
  });
});

/** The 102 ceilings per département of France Numérique Ensemble 2024, in hundreds of euros. */
const PLAFONDS_FNE_2024 =
  '456 485 438 410 410 600 421 425 410 422 453 410 725 491 410 431 506 418 410 410 410 442 471 410 455 440 451 474 425 ' +
  '524 525 643 410 711 633 554 412 457 611 410 439 417 517 410 646 485 410 429 410 505 446 455 410 410 495 410 501 583 ' +
  '410 725 518 424 696 472 482 410 486 589 505 725 410 471 470 410 479 725 633 635 618 414 472 436 413 603 478 479 419 ' +
  '412 435 440 410 596 662 725 635 597 423 462 433 574 459 410';

describe('France Numérique Ensemble', () => {
  test('T18, R4 : les 102 plafonds dépassent l’enveloppe de 6 700', () => {
    const plafonds = PLAFONDS_FNE_2024.split(' ').map((centaines) => BigInt(centaines) * 10_000n);
    expect(plafonds).toHaveLength(102);
    const { total, depassement, avertissement } = depassementDemandes(500_000_000n, plafonds);
    expect({ total, depassement }).toEqual({ total: 500_670_000n, depassement: 670_000n });
    expect(avertissement).toContain('6\u202F700,00');
  });

  test('T16, R9 : Ain, 25 000 puis 20 350 pour 45 600, reste 250', () => {
    const demande = (montant: bigint) => ({
      budgetGlobal: montant,
      demande: montant,
      ressourcesHumaines: montant - 100_000n,
      prestations: 100_000n,
      beneficiaires: [montant - 1n, 1n],
      titulairesTerritoriaux: 0n,
    });
    expect(verifierDemandeFne(demande(2_500_000n), 4_560_000n, 0n)).toEqual({ ok: true, fait: { reste: 2_060_000n } });
    expect(verifierDemandeFne(demande(2_035_000n), 4_560_000n, 2_500_000n)).toEqual({
      ok: true,
      fait: { reste: 25_000n },
    });
    expect(verifierDemandeFne(demande(2_060_000n), 4_560_000n, 2_500_000n)).toEqual({ ok: true, fait: { reste: 0n } });
    expect(verifierDemandeFne(demande(2_060_001n), 4_560_000n, 2_500_000n)).toMatchObject({
      ok: false,
      refus: { code: 'ENVELOPPE_INSUFFISANTE', chemin: 'demande', message: expect.stringContaining('0,01') },
    });
  });
});
