import {
  ecrireDate,
  estJour,
  LIBELLES_BASE_AIDE,
  trouverCompte,
  type BaseAide,
  type ExceptionParticipation,
} from '@tdt/domaine';
import type { Champ, Saisie } from './saisie.js';

export const LIBELLES_NATURE: Record<Api.NatureProjet, string> = {
  FONCTIONNEMENT: 'Fonctionnement',
  INVESTISSEMENT: 'Investissement',
};

export const LIBELLES_ORIGINE: Record<Api.OrigineInitiative, string> = {
  PORTEUR: 'Notre structure',
  FINANCEUR: 'Un financeur',
};

export const LIBELLES_EXCEPTION: Record<ExceptionParticipation, string> = {
  RENOVATION_URBAINE: 'Rénovation urbaine (loi 2003-710, article 9)',
  MONUMENT_PROTEGE: 'Monument protégé (décision du préfet)',
  CALAMITE_PUBLIQUE: 'Réparation après une calamité publique (décision du préfet)',
  PATRIMOINE_NON_PROTEGE: 'Patrimoine non protégé (loi 2019-1461, article 82)',
  FEDER_INTERREG: 'Programme FEDER Interreg',
  CORSE: 'Collectivité de Corse (10 %)',
};

export const majuscule = (texte: string): string => texte.replace(/^./, (l) => l.toUpperCase());

export function libelleBaseAide(base: BaseAide): string {
  return majuscule(LIBELLES_BASE_AIDE[base]);
}

const jour = (texte: string) => (estJour(texte) ? ecrireDate(texte) : texte);
const euros = (texte: string) => (texte === '' ? '' : `${texte} €`);
const suite = (...mots: string[]) => mots.filter((m) => m !== '').join(', ');

const RECITS: { [C in Champ]?: (saisie: Saisie) => string[] } = {
  origineInitiative: (s) => (s.origineInitiative ? [LIBELLES_ORIGINE[s.origineInitiative]] : []),
  nature: (s) => [LIBELLES_NATURE[s.nature]],
  debut: (s) => [jour(s.debut)],
  fin: (s) => [jour(s.fin)],
  regimeAide: (s) => (s.regimeAide ? [libelleBaseAide(s.regimeAide)] : []),
  montantDemande: (s) => [euros(s.montantDemande)],
  assiette: (s) => [euros(s.assiette)],
  contratEngagementRepublicain: ({ contratEngagementRepublicain: c }) =>
    c.accepte ? [`Accepté le ${jour(c.date)} par ${c.signataire}`] : ['Non accepté'],
  exceptionParticipation: ({ exceptionParticipation: e }) =>
    e.type ? [suite(LIBELLES_EXCEPTION[e.type], e.acte)] : ['Aucune'],
  territoires: (s) => s.territoires.map((t) => t.nom),
  partenaires: (s) => s.partenaires.map((p) => suite(p.nom, p.role, p.mandatLe && `mandat du ${jour(p.mandatLe)}`)),
  actions: (s) =>
    s.actions.map((a) =>
      suite(a.intitule || 'Action sans titre', a.description, a.indicateur, a.cible, ...a.lieux.map((l) => l.libelle)),
    ),
  budget: (s) =>
    s.budget.map(
      (l) => `${l.compte} ${trouverCompte(l.compte)?.libelle ?? ''} : ${suite(euros(l.montant), l.libelle)}`,
    ),
  plan: (s) =>
    s.plan.map(
      (l) =>
        `${l.type === 'RESSOURCES_PROPRES' ? 'Ressources propres' : (l.financeur?.nom ?? 'Financeur à choisir')} : ${suite(euros(l.montant), l.dispositif)}`,
    ),
  aidesDeclarees: (s) => s.aidesDeclarees.map((a) => suite(jour(a.date), euros(a.montant))),
};

/** The value of a field in words, for a person who compares or checks. Empty when nothing is written. */
export function raconter(saisie: Saisie, champ: Champ): string[] {
  const lignes = RECITS[champ]?.(saisie) ?? [String(saisie[champ])];
  return lignes.filter((l) => l.trim() !== '');
}
