import { avancer, CYCLE_CONVENTION, type EtatConvention } from '@tdt/domaine';
import { gql, type DonneesDe } from '../commun/api.js';

/** The files that the conference has kept, with their shares and the convention that stands for each. */
export const A_CONVENTIONNER = gql(`
  query AConventionner($after: String) {
    candidatures(first: 25, after: $after, tri: MODIFIE_LE, filtre: { etat: RETENU }) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges {
        node {
          id
          numero
          titre
          porteur { id nom }
          appel { id titre }
          parts { id etat montant financeur { nom } }
          conventions(first: 10) { edges { node { id etat } } }
        }
      }
    }
  }
`);

export type Retenue = DonneesDe<typeof A_CONVENTIONNER>['candidatures']['edges'][number]['node'];

export const UNE_RETENUE = gql(`
  query UneRetenue($id: ID!) {
    candidature(id: $id) {
      id
      numero
      etat
      titre
      resume
      porteur { id nom logo }
      parts {
        id etat montant dispositif lettre financeur { id nom categorie logo }
        engagements { id sens typeActe numero dateActe }
      }
      conventions(first: 50) {
        edges {
          node {
            id numero version etat total adresse ensembleId financeur { id nom }
            signaturesDesParties { id etat organisme { nom } }
          }
        }
      }
    }
  }
`);

export type RetenueLue = NonNullable<DonneesDe<typeof UNE_RETENUE>['candidature']>;

/** A convention of a file: one between all its parties, or one of a set. */
export type ConventionDuDossier = RetenueLue['conventions']['edges'][number]['node'];

export const MANQUES = gql(`
  query ManquesConvention($id: ID!, $forme: FormeConvention) {
    r: manquesConvention(candidatureId: $id, forme: $forme) {
      __typename
      ... on ManquesConvention {
        candidatureId
        manques { code chemin message }
        formes { forme obstacle documents { document financeurs montant } }
      }
      ... on Refus { code message chemin }
    }
  }
`);

export const CONVENTIONS = gql(`
  query Conventions($after: String, $filtre: ConventionFiltre) {
    conventions(first: 25, after: $after, tri: EMISE_LE, filtre: $filtre) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges {
        node {
          id numero version etat total emiseLe figeeLe adresse avenantDeId
          candidature { id titre porteur { id nom } }
        }
      }
    }
  }
`);

export type ConventionDeListe = DonneesDe<typeof CONVENTIONS>['conventions']['edges'][number]['node'];

export const UNE_CONVENTION = gql(`
  query UneConvention($id: ID!) {
    prestataireDeSignature
    convention(id: $id) {
      id
      numero
      version
      etat
      total
      donnees
      empreinte
      emiseLe
      figeeLe
      pdfEmpreinte
      scelleEmpreinte
      adresse
      ordreSignature
      signeeLe
      notifieeLe
      aPublierAvant
      aPayerAvant
      relanceeLe
      motifCaducite
      avenantDeId
      avenantMotif
      avenantModifications
      miseEnDemeureLe
      resiliationEffetLe
      resiliationMotif
      depensesJustifiees
      resilieeLe
      signaturesDesParties {
        id rang etat qualitePartie nom qualite acteType acteNumero acteDate motif faiteLe mode signeeLe
        pieceId pieceNom pieceAnalyse organisme { id nom }
        externeId externeEtat externeNom externeDemandeeLe externeMotif externeDocument externePreuve
      }
      candidature {
        id
        titre
        etat
        porteur { id nom }
        conventions(first: 25) {
          edges {
            node {
              id numero version etat figeeLe signeeLe notifieeLe motifCaducite avenantDeId avenantMotif
              resiliationEffetLe resiliationMotif depensesJustifiees resilieeLe
            }
          }
        }
      }
    }
  }
`);

export type ConventionLue = NonNullable<DonneesDe<typeof UNE_CONVENTION>['convention']>;

