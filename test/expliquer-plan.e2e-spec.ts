import { jouer } from './monde-client.js';
import { annoncesDe, scellerTout, seanceDesCinq } from './outillage/cinq-financeurs.js';
import { compterRequetes } from './outillage/compteur-sql.js';
import { cle, demarrerServeur, type Serveur } from './outillage/serveur.js';
import {
  demandeAnnonce,
  figer,
  ouvrirTour,
  revelerTour,
  sceller,
  simuler,
  type SeanceDeTour,
} from './outillage/tour.js';

const LENT = 120_000;

interface Borne {
  nature: string;
  nom: string;
  projet: string | null;
  montant: string;
  regle: string | null;
  sourceJuridique: string | null;
}
interface Pourquoi {
  retenu: boolean;
  phrase: string;
  lignes: {
    financeur: string;
    montant: string;
    partExacte: string;
    poids: string;
    niveau: string | null;
    motifCode: string;
    motif: string;
    sourceJuridique: string | null;
    centime: boolean;
    bornes: Borne[];
  }[];
  conflit: { projets: string[]; besoin: string; possible: string; manque: string; bornes: Borne[] } | null;
  code?: string;
  chemin?: string;
}

const BORNES = 'bornes { nature nom projet montant regle sourceJuridique }';

describe('Expliquer un plan : chaque montant, chaque refus, chaque prix (A10)', () => {
  let s: Serveur;
  let seance: SeanceDeTour;
  let tourId: string;
  let listeId: string;

  const pourquoi = async (propositionId: string, hub: string, qui: string | null = s.monde.jetons.anct) => {
    const requete = `query ($p: ID!, $c: ID!, $f: ID) { r: pourquoi(propositionId: $p, candidatureId: $c, financeurId: $f) {
      ... on Pourquoi { retenu phrase lignes { financeur montant partExacte poids niveau motifCode motif sourceJuridique
        centime ${BORNES} } conflit { projets besoin possible manque ${BORNES} } } ... on Refus { code chemin } } }`;
    return (await s.gql<{ r: Pourquoi }>(qui, requete, { p: propositionId, c: seance.candidatures[hub] ?? hub })).r;
  };
  const verifier = async (propositionId: string) => {
    const requete = `query ($p: ID!) { r: verifierProposition(propositionId: $p) { ... on VerificationProposition {
      empreinte empreinteRefaite identique manquements certificatValide } ... on Refus { code chemin } } }`;
    return (await s.gql<{ r: Record<string, unknown> }>(s.monde.jetons.mel, requete, { p: propositionId })).r;
  };
  const prix = async (hub: string) => {
    const requete = `query ($t: ID!, $c: ID!) { r: prixEntree(tourId: $t, candidatureId: $c) { ... on PrixEntree {
      possible score scoreSans cout total entrants sortants prouve phrase } ... on Refus { code chemin } } }`;
    const variables = { t: tourId, c: seance.candidatures[hub] };
    return (await s.gql<{ r: Record<string, unknown> }>(s.monde.jetons.fondationAfnic, requete, variables)).r;
  };

  beforeAll(async () => {
    s = await demarrerServeur('explication');
    seance = await seanceDesCinq(s);
    tourId = (await ouvrirTour(s, seance.seanceId)).id;
    await scellerTout(s, seance, tourId);
    await revelerTour(s, tourId);
    listeId = (await figer(s, tourId, 'LISTE')).id;
  }, LENT);
  afterAll(() => s?.fermer());

  it('un montant nomme la règle qui l’a retenu et le texte dont elle vient', async () => {
    const { retenu, lignes } = await pourquoi(listeId, 'hubBretagne');
    expect(retenu).toBe(true);
    const anct = lignes.find((l) => l.financeur.startsWith('Agence nationale'));
    expect(anct).toMatchObject({
      motifCode: 'CLASSE:PUBLIC',
      motif: expect.stringContaining('« Personnes publiques » atteint (Règlement de l’appel, article 5)'),
      sourceJuridique: 'Règlement de l’appel, article 5',
    });
    expect(anct?.bornes).toContainEqual({
      nature: 'CLASSE',
      nom: 'Personnes publiques',
      projet: null,
      montant: '72000000',
      regle: 'PUBLIC80',
      sourceJuridique: 'Règlement de l’appel, article 5',
    });
    const publiques = lignes.filter((l) => l.motifCode === 'CLASSE:PUBLIC');
    expect(publiques.reduce((total, l) => total + BigInt(l.montant), 0n)).toBe(72_000_000n);
    for (const { montant, partExacte, centime } of lignes) {
      const [n = '0', d = '1'] = partExacte.split('/');
      const plancher = BigInt(n) / BigInt(d);
      expect(BigInt(montant)).toBe(centime ? plancher + 1n : plancher);
    }
  });

  it('une part au prorata est le niveau du projet fois le poids du financeur', async () => {
    const { lignes } = await pourquoi(listeId, 'hubBretagne');
    const libres = lignes.filter((l) => l.motifCode === 'PRORATA');
    expect(libres.length).toBeGreaterThan(0);
    for (const { niveau, poids, partExacte } of libres) {
      const [n = '0', d = '1'] = (niveau ?? '').split('/');
      const [pn = '0', pd = '1'] = partExacte.split('/');
      expect(BigInt(n) * BigInt(poids) * BigInt(pd)).toBe(BigInt(pn) * BigInt(d));
    }
  });

  it(
    'le plafond régional se nomme là où il retient',
    async () => {
      const { lignes } = await pourquoi((await figer(s, tourId, 'MES')).id, 'hubNormandie');
      const region = lignes.find((l) => l.financeur === 'Région Bretagne');
      expect(region?.bornes[0]).toEqual({
        nature: 'LIGNE',
        nom: 'Région Bretagne',
        projet: null,
        montant: '13800000',
        regle: 'TAUX',
        sourceJuridique: 'Règlement d’intervention régional, article 3',
      });
      listeId = (await figer(s, tourId, 'LISTE')).id;
    },
    LENT,
  );

  it.each(['hubNormandie', 'hubLo'])('%s n’est pas retenu : des plafonds qui s’additionnent à la main', async (hub) => {
    const { retenu, phrase, lignes, conflit } = await pourquoi(listeId, hub);
    expect([retenu, lignes]).toEqual([false, []]);
    if (!conflit) throw new Error('pas de conflit');
    const total = conflit.bornes.reduce((somme, b) => somme + BigInt(b.montant), 0n);
    expect(total).toBe(BigInt(conflit.possible));
    expect(BigInt(conflit.possible) + BigInt(conflit.manque)).toBe(BigInt(conflit.besoin));
    expect(conflit.projets).toContain(`Projet de ${hub}`);
    expect(conflit.bornes.map((b) => b.nature)).toContain('ENVELOPPE');
    expect(phrase).toMatch(/il manque .*€/);
    expect(conflit.bornes.filter((b) => b.nature === 'CLASSE').every((b) => b.regle === 'PUBLIC80')).toBe(true);
  });

  it(
    'prix d’entrée : le meilleur plan avec le projet, et ce qu’il coûte',
    async () => {
      expect(await prix('hubBretagne')).toEqual({
        possible: true,
        score: 151,
        scoreSans: 208,
        cout: 57,
        total: '131000000',
        entrants: ['Projet de hubBretagne'],
        sortants: ['Projet de hubNormandie', 'Projet de hubLo'],
        prouve: true,
        phrase:
          'Le plan qui le retient a 57 points de moins que le meilleur : sortiraient « Projet de hubNormandie », « Projet de hubLo ».',
      });
      expect(await prix('hubLo')).toMatchObject({ cout: 0, phrase: 'Le meilleur plan le retient déjà.' });
    },
    LENT,
  );

  it.each(['LISTE', 'MES', 'OPTIMUM', 'GARANTI'])(
    '%s, refaite depuis son seul instantané, a la même empreinte',
    async (type) => {
      const { id, empreinte } = await figer(s, tourId, type);
      const cherchee = type === 'OPTIMUM' || type === 'GARANTI';
      expect(await verifier(id)).toEqual({
        empreinte,
        empreinteRefaite: empreinte,
        identique: true,
        manquements: [],
        certificatValide: cherchee ? true : null,
      });
    },
    LENT,
  );

  it(
    'témoin : un instantané réécrit d’un centime par qui possède les tables se voit',
    async () => {
      const { id } = await figer(s, tourId, 'LISTE');
      await s.client.query(`begin; alter table proposition disable trigger user;
      update proposition set instantane = replace(instantane, '13000000', '13000001'),
        empreinte = sha256(convert_to(replace(instantane, '13000000', '13000001'), 'UTF8')) where id = '${id}';
      alter table proposition enable trigger user; commit`);
      const verdict = await verifier(id);
      expect(verdict).toMatchObject({ identique: false });
      expect(verdict['manquements']).not.toEqual([]);
      listeId = (await figer(s, tourId, 'LISTE')).id;
    },
    LENT,
  );

  it('absent, interdit ou déporté : introuvable, de la même façon', async () => {
    const absent = { code: 'INTROUVABLE', chemin: 'propositionId' };
    expect(await pourquoi(cle(), 'hubEst')).toEqual(absent);
    expect(await pourquoi(listeId, 'hubEst', s.monde.jetons.hubBretagne)).toEqual(absent);
    expect(await pourquoi(listeId, 'hubEst', null)).toEqual(absent);
    expect(await pourquoi(listeId, cle())).toEqual({ code: 'INTROUVABLE', chemin: 'candidatureId' });
    const deport = { pointId: seance.points['hubEst'], membreId: seance.sieges['bdt'], motif: 'INTERET_PERSONNEL' };
    await jouer(s, s.monde.jetons.bdtVotante, 'declarerDeport', { demande: ['DeclarerDeportInput!', deport] }, [
      'Deport',
      'id',
    ]);
    const bdt = s.monde.jetons.bdtVotante;
    expect(await pourquoi(listeId, 'hubEst', bdt)).toEqual({ code: 'INTROUVABLE', chemin: 'candidatureId' });
    expect(await pourquoi(listeId, 'hubBretagne', bdt)).toMatchObject({ retenu: true });
    const lire = `{ instantaneProposition(id: "${listeId}") { instantane } }`;
    expect(await s.gql(bdt, lire)).toEqual({ instantaneProposition: null });
  });

  it(
    'le nombre de requêtes SQL ne dépend ni des financeurs ni des projets',
    async () => {
      const compter = async (id: string, propositionId: string) => {
        const actes = [
          () => simuler(s, s.monde.jetons.mel, id),
          () => pourquoi(propositionId, 'hubEst'),
          () => verifier(propositionId),
        ];
        const comptes: number[] = [];
        for (const acte of actes)
          comptes.push((await compterRequetes([s.client], acte as () => Promise<unknown>)).requetes.length);
        return comptes;
      };
      const [grand] = [await compter(tourId, listeId)];
      // A round of two bids of one line each.
      const petit = await ouvrirTour(s, seance.seanceId);
      for (const f of ['anct', 'fondationAfnic'] as const) {
        const maximum = f === 'anct' ? 40_000_000n : 6_500_000n;
        const { plafond } = annoncesDe(f);
        await sceller(s, f, demandeAnnonce(seance, petit.id, f, plafond, { hubEst: maximum }));
      }
      await revelerTour(s, petit.id);
      const figee = await figer(s, petit.id, 'LISTE');
      expect(figee).toMatchObject({ score: 73 });
      expect(await compter(petit.id, figee.id)).toEqual(grand);
      expect(Math.max(...(grand ?? []))).toBeLessThanOrEqual(7);
    },
    LENT,
  );
});
