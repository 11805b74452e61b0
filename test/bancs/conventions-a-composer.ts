import { EXEMPLE_E1 } from '../../libs/conventions/essais/convention-scellee.js';

type DonneesConvention = typeof EXEMPLE_E1;

const LIEUX = 'Brest Quimper Rennes Lorient Vannes Redon Fougères Vitré Dinan Carhaix Pontivy Auray Guingamp'.split(
  ' ',
);
const NOMS = 'Atelier Relais Fabrique Comptoir Chantier Refuge Passage Carrefour Rivage Sillage Phare'.split(' ');

/** The convention of file number n: the one of example E1, for another body, project and description. No two are alike. */
export function conventionNumero(n: number): DonneesConvention {
  const [lieu, nom] = [LIEUX[n % LIEUX.length], NOMS[n % NOMS.length]];
  const denomination = `${nom} numérique de ${lieu} ${n}`;
  return {
    ...EXEMPLE_E1,
    entete: {
      ...EXEMPLE_E1.entete,
      numero: `BANC-2024-C-${String(n).padStart(4, '0')}`,
      titre: `${denomination}, an ${n}`,
    },
    beneficiaire: { ...EXEMPLE_E1.beneficiaire, denomination },
    objet: `accompagner ${100 + n} personnes éloignées du numérique à ${lieu} et dans ${2 + (n % 40)} communes voisines`,
    description: `${denomination} tient ${3 + (n % 17)} permanences par semaine, de ${lieu} à ${LIEUX[(n * 7) % LIEUX.length]}.`,
  };
}