/** One of the versions of the same file: a convention, or one of its avenants. */
export type VersionLue = ConventionLue['candidature']['conventions']['edges'][number]['node'];

/** Frozen, and not signed of all. */
export function enSignature(etat: EtatConvention): boolean {
  return etat === 'EN_SIGNATURE' || etat === 'PARTIELLEMENT_SIGNEE';
}

/** All have signed it and it stands: an avenant may change it, a termination end it. */
export function seModifie({ etat }: Pick<ConventionLue, 'etat'>): boolean {
  return avancer(CYCLE_CONVENTION, etat, 'remplacer').ok;
}

/** The avenant of this convention that is in signature; at most one is. */
export function avenantOuvert({ id, candidature }: Pick<ConventionLue, 'id' | 'candidature'>): VersionLue | undefined {
  const versions = candidature.conventions.edges.map((e) => e.node);
  return versions.find((v) => v.avenantDeId === id && enSignature(v.etat));
}

/** What is signed, as a sentence names it. */
export function nomDuDocument({
  numero,
  version,
  avenantDeId,
}: Pick<ConventionLue, 'numero' | 'version' | 'avenantDeId'>) {
  return `${avenantDeId === null ? 'la convention' : 'l’avenant à la convention'} ${numero}, version ${version}`;
}

export const GENERER = gql(`
  mutation GenererConvention($d: GenererConventionInput!) {
    r: genererConvention(demande: $d) {
      __typename
      ... on Convention { id numero }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const RELIRE = gql(`
  mutation RelireConvention($id: ID!, $cle: ID!) {
    r: relireConvention(id: $id, cle: $cle) {
      __typename
      ... on Convention { id etat }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const METTRE_EN_SIGNATURE = gql(`
  mutation MettreEnSignature($d: MettreEnSignatureInput!) {
    r: mettreEnSignature(demande: $d) {
      __typename
      ... on Convention { id etat }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const SIGNER = gql(`
  mutation SignerConvention($d: SignerConventionInput!) {
    r: signerConvention(demande: $d) {
      __typename
      ... on Convention { id etat }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const REFUSER_DE_SIGNER = gql(`
  mutation RefuserSignature($d: RefuserSignatureInput!) {
    r: refuserSignature(demande: $d) {
      __typename
      ... on Convention { id etat }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const ENREGISTRER_PAPIER = gql(`
  mutation EnregistrerSignatureManuscrite($d: EnregistrerSignatureManuscriteInput!) {
    r: enregistrerSignatureManuscrite(demande: $d) {
      __typename
      ... on Convention { id etat }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const DEMANDER_EXTERNE = gql(`
  mutation DemanderSignatureExterne($d: DemanderSignatureExterneInput!) {
    r: demanderSignatureExterne(demande: $d) {
      __typename
      ... on Convention { id etat }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const ABANDONNER_EXTERNE = gql(`
  mutation AbandonnerSignatureExterne($d: AbandonnerSignatureExterneInput!) {
    r: abandonnerSignatureExterne(demande: $d) {
      __typename
      ... on Convention { id etat }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const VERIFIER_EXTERNE = gql(`
  mutation VerifierSignatureExterne($d: VerifierSignatureExterneInput!) {
    r: verifierSignatureExterne(demande: $d) {
      __typename
      ... on Convention { id etat }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const RELANCER = gql(`
  mutation RelancerSignataires($id: ID!, $cle: ID!) {
    r: relancerSignataires(id: $id, cle: $cle) {
      __typename
      ... on Convention { id relanceeLe }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const CONSTATER_CADUCITE = gql(`
  mutation ConstaterCaducite($d: ConstaterCaduciteInput!) {
    r: constaterCaducite(demande: $d) {
      __typename
      ... on Convention { id etat }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const NOTIFIER = gql(`
  mutation NotifierConvention($id: ID!, $cle: ID!) {
    r: notifierConvention(id: $id, cle: $cle) {
      __typename
      ... on Convention { id etat }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);
