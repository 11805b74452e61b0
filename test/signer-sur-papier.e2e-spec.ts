import { calendrierDe2021 } from '../apps/outils/scenario-e1/calendrier.js';
import { Client, estRefus } from '../apps/outils/scenario-e1/client.js';
import { jouerE1 } from '../apps/outils/scenario-e1/jouer.js';
import { nouvellePartie, type Partie } from '../apps/outils/scenario-e1/partie.js';
import { RelancesService } from '@tdt/conventions';
import type { ClePersonne } from './monde-donnees.js';
import { Courrier } from './outillage/courrier.js';
import { cle } from './outillage/serveur.js';

interface Convention {
  id: string;
  etat: string;
  relanceeLe: string | null;
}

const SUJET = 'Relance : convention à signer n° PAPIER-C-0001';

describe('Attendre des signatures : relancer', () => {
  let c: Courrier;
  let p: Partie;

  const relancer = (qui: ClePersonne) =>
    p.client.tenter<Convention>(qui, 'relancerSignataires', 'Convention { id etat relanceeLe }', {
      id: ['ID!', p.conventionId],
      cle: ['ID!', cle()],
    });
  const relancerEchues = () => c.s.app.get(RelancesService).relancerEchues();
  const sujets = async () => (await c.passer()).map((r) => r.subject).filter((s) => s?.startsWith('Relance'));

  beforeAll(async () => {
    c = await Courrier.ouvrir('papier');
    const cal = calendrierDe2021((instant) => c.s.reglerHorloge(instant));
    p = nouvellePartie(new Client(c.s.url, c.s.monde), cal, 'PAPIER', () => undefined);
    await jouerE1(p);
    await c.passer();
  }, 90_000);
  afterAll(() => c?.fermer());

  it('la gestion relance qui n’a pas signé : un courriel dit depuis quand, et mène à la page où signer', async () => {
    await c.s.reglerHorloge('2021-11-16T10:00:00Z');
    await c.passer();
    expect(await relancer('hubBretagne')).toMatchObject({ code: 'INTERDIT' });
    expect(await relancer('regionBretagne')).toMatchObject({ code: 'INTERDIT' });
    await c.s.reglerHorloge('2021-11-17T10:00:00Z');
    // The director of the beneficiary signs, so that only the others are reminded.
    const [{ empreinte } = { empreinte: '' }] = await c.s.sql<{ empreinte: string }>(
      `select encode(coalesce(scelle_empreinte, pdf_empreinte), 'hex') as empreinte from convention where id = $1`,
      [p.conventionId],
    );
    const acte = { type: 'DELIBERATION', numero: '21-118', date: '2021-11-10' };
    const demande = { conventionId: p.conventionId, empreinte, nom: 'Camille Exemple', qualite: 'Présidente', acte };
    await p.client.faire('hubBretagne', 'signerConvention', 'Convention { id }', {
      demande: ['SignerConventionInput!', { cle: cle(), ...demande }],
    });
    await c.passer();
    expect(await relancer('gestionnaire')).toMatchObject({ relanceeLe: '2021-11-17T10:00:00.000Z' });
    const [recu] = await c.partis({
      [SUJET]: [
        'president',
        'bdtVotante',
        'gestionnaire',
        'gestionnaire2',
        'regionBretagne',
        'regionBretagneSuppleant',
        'rennesMetropoleSignataire',
        'fondationAfnic',
        'fondationAfnicSignataire',
      ],
    });
    expect(recu?.text).toContain('attend la signature de votre organisme depuis le 15 novembre 2021');
    expect(recu?.text).toContain(`/conventions/${p.conventionId}`);
    const lignes = await c.s.sql<{ donnees: { parties: string[]; depuis: string } }>(
      `select donnees from journal where action = 'relancerSignataires' and resultat = 'ACCEPTE' and acteur_id is not null`,
    );
    expect(lignes.map(({ donnees }) => [donnees.parties.length, donnees.depuis])).toEqual([
      [4, '2021-11-15T09:00:00.000Z'],
    ]);
  }, 30_000);

  it('une fois par jour, même demandée deux fois ensemble', async () => {
    const refus = await relancer('gestionnaire2');
    expect(refus).toMatchObject({ code: 'LIMITE_DEPASSEE' });
    expect(estRefus(refus) && refus.message).toContain('17 novembre 2021');
    await c.s.reglerHorloge('2021-11-18T10:00:00Z');
    const ensemble = await Promise.all([relancer('gestionnaire'), relancer('gestionnaire2')]);
    expect(ensemble.filter(estRefus).map((r) => r.code)).toEqual(['LIMITE_DEPASSEE']);
    expect(await sujets()).toEqual(Array(9).fill(SUJET));
  });

  it('la plateforme relance d’elle-même chaque semaine, trois fois, une seule fois pour deux instances', async () => {
    const partis: number[] = [];
    for (const jour of ['2021-11-22', '2021-11-29', '2021-12-06', '2021-12-13']) {
      await c.s.reglerHorloge(`${jour}T08:59:00Z`);
      expect(await relancerEchues()).toBe(0);
      await c.s.reglerHorloge(`${jour}T09:00:01Z`);
      const ensemble = await Promise.all([relancerEchues(), relancerEchues()]);
      partis.push(ensemble[0] + ensemble[1]);
    }
    expect(partis).toEqual([1, 1, 1, 0]);
    expect(await sujets()).toEqual(Array(27).fill(SUJET));
    expect(
      await c.s.sql(`select 1 from journal where action = 'relancerSignataires' and acteur_id is null`),
    ).toHaveLength(3);
  });
});
