import fc from 'fast-check';
import { ACTIONS_ECRITURE } from '../habilitation/index.js';
import {
  ACTES_ANNONCES,
  AVIS,
  avisDe,
  AVIS_PAR_ACTE,
  AVIS_PAR_RAPPEL,
  CODES_AVIS,
  composerAvis,
  DESTINATAIRES_AVIS,
  ESSAIS_MAX,
  estDefinitif,
  FAMILLES_AVIS,
  MODE_PAR_DEFAUT,
  MODES_AVIS,
  modeDe,
  pauseAvantReprise,
  prochainRecapitulatif,
  uneLigne,
  type CodeAvis,
  type FaitsParObjet,
} from './index.js';

const SEANCE = {
  conference: 'Conférence bretonne',
  intitule: 'Séance d’automne',
  numero: '2021-01',
  prevueLe: new Date('2021-10-04T08:00:00Z'),
};

const FAITS: FaitsParObjet = {
  invitation: { organisme: 'Hub Bretagne', role: 'PORTEUR', expireLe: new Date('2021-06-30T21:59:59Z') },
  candidature: {
    titre: 'Hub Bretagne',
    numero: 'HUBS-0001',
    appel: 'Hubs',
    porteur: 'Association Hub',
    etat: 'RETENU',
    motif: null,
    deposeLe: new Date('2021-06-30T20:00:00Z'),
    canal: null,
    recueLe: null,
    cloture: new Date('2021-06-30T21:59:59Z'),
    complement: 'Les comptes.',
    echeance: '2021-07-30',
  },
  seance: { ...SEANCE, lieu: 'Rennes', points: ['Hub Bretagne', 'Bilan'], sansQuorum: false },
  pouvoir: { ...SEANCE, mandant: 'Fondation' },
  tour: { ...SEANCE, tour: 2, motif: 'Erreur' },
  scrutin: { ...SEANCE, point: 'Hub Bretagne' },
  part: { titre: 'Hub Bretagne', financeur: 'Région', montant: 12_000_000n },
  convention: { numero: 'C-0001', titre: 'Hub Bretagne', attendueDepuis: new Date('2021-11-15T09:00:00Z') },
  appel: { titre: 'Hubs', cloture: new Date('2021-06-30T21:59:59Z') },
};
const composer = (code: CodeAvis, autrement: object = {}) =>
  composerAvis(code, { ...FAITS[AVIS[code].objet], ...autrement } as never);

describe('Les événements que l’on attend', () => {
  it('ont chacun une famille que l’on règle, ou un devoir qui l’interdit et qui se dit', () => {
    for (const code of CODES_AVIS) {
      const { famille, obligation } = AVIS[code] as { famille: string | null; obligation?: string };
      expect([code, famille === null, obligation !== undefined]).toEqual([code, famille === null, famille === null]);
    }
    const obligatoires = CODES_AVIS.filter((c) => AVIS[c].famille === null);
    expect(obligatoires.toSorted()).toEqual([
      'CANDIDATURE_DEPOSEE',
      'CANDIDATURE_IRRECEVABLE',
      'CANDIDATURE_RECUE',
      'COMPLEMENTS_DEMANDES',
      'CONVENTION_NOTIFIEE',
      'CONVENTION_RESILIEE',
      'DECISION_RENDUE',
      'INVITATION_RECUE',
      'SEANCE_CONVOQUEE',
    ]);
  });

  it('viennent tous d’un acte ou d’une échéance, et chaque famille et chaque destinataire sert', () => {
    const venus = new Set([...Object.values(AVIS_PAR_ACTE), ...Object.values(AVIS_PAR_RAPPEL)].flat());
    expect([...venus].toSorted()).toEqual(CODES_AVIS.toSorted());
    expect(Object.keys(AVIS_PAR_ACTE).toSorted()).toEqual([...ACTIONS_ECRITURE].toSorted());
    expect(new Set(CODES_AVIS.flatMap((c) => AVIS[c].famille ?? []))).toEqual(new Set(FAMILLES_AVIS));
    expect(new Set(CODES_AVIS.map((c) => AVIS[c].destinataires))).toEqual(new Set(DESTINATAIRES_AVIS));
  });

  it('n’annoncent ni une annonce scellée, ni une part avant son vote, ni un acte inconnu', () => {
    for (const acte of ['scellerAnnonce', 'retirerAnnonce', 'proposerPart', 'voter', 'inconnu', 'constructor'])
      expect(avisDe(acte)).toEqual([]);
    expect(ACTES_ANNONCES).toContain('rappelerBrouillon');
    expect(ACTES_ANNONCES).not.toContain('scellerAnnonce');
  });
});

