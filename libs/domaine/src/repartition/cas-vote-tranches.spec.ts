import fs from 'node:fs';
import path from 'node:path';
import { fait } from '../../essais/decision.js';
import { REGLEMENT_CRPA } from '../seance/reglement.js';
import type { SensVote } from '../seance/scrutin.js';
import { echelonner, forfaitParAnnee } from './tranches.js';
import { depouillerPoint } from './vote.js';

const NOM = 'C15-vote-et-tranches.json';
const GARDE = path.resolve('libs/domaine/essais/cas', NOM);
const PUBLIE = path.join(process.env.TDT_CASES ?? path.resolve('../shared/cases'), 'allocation', NOM);

interface CasC15 {
  input: {
    regle: {
      majorite: [number, number];
      assiette: 'EXPRIMES' | 'PRESENTS';
      quorum: [number, number];
      pouvoirsMax: number;
      voixPreponderante: boolean;
      president: string;
    };
    membres: { id: string; voix: number }[];
    points: {
      id: string;
      presents: string[];
      pouvoirs?: [string, string][];
      deports?: string[];
      secondeConvocation?: boolean;
      votes: Record<string, SensVote>;
    }[];
    tranches: { id: string; montant: number; tauxBp: number[] }[];
    forfaits: { id: string; base: number[]; bonifications: number[][] }[];
  };
  expected: {
    votes: Record<string, { voixPreponderante?: boolean }>;
    tranches: Record<string, number[]>;
    forfaits: Record<string, { annees: number[]; total: number }>;
  };
}

const lire = (fichier: string) => JSON.parse(fs.readFileSync(fichier, 'utf8')) as CasC15;

function depouillerCas({ input: { regle, membres } }: CasC15, point: CasC15['input']['points'][number]) {
  const { presents, pouvoirs = [], deports = [], secondeConvocation = false, votes } = point;
  const { assiette, quorum, pouvoirsMax, voixPreponderante } = regle;
  const [quorumNumerateur, quorumDenominateur] = quorum;
  return depouillerPoint({
    membres: membres.map(({ id, voix }) => ({
      id,
      voix,
      organismeId: id,
      president: id === regle.president,
      vicePresident: false,
      titulaireId: id,
      suppleantId: null,
    })),
    emargements: presents.map((id) => ({
      membreId: id,
      utilisateurId: id,
      qualite: 'TITULAIRE' as const,
      mode: 'PRESENTIEL' as const,
    })),
    pouvoirs: pouvoirs.map(([mandantId, mandataireId]) => ({ mandantId, mandataireId })),
    deports: deports.map((membreId) => ({ membreId })),
    // More than half of the votes cast is our simple majority.
    reglement: { ...REGLEMENT_CRPA, assiette, pouvoirsMax, voixPreponderante, quorumNumerateur, quorumDenominateur },
    sansQuorum: secondeConvocation,
    votes,
  });
}

describe.each([
  ['gardé dans le dépôt', GARDE],
  ['publié', PUBLIE],
])('C15 %s', (_, fichier) => {
  if (!fs.existsSync(fichier)) {
    test.skip?.(`SAUTÉ : ${fichier} absent (variable TDT_CASES)`, () => undefined);
    return;
  }
  const cas = lire(fichier);

  test.each(cas.input.points)('vote $id', (point) => {
    const attendu = { voix: null, voixPreponderante: false, ...cas.expected.votes[point.id] };
    expect(cas.input.regle.majorite).toEqual([1, 2]);
    expect(depouillerCas(cas, point)).toEqual(attendu);
  });

  test.each(cas.input.tranches)('tranches $id', ({ id, montant, tauxBp }) => {
    expect(fait(echelonner(BigInt(montant), tauxBp)).map(Number)).toEqual(cas.expected.tranches[id]);
  });

  test.each(cas.input.forfaits)('forfait $id', ({ id, base, bonifications }) => {
    const { annees, total } = forfaitParAnnee(
      base.map(BigInt),
      bonifications.map((bonification) => bonification.map(BigInt)),
    );
    expect({ annees: annees.map(Number), total: Number(total) }).toEqual(cas.expected.forfaits[id]);
  });
});
