import { jouerHistoire, type Histoire } from '../monde-histoire.js';
import { demarrerApres, type Serveur } from './serveur.js';

const DEMONSTRATION = { nom: 'demonstration', raconter: (s: Serveur) => jouerHistoire(s, new Date()) };

/** The story of the demonstration, told to its end: every stage of a file, under a call that is over and one that is open. */
export async function apresDemonstration(nom: string): Promise<{ s: Serveur; histoire: Histoire }> {
  const { s, donne } = await demarrerApres(DEMONSTRATION, nom);
  return { s, histoire: donne };
}
