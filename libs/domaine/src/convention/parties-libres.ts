import type { EtatCandidature } from '../candidature/index.js';
import { CYCLE_CANDIDATURE } from '../candidature/index.js';
import { avancer } from '../cycle.js';
import { accepter, premierRefus, refuser, type Decision, type DetailRefus } from '../refus.js';
import { CYCLE_CONVENTION, type EtatConvention } from './cycles.js';
import type { PartiesLibres } from './donnees.js';

/*
 * What staff write for one convention alone, where the template leaves room: its object, clauses of its own, and whose logos
 * are printed. It is written before the convention is frozen, kept with the file, and printed with the rest.
 */

/** A special clause as it is typed: each line of its text is a paragraph. */
export interface ClauseRedigee {
  titre: string;
  texte: string;
}

/** The free parts as they are typed and kept. An empty object leaves the sentence of the template. */
export interface PartiesLibresRedigees {
  objet: string;
  clauses: ClauseRedigee[];
  /** Organisations whose logo is left out; every other party that has one shows it. */
  sansLogo: string[];
}

/** Characters, paragraphs and clauses at most; ten long clauses still fit in one request. */
export const BORNES_PARTIES_LIBRES = { objet: 3_000, paragraphesObjet: 3, clauses: 10, titre: 120, texte: 3_000 };

/** The paragraphs of a text, one a line; blank lines count for nothing. */
export function paragraphes(texte: string): string[] {
  return texte
    .split(/[\n\r\u2028\u2029]/)
    .map((ligne) => ligne.trim())
    .filter((ligne) => ligne !== '');
}

/** As the convention prints them; `undefined` when nothing was written, so that its data say nothing of it. */
export function partiesLibresImprimees({
  objet,
  clauses,
}: Pick<PartiesLibresRedigees, 'objet' | 'clauses'>): PartiesLibres | undefined {
  if (objet.trim() === '' && clauses.length === 0) return undefined;
  return {
    objet: paragraphes(objet),
    clauses: clauses.map(({ titre, texte }) => ({ titre: titre.trim(), texte: paragraphes(texte) })),
  };
}

export interface DemandePartiesLibres {
  /** State of the file, and of the convention that stands for it, if there is one. */
  candidature: EtatCandidature;
  convention: EtatConvention | null;
  /** Version kept, 0 when nothing was ever written, and the one that whoever writes has read. */
  version: number;
  lue: number;
  redigees: PartiesLibresRedigees;
}

/**
 * May these be written? As long as the convention can be made, or made again: a draft is regenerated with them, what is in
 * signature changes no more. Refusals, in this order: ETAT_INVALIDE, CONFLIT_VERSION, ENTREE_INVALIDE with every faulty
 * field in `details`.
 * @returns them without the blanks around each text
 */
export function redigerPartiesLibres(demande: DemandePartiesLibres): Decision<PartiesLibresRedigees> {
  const { candidature, convention, version, lue, redigees } = demande;
  const verdict = premierRefus(
    () => avancer(CYCLE_CANDIDATURE, candidature, 'CONVENTIONNER'),
    () => exigerProjet(convention),
    () => exigerVersion(version, lue),
    () => exigerTextes(redigees),
  );
  if (!verdict.ok) return verdict;
  const clauses = redigees.clauses.map(({ titre, texte }) => ({ titre: titre.trim(), texte: texte.trim() }));
  const sansLogo = [...new Set(redigees.sansLogo)].sort();
  return accepter({ objet: redigees.objet.trim(), clauses, sansLogo });
}

function exigerProjet(etat: EtatConvention | null): Decision {
  if (etat === null || etat === 'PROJET' || etat === 'RELUE') return accepter();
  return refuser(
    'ETAT_INVALIDE',
    `La convention est à l’état « ${CYCLE_CONVENTION.etats[etat]} » : ce qu’elle dit ne change plus que par avenant.`,
    'candidatureId',
  );
}

function exigerVersion(version: number, lue: number): Decision {
  if (version === lue) return accepter();
  const message =
    'Ces parties libres ont été modifiées depuis que vous les avez lues : relisez-les avant d’enregistrer.';
  return refuser('CONFLIT_VERSION', message, 'version');
}

function exigerTextes(redigees: PartiesLibresRedigees): Decision {
  const details = fautesPartiesLibres(redigees);
  const [premiere] = details;
  return premiere ? refuser('ENTREE_INVALIDE', premiere.message, premiere.chemin, details) : accepter();
}

/** Every field that cannot be kept as it is typed, and why. */
export function fautesPartiesLibres({
  objet,
  clauses,
}: Pick<PartiesLibresRedigees, 'objet' | 'clauses'>): DetailRefus[] {
  const bornes = BORNES_PARTIES_LIBRES;
  const fautes: DetailRefus[] = [];
  const exiger = (tenu: boolean, chemin: string, message: string) => {
    if (!tenu) fautes.push({ code: 'ENTREE_INVALIDE', chemin, message });
  };
  const long = (texte: string, max: number) => `${texte} dépasse ${max} caractères : raccourcissez.`;
  exiger(objet.length <= bornes.objet, 'objet', long('L’objet', bornes.objet));
  exiger(
    paragraphes(objet).length <= bornes.paragraphesObjet,
    'objet',
    `L’objet tient en ${bornes.paragraphesObjet} paragraphes au plus ; chaque ligne en fait un.`,
  );
  exiger(
    clauses.length <= bornes.clauses,
    'clauses',
    `Une convention a ${bornes.clauses} clauses particulières au plus.`,
  );
  clauses.forEach(({ titre, texte }, rang) => {
    const nom = `La clause n° ${rang + 1}`;
    exiger(titre.trim() !== '', `clauses[${rang}].titre`, `${nom} n’a pas de titre.`);
    exiger(
      paragraphes(titre).length <= 1,
      `clauses[${rang}].titre`,
      `Le titre de la clause n° ${rang + 1} tient sur une ligne.`,
    );
    exiger(
      titre.length <= bornes.titre,
      `clauses[${rang}].titre`,
      long(`Le titre de la clause n° ${rang + 1}`, bornes.titre),
    );
    exiger(texte.trim() !== '', `clauses[${rang}].texte`, `${nom} ne dit rien : écrivez son texte, ou retirez-la.`);
    exiger(
      texte.length <= bornes.texte,
      `clauses[${rang}].texte`,
      long(`Le texte de la clause n° ${rang + 1}`, bornes.texte),
    );
  });
  return fautes;
}
