import { lenteur } from './calibrage.js';
import { toutMesurer, type Mesure } from './mesures.js';

const nombre = (valeur: number, decimales = 0) =>
  valeur.toLocaleString('fr-FR', { minimumFractionDigits: decimales, maximumFractionDigits: decimales });

/** Milliseconds, with as many decimals as they need. */
const ms = (valeur: number) => nombre(valeur, valeur < 10 ? 2 : 0);

const COLONNES = [12, 30, 11, 11, 11, 7] as const;

function rangee(cellules: readonly string[], remarque: string): string {
  const [taille = '', objet = '', ...chiffres] = cellules;
  const [largeurTaille, largeurObjet, ...largeurs] = COLONNES;
  const alignees = chiffres.map((cellule, i) => cellule.padStart(largeurs[i] ?? 0));
  return `${taille.padEnd(largeurTaille)}${objet.padEnd(largeurObjet)}${alignees.join('')}  ${remarque}`.trimEnd();
}

/**
 * Measures the allocation engine in one run and sets each duration beside the figure of allocation.md, 11, put to the scale of
 * this machine by a loop of fixed work. Says which are slower; it is no test, and fails on nothing.
 */
export async function lancerBanc(dire: (ligne: string) => void): Promise<void> {
  const echelle = await lenteur();
  dire(`Calibrage : cette machine prend ${nombre(echelle, 2)} fois le temps de référence. Durées en millisecondes.`);
  dire(
    `Plans tirés au sort à graine fixe, plafonds PUBLIC 80 % et ETAT 50 %. Rapport = processeur / repère, le meilleur de sept essais.\n`,
  );
  dire(rangee(['taille', 'mesure', 'processeur', 'horloge', 'repère', 'rapport'], ''));
  const lentes: string[] = [];
  await toutMesurer(({ taille, objet, duree, repere, remarque }: Mesure) => {
    const ajuste = repere === null ? null : repere * echelle;
    const rapport = ajuste === null ? null : duree.processeur / ajuste;
    if (rapport !== null && rapport > 1) lentes.push(`${taille} ${objet} (${nombre(rapport, 2)})`);
    const chiffres = [ms(duree.processeur), ms(duree.horloge), ajuste === null ? '—' : ms(ajuste)];
    dire(rangee([taille, objet, ...chiffres, rapport === null ? '—' : nombre(rapport, 2)], remarque));
  });
  dire(
    lentes.length === 0
      ? '\nRien n’est plus lent que les chiffres d’allocation.md, 11.'
      : `\nPlus lent que les chiffres d’allocation.md, 11 : ${lentes.join(' ; ')}.`,
  );
}
