import { clientGraphql, gql, referenceDe, type Issue } from '../commun/api.js';

const PROJET_AVENANT = gql(`
  query ProjetAvenant($d: ProjetAvenantInput!) {
    r: projetAvenant(demande: $d) {
      __typename
      ... on ProjetAvenant { nom pdf }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

/** The document that this avenant would be, with its watermark; or what the rules of the plan say against it. */
export async function apercevoir(d: Api.ProjetAvenantInput): Promise<Issue<File>> {
  const { data, error } = await clientGraphql
    .query(PROJET_AVENANT, { d }, { requestPolicy: 'network-only' })
    .toPromise();
  if (!data) {
    const message = 'Le projet ne peut pas être imprimé : le service ne répond pas.';
    return { sorte: 'panne', message, reference: referenceDe(error) };
  }
  const { r } = data;
  if (r.__typename === 'Refus') return { sorte: 'refus', refus: r };
  const octets = Uint8Array.from(atob(r.pdf), (c) => c.charCodeAt(0));
  return { sorte: 'fait', fait: new File([octets], r.nom, { type: 'application/pdf' }) };
}

/** Hands a file over to the browser, which keeps it where it keeps downloads. */
export function telecharger(fichier: File): void {
  const lien = document.createElement('a');
  lien.href = URL.createObjectURL(fichier);
  lien.download = fichier.name;
  lien.click();
  URL.revokeObjectURL(lien.href);
}

export const PROPOSER_AVENANT = gql(`
  mutation ProposerAvenant($d: ProposerAvenantInput!) {
    r: proposerAvenant(demande: $d) {
      __typename
      ... on Convention { id etat }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const RETIRER_AVENANT = gql(`
  mutation RetirerAvenant($d: RetirerAvenantInput!) {
    r: retirerAvenant(demande: $d) {
      __typename
      ... on Convention { id etat }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const RESILIER = gql(`
  mutation ResilierConvention($d: ResilierConventionInput!) {
    r: resilierConvention(demande: $d) {
      __typename
      ... on Convention { id etat }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);
