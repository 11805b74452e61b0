import {
  completude,
  detailsDuFormulaire,
  lireEuros,
  type Candidature,
  type DetailRefus,
  type LignePlan,
} from '@tdt/domaine';
import { reglesDe } from '../appels/appel.js';
import type { CandidatureLue } from './candidature.js';
import { montantsIllisibles } from './demande.js';
import type { Saisie } from './saisie.js';

/** Centimes of what is typed; zero while it cannot be read. */
export function centimesDe(texte: string): bigint {
  const lu = lireEuros(texte);
  return lu.ok ? lu.fait : 0n;
}

const ouNul = (texte: string) => (texte.trim() === '' ? null : centimesDe(texte));

function ligneDuPlan(ligne: Saisie['plan'][number], saisie: Saisie, { porteur }: CandidatureLue): LignePlan {
  const autofinancement = ligne.type === 'RESSOURCES_PROPRES';
  const payeur = autofinancement ? porteur : ligne.financeur;
  return {
    financeurId: payeur?.id ?? '',
    denomination: payeur?.nom ?? 'Financeur à choisir',
    categorie: payeur?.categorie ?? 'AUTRE_PRIVE',
    dispositif: ligne.dispositif,
    nature: ligne.nature || saisie.nature,
    montant: centimesDe(ligne.montant),
    assiette: ouNul(ligne.assiette),
    autofinancement,
  };
}

/** The file as the rules see it: the very functions that decide in the API then speak under the fields. */
export function dossierDe(saisie: Saisie, lue: CandidatureLue): Candidature {
  const { contratEngagementRepublicain: cer, exceptionParticipation: exception } = saisie;
  return {
    etat: lue.etat,
    titre: saisie.titre,
    resume: saisie.resume,
    debut: saisie.debut || null,
    fin: saisie.fin || null,
    porteur: {
      denomination: lue.porteur.nom,
      categorie: lue.porteur.categorie,
      codeDepartement: lue.porteur.commune?.departementCode ?? null,
      representantNom: saisie.representantNom,
      representantQualite: saisie.representantQualite,
    },
    partenaires: saisie.partenaires.map(({ nom, mandatLe }) => ({ denomination: nom, mandat: mandatLe !== '' })),
    actions: saisie.actions.map(({ intitule, description, lieux }) => ({
      titre: intitule,
      description,
      lieux: lieux.map((l) => ({
        zonage: l.dispositif,
        code: l.zonageCode ?? l.communeCode,
        libelle: l.libelle,
        reconnu: l.reconnu,
      })),
    })),
    regions: saisie.territoires.map(({ regionCode, code }) => regionCode ?? code),
    budget: saisie.budget.map((ligne) => ({ ...ligne, montant: centimesDe(ligne.montant) })),
    plan: saisie.plan.map((ligne) => ligneDuPlan(ligne, saisie, lue)),
    assiette: ouNul(saisie.assiette),
    montantDemande: ouNul(saisie.montantDemande),
    pieces: lue.pieces.filter((p) => p.retireeLe === null).map((p) => p.code),
    contratEngagementRepublicain: cer.accepte ? { ...cer, version: lue.cerVersion ?? 'décret 2021-1947' } : null,
    origineInitiative: saisie.origineInitiative || null,
    baseAide: saisie.regimeAide || null,
    aidesDeclarees: saisie.aidesDeclarees.map((a) => ({ date: a.date, montant: centimesDe(a.montant) })),
    reception: lue.canal && lue.recueLe ? { canal: lue.canal, recueLe: new Date(lue.recueLe) } : null,
    exceptionParticipation: exception.type === '' ? null : { type: exception.type, acte: exception.acte },
  };
}

/** Everything between this form and its deposit, in the order of the form, each with the path of its field. */
export function manquesDe(saisie: Saisie, lue: CandidatureLue): DetailRefus[] {
  const appel = { regles: reglesDe(lue.appel), pieces: lue.appel.pieces };
  const illisibles = montantsIllisibles(saisie).map((m) => ({ ...m, code: 'ENTREE_INVALIDE' as const }));
  const deja = new Set(illisibles.map((m) => m.chemin));
  const regles = detailsDuFormulaire(completude(dossierDe(saisie, lue), appel));
  return [...illisibles, ...regles.filter((m) => !deja.has(m.chemin))];
}
