import { attendreRefus } from '../../essais/decision.js';
import { exigerJourDeSeance } from './ouverture.js';
import type { PartProposee } from './plan.js';
import {
  actionCandidatureApresScrutin,
  avancerPart,
  ETATS_CANDIDATURE_FINANCABLES,
  exigerDossierOuvert,
  partsRetirables,
  planSoumis,
  proposerPart,
  SUITES_REJET,
  type DemandePart,
} from './proposition.js';

const DEMANDE: DemandePart = {
  dossier: { etat: 'INSTRUIT', appelId: 'a1', categoriePorteur: 'ASSOCIATION', etatScrutin: null },
  enveloppe: { financeurId: 'o1', appelId: 'a1', statut: 'OUVERTE' },
  financeur: { id: 'o1', denomination: 'Région Bretagne', categorie: 'REGION' },
  dispositif: '',
  nature: 'FONCTIONNEMENT',
  montant: 100n,
  assiette: null,
};

const demander = (autrement: Partial<DemandePart>) => proposerPart({ ...DEMANDE, ...autrement });
const dossier = (autrement: Partial<DemandePart['dossier']>) => ({ ...DEMANDE.dossier, ...autrement });

describe('proposerPart (R11, R12, R16)', () => {
  test('accepte une part ordinaire, sur une enveloppe de l’appel ou sans appel', () => {
    expect(demander({}).ok).toBe(true);
    expect(demander({ enveloppe: { ...DEMANDE.enveloppe, appelId: null } }).ok).toBe(true);
    expect(demander({ assiette: 100n }).ok).toBe(true);
  });

  test('refus dans l’ordre', () => {
    const enveloppe = { ...DEMANDE.enveloppe, appelId: 'a2', statut: 'CLOSE' };
    const pire = { enveloppe, montant: 0n, assiette: -1n };
    attendreRefus(
      demander({ ...pire, dossier: dossier({ etat: 'RETENU' }) }),
      'ETAT_INVALIDE',
      'candidatureId',
      'retenu',
    );
    attendreRefus(
      demander({ ...pire, dossier: dossier({ etatScrutin: 'OUVERT' }) }),
      'ETAT_INVALIDE',
      'candidatureId',
      'figée',
    );
    attendreRefus(demander(pire), 'INELIGIBLE', 'enveloppeId', 'autre appel');
    attendreRefus(
      demander({ ...pire, enveloppe: { ...enveloppe, appelId: 'a1' } }),
      'ETAT_INVALIDE',
      'enveloppeId',
      'close',
    );
    attendreRefus(demander({ montant: 0n, assiette: -1n }), 'ENTREE_INVALIDE', 'montant', 'dépasse zéro');
    const fonds = dossier({ categoriePorteur: 'FONDS_DE_DOTATION' });
    attendreRefus(demander({ assiette: 99n, dossier: fonds }), 'PLAN_DESEQUILIBRE', 'assiette', 'ne dépasse pas');
    attendreRefus(demander({ dossier: fonds }), 'INELIGIBLE', 'plan', 'argent public');
  });

  test('un scrutin annulé ou proclamé ne fige plus rien', () => {
    for (const etatScrutin of ['PREPARE', 'ANNULE', 'PROCLAME', null] as const) {
      expect(exigerDossierOuvert({ etat: 'AJOURNE', etatScrutin }).ok).toBe(true);
    }
    attendreRefus(
      exigerDossierOuvert({ etat: 'AJOURNE', etatScrutin: 'CLOS' }),
      'ETAT_INVALIDE',
      'candidatureId',
      'figée',
    );
  });

  test('un brouillon ou un dossier non recevable ne se finance pas', () => {
    expect(ETATS_CANDIDATURE_FINANCABLES).not.toContain('BROUILLON');
    attendreRefus(
      exigerDossierOuvert({ etat: 'DEPOSE', etatScrutin: null }),
      'ETAT_INVALIDE',
      'candidatureId',
      'déposé',
    );
  });
});

