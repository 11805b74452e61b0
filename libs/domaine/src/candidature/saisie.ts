import { trouverCompte } from '../budget/comptes.js';
import type { Centimes } from '../montant/montant.js';
import { accepter, refuser, type CodeRefus, type Decision, type DetailRefus } from '../refus.js';

/** What may be written in a draft, field by field; an absent field keeps its value. */
export interface Saisie {
  assiette?: Centimes | null;
  partenaires?: readonly { organismeId: string }[] | null;
  actions?: readonly { lieux: readonly { dispositif?: string | null; zonageCode?: string | null }[] }[] | null;
  budget?: readonly { compte: string }[] | null;
  plan?:
    | readonly {
        type: 'SUBVENTION' | 'RESSOURCES_PROPRES';
        financeurId?: string | null;
        montant: Centimes;
        assiette?: Centimes | null;
      }[]
    | null;
  aidesDeclarees?: readonly { montant: Centimes }[] | null;
}

function point(code: CodeRefus, chemin: string, message: string): DetailRefus {
  return { code, chemin, message };
}

const POSITIF = 'Ce montant doit être supérieur à zéro.';

function partenaires(liste: NonNullable<Saisie['partenaires']>): DetailRefus[] {
  const ids = liste.map((p) => p.organismeId);
  return ids.flatMap((id, i) =>
    ids.indexOf(id) < i
      ? [point('DOUBLON', `partenaires[${i}].organismeId`, 'Ce partenaire figure déjà dans le groupement.')]
      : [],
  );
}

function lieux(actions: NonNullable<Saisie['actions']>): DetailRefus[] {
  return actions.flatMap((action, i) =>
    action.lieux.flatMap(({ dispositif, zonageCode }, j) => {
      if (Boolean(dispositif) === Boolean(zonageCode)) return [];
      const message = dispositif
        ? 'Nommez le lieu prioritaire par son code dans la liste (R5).'
        : 'Dites à quelle liste appartient ce code : QPV ou ACV.';
      return [point('ENTREE_INVALIDE', `actions[${i}].lieux[${j}].zonageCode`, message)];
    }),
  );
}

function budget(lignes: NonNullable<Saisie['budget']>): DetailRefus[] {
  return lignes.flatMap(({ compte }, i) =>
    trouverCompte(compte)
      ? []
      : [
          point(
            'ENTREE_INVALIDE',
            `budget[${i}].compte`,
            `Le compte « ${compte} » n'existe pas dans le modèle de budget.`,
          ),
        ],
  );
}

function plan(lignes: NonNullable<Saisie['plan']>): DetailRefus[] {
  return lignes.flatMap(({ type, financeurId, montant, assiette }, i) => {
    const ici: DetailRefus[] = [];
    if ((type === 'SUBVENTION') !== Boolean(financeurId)) {
      const message =
        type === 'SUBVENTION'
          ? 'Dites quel financeur vous sollicitez.'
          : 'Les ressources propres du porteur n’ont pas de financeur.';
      ici.push(point('ENTREE_INVALIDE', `plan[${i}].financeurId`, message));
    }
    if (montant <= 0n) ici.push(point('ENTREE_INVALIDE', `plan[${i}].montant`, POSITIF));
    if (typeof assiette === 'bigint' && assiette <= 0n) {
      ici.push(point('ENTREE_INVALIDE', `plan[${i}].assiette`, POSITIF));
    }
    return ici;
  });
}

/**
 * What a draft refuses at any completeness: not what is missing, but what can never be right (R5, R10, R11).
 * @returns the first fault's code and sentence, with every fault listed
 */
export function controlerSaisie(saisie: Saisie): Decision {
  const details: DetailRefus[] = [];
  if (typeof saisie.assiette === 'bigint' && saisie.assiette <= 0n) {
    details.push(point('ENTREE_INVALIDE', 'assiette', POSITIF));
  }
  details.push(
    ...partenaires(saisie.partenaires ?? []),
    ...lieux(saisie.actions ?? []),
    ...budget(saisie.budget ?? []),
    ...plan(saisie.plan ?? []),
    ...(saisie.aidesDeclarees ?? []).flatMap(({ montant }, i) =>
      montant > 0n ? [] : [point('ENTREE_INVALIDE', `aidesDeclarees[${i}].montant`, POSITIF)],
    ),
  );
  const [premier] = details;
  return premier ? refuser(premier.code, premier.message, premier.chemin, details) : accepter();
}