describe('Ce qui se dit', () => {
  it.each<[CodeAvis, string, string[]]>([
    [
      'INVITATION_RECUE',
      'Invitation à agir pour Hub Bretagne',
      ['« Porteur de projet »', '30 juin 2021 à 23 h 59 min 59 s'],
    ],
    [
      'CANDIDATURE_DEPOSEE',
      'Candidature déposée : Hub Bretagne',
      ['n° HUBS-0001', 'Dépôt reçu le 30 juin 2021 à 22 h'],
    ],
    ['COMPLEMENTS_DEMANDES', 'Compléments demandés : Hub Bretagne', ['Demande : Les comptes.', 'le 30 juillet 2021']],
    ['DECISION_RENDUE', 'Décision sur votre candidature : Hub Bretagne', ['retenu', 'n’engage aucun financeur']],
    ['SEANCE_CONVOQUEE', 'Convocation : Séance d’automne, 4 octobre 2021', ['4 octobre 2021 à 10 h', 'Lieu : Rennes']],
    ['TOUR_ANNULE', 'Tour de table annulé : Séance d’automne', ['tour n° 2', 'Motif : Erreur']],
    ['ACTE_ATTENDU', 'Acte attendu : Hub Bretagne', ['120\u202f000,00\u00a0€']],
    ['SIGNATURE_RELANCEE', 'Relance : convention à signer n° C-0001', ['depuis le 15 novembre 2021', 'ne signe rien']],
    ['APPEL_PUBLIE', 'Appel publié : Hubs', ['jusqu’au 30 juin 2021']],
  ])('%s', (code, sujet, extraits) => {
    const message = composer(code);
    expect(message.sujet).toBe(sujet);
    for (const extrait of extraits) expect(message.phrases.join(' ')).toContain(extrait);
  });

  it('dit l’ordre du jour point par point', () => {
    expect(composer('SEANCE_CONVOQUEE').liste).toEqual(['Hub Bretagne', 'Bilan']);
    expect(composer('SEANCE_CONVOQUEE', { sansQuorum: true }).phrases.join(' ')).toContain('sans condition de quorum');
  });

  it('reste vrai quand la suite est venue avant le courriel', () => {
    const fourni = composer('COMPLEMENTS_ECHEANCE', { echeance: null, complement: null });
    expect(fourni.phrases.join(' ')).toContain('rien n’est plus attendu de vous');
    expect(composer('SIGNATURE_RELANCEE', { attendueDepuis: null }).phrases.join(' ')).toContain('n’attend plus');
    expect(composer('BROUILLON_ECHEANCE').phrases.join(' ')).toContain('a été déposée');
    expect(composer('BROUILLON_ECHEANCE', { deposeLe: null }).phrases.join(' ')).toContain('se clôt le 30 juin 2021');
    expect(composer('COMPLEMENTS_DEMANDES', { complement: null }).phrases.join(' ')).toContain('fournis depuis');
  });

  it('disent comment une candidature est arrivée, quand ce n’est pas par la plateforme', () => {
    const recue = { canal: 'COURRIER', recueLe: new Date('2021-06-30T20:00:00Z') };
    expect(composer('CANDIDATURE_RECUE', recue).phrases[0]).toBe(
      'Une candidature de Association Hub pour l’appel « Hubs » a été reçue par courrier le 30 juin 2021 à 22 h 00 min 00 s (heure de Paris).',
    );
    expect(composer('CANDIDATURE_DEPOSEE', recue).phrases[1]).toMatch(/^Dépôt reçu par courrier le 30 juin 2021/);
    expect(composer('CANDIDATURE_DEPOSEE').phrases[1]).toMatch(/^Dépôt reçu le 30 juin 2021/);
  });

  it('tient chacun en lignes, quoi que les gens aient écrit', () => {
    const piege = fc.oneof(fc.string({ unit: 'binary' }), fc.constant('a\r\nBcc: x@y\u202e\u200b\u2028b'));
    fc.assert(
      fc.property(fc.constantFrom(...CODES_AVIS), piege, (code, texte) => {
        const faits = Object.entries(FAITS[AVIS[code].objet]).map(([nom, v]) => {
          const libre = typeof v === 'string' && !['role', 'etat', 'echeance'].includes(nom);
          return [nom, libre ? texte : Array.isArray(v) ? [texte] : v];
        });
        const { sujet, phrases, liste = [] } = composer(code, Object.fromEntries(faits) as object);
        for (const ligne of [sujet, ...phrases, ...liste]) expect(ligne).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
        expect([...sujet].length).toBeLessThanOrEqual(150);
      }),
    );
    expect(uneLigne(' a\r\nBcc: x\u202e b ')).toBe('a Bcc: x b');
    expect(uneLigne('abcdef', 4)).toBe('abc…');
    expect(uneLigne('👩🏽abc', 4)).toBe('👩🏽a…');
  });
});

