import { lireEuros } from '@tdt/domaine';
import type { Champ, Saisie } from './saisie.js';

type Demande = Omit<Api.EnregistrerCandidatureInput, 'id' | 'version' | 'cle'>;

/** Centimes as the API reads them; null when the text is empty or cannot be read. */
function centimes(texte: string): string | null {
  const lu = lireEuros(texte);
  return lu.ok ? String(lu.fait) : null;
}

function montantIllisible(texte: string): boolean {
  return texte.trim() !== '' && !lireEuros(texte).ok;
}

/** A line of money is sent once its amount is there and is not zero: the API keeps no empty line. */
const envoyable = ({ montant }: { montant: string }) => !['0', null].includes(centimes(montant));

const lignePlanEnvoyable = (l: Saisie['plan'][number]) =>
  envoyable(l) && (l.type === 'RESSOURCES_PROPRES' || l.financeur !== null) && !montantIllisible(l.assiette);

const aideEnvoyable = (a: Saisie['aidesDeclarees'][number]) => a.date !== '' && envoyable(a);

/** What is sent of each field. */
const CHAMPS: { [C in Champ]: (saisie: Saisie) => Demande } = {
  titre: ({ titre }) => ({ titre }),
  resume: ({ resume }) => ({ resume }),
  origineInitiative: (s) => ({ origineInitiative: s.origineInitiative || null }),
  nature: ({ nature }) => ({ nature }),
  debut: ({ debut }) => ({ debut: debut || null }),
  fin: ({ fin }) => ({ fin: fin || null }),
  regimeAide: (s) => ({ regimeAide: s.regimeAide || null }),
  montantDemande: (s) => ({ montantDemande: centimes(s.montantDemande) }),
  assiette: (s) => ({ assiette: centimes(s.assiette) }),
  representantNom: (s) => ({ representantNom: s.representantNom || null }),
  representantQualite: (s) => ({ representantQualite: s.representantQualite || null }),
  contratEngagementRepublicain: ({ contratEngagementRepublicain: { accepte, date, signataire } }) => ({
    contratEngagementRepublicain: accepte && date !== '' ? { date, signataire } : null,
  }),
  exceptionParticipation: ({ exceptionParticipation: { type, acte } }) => ({
    exceptionParticipation: type === '' ? null : { type, acte },
  }),
  territoires: (s) => ({ territoires: s.territoires.map(({ nature, code }) => ({ nature, code })) }),
  partenaires: (s) => ({
    partenaires: s.partenaires.map(({ organismeId, role, mandatLe }) => ({
      organismeId,
      role,
      mandatLe: mandatLe || null,
    })),
  }),
  actions: (s) => ({
    actions: s.actions.map(({ intitule, description, indicateur, cible, lieux }) => ({
      intitule,
      description,
      indicateur,
      cible,
      lieux: lieux.map(({ communeCode, dispositif, zonageCode }) => ({ communeCode, dispositif, zonageCode })),
    })),
  }),
  budget: (s) => ({
    budget: s.budget
      .filter(envoyable)
      .map(({ compte, libelle, montant }) => ({ compte, libelle, montant: centimes(montant) ?? '0' })),
  }),
  plan: (s) => ({
    plan: s.plan.filter(lignePlanEnvoyable).map((l) => ({
      type: l.type,
      financeurId: l.financeur?.id ?? null,
      nature: l.nature || null,
      dispositif: l.dispositif,
      assiette: centimes(l.assiette),
      montant: centimes(l.montant) ?? '0',
    })),
  }),
  aidesDeclarees: (s) => ({
    aidesDeclarees: s.aidesDeclarees
      .filter(aideEnvoyable)
      .map(({ date, montant }) => ({ date, montant: centimes(montant) ?? '0' })),
  }),
};

/** What the API is sent for these fields. */
export function demandeDe(saisie: Saisie, champs: readonly Champ[]): Demande {
  return Object.assign({}, ...champs.map((champ) => CHAMPS[champ](saisie))) as Demande;
}

/** The value of a field as the API would keep it: two ways of typing one amount are the same. */
export function valeurApi(saisie: Saisie, champ: Champ): string {
  return JSON.stringify(CHAMPS[champ](saisie));
}

/** What of a field reaches the server: the lines still without an amount stay on this device. */
export function partEnvoyee<C extends Champ>(saisie: Saisie, champ: C): Saisie[C] {
  const filtres: Partial<Record<Champ, unknown>> = {
    budget: saisie.budget.filter(envoyable),
    plan: saisie.plan.filter(lignePlanEnvoyable),
    aidesDeclarees: saisie.aidesDeclarees.filter(aideEnvoyable),
  };
  return (filtres[champ] ?? saisie[champ]) as Saisie[C];
}

/** Amounts that cannot be read: their fields wait on this device until they are corrected. */
export function montantsIllisibles(saisie: Saisie): { chemin: string; message: string }[] {
  const textes: [string, string][] = [
    ['montantDemande', saisie.montantDemande],
    ['assiette', saisie.assiette],
    ...saisie.budget.map((l, i): [string, string] => [`budget[${i}].montant`, l.montant]),
    ...saisie.plan.flatMap((l, i): [string, string][] => [
      [`plan[${i}].montant`, l.montant],
      [`plan[${i}].assiette`, l.assiette],
    ]),
    ...saisie.aidesDeclarees.map((a, i): [string, string] => [`aidesDeclarees[${i}].montant`, a.montant]),
  ];
  return textes.flatMap(([chemin, texte]) => {
    const lu = texte.trim() === '' ? null : lireEuros(texte);
    return lu && !lu.ok ? [{ chemin, message: lu.refus.message }] : [];
  });
}

/** The field of the form of which this path is a part: « plan[2].montant » → plan. */
export function champDuChemin(chemin: string): Champ | null {
  const [champ = ''] = chemin.split(/[.[]/);
  return champ in CHAMPS ? (champ as Champ) : null;
}