describe('avancerPart', () => {
  test.each([
    ['PRESSENTIE', 'PRESSENTIE', 'PRESSENTIE'],
    ['PRESSENTIE', 'ANNONCEE', 'ANNONCEE'],
    ['PRESSENTIE', 'PROPOSEE', 'PROPOSEE'],
    ['ANNONCEE', 'PROPOSEE', 'PROPOSEE'],
    ['PROPOSEE', 'PROPOSEE', 'PROPOSEE'],
  ] as const)('%s vers %s donne %s', (etat, vers, attendu) => {
    expect(avancerPart(etat, vers)).toEqual({ ok: true, fait: attendu });
  });

  test('jamais en arrière, jamais après le vote', () => {
    attendreRefus(avancerPart('PROPOSEE', 'ANNONCEE'), 'ETAT_INVALIDE', 'etat', 'proposée');
    attendreRefus(avancerPart('VOTEE', 'PROPOSEE'), 'ETAT_INVALIDE', 'etat', 'votée');
  });
});

describe('planSoumis (R11)', () => {
  const part = (montant: bigint, autrement: Partial<PartProposee> = {}): PartProposee => ({
    financeurId: 'o1',
    denomination: 'Région Bretagne',
    categorie: 'REGION',
    dispositif: '',
    nature: 'FONCTIONNEMENT',
    montant,
    assiette: null,
    ...autrement,
  });
  const soumettre = (parts: PartProposee[], partielAdmis: boolean) =>
    planSoumis({ parts, coutTotal: 1_000n, ressourcesPropres: 100n }, partielAdmis);

  test('complet : accepté, que l’appel admette ou non le financement partiel', () => {
    expect(soumettre([part(900n)], false).ok).toBe(true);
    expect(soumettre([part(900n)], true).ok).toBe(true);
  });

  test('court : accepté si l’appel admet le financement partiel', () => {
    attendreRefus(soumettre([part(899n)], false), 'PLAN_DESEQUILIBRE', 'plan', 'il manque 0,01');
    expect(soumettre([part(899n)], true).ok).toBe(true);
  });

  test('trop, ou sans aucune part : toujours refusé', () => {
    attendreRefus(soumettre([part(901n)], true), 'PLAN_DESEQUILIBRE', 'plan', /0,01.*de trop/);
    attendreRefus(soumettre([], true), 'PLAN_DESEQUILIBRE', 'plan', 'aucune part');
  });

  test('un financement partiel garde les autres règles (R11, R12)', () => {
    attendreRefus(soumettre([part(100n), part(100n)], true), 'DOUBLON', 'plan', 'deux fois');
    attendreRefus(soumettre([part(100n, { assiette: 99n })], true), 'PLAN_DESEQUILIBRE', 'plan', 'dépasse la dépense');
  });
});

describe('actionCandidatureApresScrutin', () => {
  test('adopté : retenir ; rejeté : la suite que la conférence a choisie', () => {
    for (const suite of SUITES_REJET) {
      expect(actionCandidatureApresScrutin(true, suite)).toBe('RETENIR');
      expect(actionCandidatureApresScrutin(false, suite)).toBe(suite);
    }
  });
});

describe('exigerJourDeSeance (R18)', () => {
  const prevue = new Date('2021-07-15T12:00:00Z');
  test('le jour même à Paris, ou plus tard', () => {
    expect(exigerJourDeSeance(prevue, new Date('2021-07-14T22:00:00Z')).ok).toBe(true);
    expect(exigerJourDeSeance(prevue, new Date('2021-08-01T00:00:00Z')).ok).toBe(true);
  });
  test('pas la veille', () => {
    attendreRefus(
      exigerJourDeSeance(prevue, new Date('2021-07-14T21:59:59Z')),
      'HORS_DELAI',
      'prevueLe',
      '15 juillet 2021',
    );
  });
});

describe('partsRetirables', () => {
  test('avant tout acte, et sans scrutin ouvert', () => {
    expect(partsRetirables([], false).ok).toBe(true);
    const etats = ['PRESSENTIE', 'ANNONCEE', 'PROPOSEE', 'VOTEE'] as const;
    expect(
      partsRetirables(
        etats.map((etat) => ({ etat })),
        false,
      ).ok,
    ).toBe(true);
  });

  test('refus dans l’ordre : scrutin ouvert, puis part engagée', () => {
    const parts = [{ etat: 'ENGAGEE' }, { etat: 'VOTEE' }, { etat: 'SOUS_RESERVE' }] as const;
    attendreRefus(partsRetirables(parts, true), 'ETAT_INVALIDE', 'candidatureId', 'scrutin de ce projet est ouvert');
    attendreRefus(partsRetirables(parts, false), 'ETAT_INVALIDE', 'candidatureId', /^2 part/);
  });
});
