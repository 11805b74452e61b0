import { estJour, instantDeParis, lireEuros, manquesAppel, type Appel, type DetailRefus } from '@tdt/domaine';
import { reglesDe, type RegleAppel } from '../appels/appel.js';
import { lireTaux } from '../commun/taux.js';
import type { AppelSaisi } from './saisie.js';

export type Demande = Omit<Api.CreerAppelInput, 'cle'>;

const HEURE = /^\d{2}:\d{2}$/;

function centimes(texte: string): string | null {
  const lu = lireEuros(texte);
  return lu.ok ? String(lu.fait) : null;
}

const entier = (texte: string) => (/^\d{1,4}$/.test(texte.trim()) ? Number(texte) : null);

/** The first or the last second of this minute, in Paris; null while it cannot be read. */
export function instantSaisi(jour: string, heure: string, seconde: '00' | '59'): Date | null {
  return estJour(jour) && HEURE.test(heure) ? instantDeParis(jour, `${heure}:${seconde}`) : null;
}

/** A line of a stored call keeps its code; a new one takes the first that is free. */
function codesDe(lignes: readonly { code?: string }[], prefixe: string): string[] {
  const pris = new Set(lignes.map(({ code }) => code));
  let rang = 0;
  const suivant = (): string => {
    rang += 1;
    const code = `${prefixe}-${rang}`;
    return pris.has(code) ? suivant() : code;
  };
  return lignes.map(({ code }) => code ?? suivant());
}

/** The rules as the API reads and writes them. */
export function reglesSaisies(s: AppelSaisi): RegleAppel[] {
  const [bonifications, limites] = [codesDe(s.bonifications, 'BONIFICATION'), codesDe(s.plafonds, 'LIMITE')];
  const vide = { montant: null, tauxBp: null, condition: null, preuve: null, cumulable: true, sourceJuridique: null };
  return [
    {
      ...vide,
      id: 'BASE',
      type: 'BASE',
      code: 'BASE',
      libelle: 'Aide de base',
      montant: centimes(s.base),
      sourceJuridique: s.sourceBase ?? null,
    },
    ...s.bonifications.map((b, i): RegleAppel => {
      const { libelle, condition, preuve, cumulable, source = null } = b;
      const code = bonifications[i] ?? '';
      const commun = { libelle, condition, preuve, cumulable, sourceJuridique: source };
      return { ...vide, ...commun, id: code, type: 'BONIFICATION', code, montant: centimes(b.montant) };
    }),
    ...s.plafonds.map((p, i): RegleAppel => {
      const code = limites[i] ?? '';
      const taux = p.type === 'TAUX_MAX';
      return {
        ...vide,
        id: code,
        type: p.type,
        code,
        libelle: p.libelle,
        montant: taux ? null : centimes(p.valeur),
        tauxBp: taux ? lireTaux(p.valeur) : null,
        sourceJuridique: p.source,
      };
    }),
  ];
}

function grilleSaisie({ grille }: AppelSaisi) {
  const codes = codesDe(grille, 'CRITERE');
  return grille.map(({ libelle, poids }, i) => ({ code: codes[i] ?? '', libelle, poids: entier(poids) ?? 0 }));
}

function piecesSaisies({ pieces }: AppelSaisi) {
  const codes = codesDe(pieces, 'PIECE');
  return pieces.map((p, i) => ({ ...p, code: codes[i] ?? '' }));
}

/** What is sent: the draft of the call, whole. */
export function demandeDe(s: AppelSaisi): Demande {
  return {
    code: s.code.trim().toUpperCase(),
    type: s.type,
    titre: s.titre.trim(),
    resume: s.resume,
    objet: s.objet,
    ouverture: instantSaisi(s.ouvertureJour, s.ouvertureHeure, '00')?.toISOString() ?? null,
    cloture: instantSaisi(s.clotureJour, s.clotureHeure, '59')?.toISOString() ?? null,
    modeMontant: s.mode,
    montantAnnonce: centimes(s.montantAnnonce),
    categoriesAdmises: s.categories,
    seuilInstruction: entier(s.seuil),
    dureeMoisMax: entier(s.dureeMoisMax),
    millesimeQpv: entier(s.millesimeQpv),
    millesimeAcv: entier(s.millesimeAcv),
    financementPartiel: s.financementPartiel,
    conferenceId: s.conferenceId || null,
    territoires: s.territoires.map(({ nature, code }) => ({ nature, code })),
    regles: reglesSaisies(s).map(({ id: _id, ...regle }) => regle),
    grille: grilleSaisie(s),
    pieces: piecesSaisies(s),
  };
}

/** The call as the rules of publication see it. Its envelope comes once it exists. */
function appelDe(s: AppelSaisi): Appel {
  return {
    etat: 'BROUILLON',
    type: s.type,
    titre: s.titre,
    ouverture: instantSaisi(s.ouvertureJour, s.ouvertureHeure, '00'),
    cloture: instantSaisi(s.clotureJour, s.clotureHeure, '59'),
    categoriesAdmises: s.categories,
    regionsCibles: [],
    regles: reglesDe({ modeMontant: s.mode, regles: reglesSaisies(s) }),
    grille: grilleSaisie(s),
    pieces: piecesSaisies(s),
    enveloppes: [],
  };
}

/** From the words of the rules to those of the form. */
function champDe(chemin: string): string {
  return chemin
    .replace('regles.montantBase', 'base')
    .replace(/^regles\.plafonds(\[\d+\])\.(tauxBp|montant)$/, 'plafonds$1.valeur')
    .replace(/^regles\.plafonds(\[\d+\])\.sourceJuridique$/, 'plafonds$1.source')
    .replace(/^regles\./, '')
    .replace(/^ouverture$/, 'ouvertureJour')
    .replace(/^cloture$/, 'clotureJour')
    .replace(/^categoriesAdmises$/, 'categories');
}

const manque = (chemin: string, message: string): DetailRefus => ({ code: 'INCOMPLET', chemin, message });

/** Everything that this call still lacks, by field: the rules of the API, and what its input asks of a text. */
export function manquesDe(s: AppelSaisi): DetailRefus[] {
  const sansNom = <T extends { libelle: string }>(liste: readonly T[], nom: string, message: string) =>
    liste.flatMap(({ libelle }, i) => (libelle.trim() === '' ? [manque(`${nom}[${i}].libelle`, message)] : []));
  return [
    ...(/^[A-Z0-9-]{2,40}$/.test(s.code.trim().toUpperCase())
      ? []
      : [manque('code', 'Donnez une référence courte : lettres sans accent, chiffres et tirets.')]),
    ...manquesAppel(appelDe(s))
      .filter(({ chemin }) => !chemin.startsWith('enveloppes'))
      .map((m) => ({ ...m, chemin: champDe(m.chemin) })),
    ...sansNom(s.plafonds, 'plafonds', 'Donnez un nom à cette limite.'),
    ...sansNom(s.pieces, 'pieces', 'Nommez la pièce à demander.'),
    ...sansNom(s.grille, 'grille', 'Dites ce que le critère apprécie.'),
  ];
}
