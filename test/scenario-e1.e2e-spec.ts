import { calendrierDe2021 } from '../apps/outils/scenario-e1/calendrier.js';
import { Client } from '../apps/outils/scenario-e1/client.js';
import { jouerE1 } from '../apps/outils/scenario-e1/jouer.js';
import { nouvellePartie } from '../apps/outils/scenario-e1/partie.js';
import { verifierGrandLivre } from '@tdt/appels';
import { demarrerServeur, type Serveur } from './outillage/serveur.js';

describe('Scénario E1 (domain.md §12), aux dates de 2020 et 2021', () => {
  let s: Serveur;

  beforeAll(async () => {
    s = await demarrerServeur('scenario_e1');
  }, 60_000);
  afterAll(() => s?.fermer());

  it('va de l’AMI à la convention : 5 parties, 600 000,00 €, taux totalisant 100,00 %, reste 1 950 000,00 €', async () => {
    const etapes: string[] = [];
    const cal = calendrierDe2021((instant) => s.reglerHorloge(instant));
    const resultat = await jouerE1(
      nouvellePartie(new Client(s.url, s.monde), cal, 'E1-2021', (etape) => etapes.push(etape)),
    );
    expect(resultat.numero).toBe('E1-2021-C-0001');
    expect(resultat.nomPdf).toBe('convention-e1-2021-c-0001-v1.pdf');
    expect(etapes).toHaveLength(13);
    expect(etapes).toContainEqual(expect.stringContaining('à 2021-06-30T21:59:59.000Z, 0 ms avant la clôture'));
    expect(etapes.at(-1)).toContain('il reste 1 950 000,00 €');
  }, 120_000);

  it('laisse un grand livre dont les seize invariants tiennent (I1 à I16)', async () => {
    const constats = await verifierGrandLivre((requete) => s.sql(requete));
    expect(constats.filter((c) => c.lignes.length > 0)).toEqual([]);
    expect(constats).toHaveLength(16);
  });
});