describe('Quand un courriel part', () => {
  it('aussitôt, au récapitulatif ou jamais, selon le choix de la personne ; un devoir part toujours', () => {
    for (const mode of MODES_AVIS) {
      expect(modeDe('TOUR_OUVERT', { TOURS: mode })).toBe(mode);
      expect(modeDe('SEANCE_CONVOQUEE', { SEANCES: mode, TOURS: mode })).toBe('IMMEDIAT');
    }
    expect(modeDe('APPEL_PUBLIE', {})).toBe(MODE_PAR_DEFAUT.APPELS);
    expect(modeDe('APPEL_PUBLIE', {})).toBe('RECAPITULATIF');
    expect(modeDe('PV_APPROUVE', { TOURS: 'AUCUN' })).toBe('IMMEDIAT');
  });

  it.each([
    ['2021-07-01T05:59:59.999Z', '2021-07-01', '2021-07-01T06:00:00.000Z'],
    ['2021-07-01T06:00:00.000Z', '2021-07-02', '2021-07-02T06:00:00.000Z'],
    ['2021-07-01T22:30:00.000Z', '2021-07-02', '2021-07-02T06:00:00.000Z'],
    ['2021-12-31T23:30:00.000Z', '2022-01-01', '2022-01-01T07:00:00.000Z'],
    ['2021-03-27T12:00:00.000Z', '2021-03-28', '2021-03-28T06:00:00.000Z'],
    ['2021-10-30T12:00:00.000Z', '2021-10-31', '2021-10-31T07:00:00.000Z'],
  ])('le récapitulatif qui suit %s est celui du %s, à 8 h à Paris', (instant, jour, partLe) => {
    const suivant = prochainRecapitulatif(new Date(instant));
    expect([suivant.jour, suivant.partLe.toISOString()]).toEqual([jour, partLe]);
  });

  it('le récapitulatif part après l’instant, et moins de 25 h après', () => {
    const min = new Date('2020-01-01T00:00:00Z');
    fc.assert(
      fc.property(fc.date({ min, max: new Date('2030-01-01T00:00:00Z'), noInvalidDate: true }), (instant) => {
        const attente = prochainRecapitulatif(instant).partLe.getTime() - instant.getTime();
        return attente > 0 && attente <= 25 * 3_600_000;
      }),
    );
  });
});

describe('Un envoi qui échoue', () => {
  it('se reprend après une pause qui double, bornée, jamais la même pour tous', () => {
    expect([1, 2, 3, 10, 19].map((n) => pauseAvantReprise(n, 0.5))).toEqual([
      30_000, 60_000, 120_000, 14_400_000, 14_400_000,
    ]);
    expect([pauseAvantReprise(1, 0), pauseAvantReprise(1, 0.999)]).toEqual([22_500, 37_485]);
    const total = Array.from({ length: ESSAIS_MAX - 1 }, (_, i) => pauseAvantReprise(i + 1, 0.5)).reduce(
      (a, b) => a + b,
    );
    expect(total / 3_600_000).toBeGreaterThan(40);
    expect(total / 3_600_000).toBeLessThan(60);
  });

  it.each<[number | null, string | null, number, boolean]>([
    [550, 'RCPT TO', 1, true],
    [554, 'DATA', 1, true],
    [451, 'RCPT TO', 1, false],
    [535, 'AUTH PLAIN', 1, false],
    [553, 'MAIL FROM', 1, false],
    [554, null, 1, false],
    [null, 'CONN', 1, false],
    [null, null, ESSAIS_MAX - 1, false],
    [451, 'RCPT TO', ESSAIS_MAX, true],
    [null, null, ESSAIS_MAX, true],
  ])('réponse %p à %p, essai %i : définitif %p', (reponse, commande, essais, attendu) => {
    expect(estDefinitif({ reponse, commande }, essais)).toBe(attendu);
  });
});
