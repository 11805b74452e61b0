import { partsActives, type ActeHabilitant, type PartieALogo, type PartieConvention } from '@tdt/domaine';
import type { Dossier, LigneCandidature, LigneOrganisme } from './dossier.js';

/** The SIRET of a body that is known by it. */
export function siretDe({ typeIdentifiant, identifiant }: Pick<LigneOrganisme, 'typeIdentifiant' | 'identifiant'>) {
  return typeIdentifiant === 'SIRET' ? identifiant : null;
}

/** An organisation as a party, by what its own record says. */
export function partie(organisme: LigneOrganisme, acteHabilitant: ActeHabilitant | null): PartieConvention {
  const { id, nom, categorie, typeIdentifiant, identifiant, adresse } = organisme;
  return {
    organismeId: id,
    denomination: nom,
    categorie,
    formeJuridique: organisme.formeJuridique,
    siret: siretDe(organisme),
    rna: typeIdentifiant === 'RNA' ? identifiant : organisme.rna,
    // Numéro TAHITI and RIDET are the registers of two overseas territories; the convention has one line for both.
    ridet: typeIdentifiant === 'RIDET' || typeIdentifiant === 'TAHITI' ? identifiant : null,
    siege: adresse,
    representantNom: organisme.representantNom,
    representantQualite: organisme.representantQualite,
    acteHabilitant,
  };
}

/** A funder as a party: the act by which it commits its share is the one that empowers its signatory (R24, R33). */
export function partieFinanceur(dossier: Dossier, financeurId: string): PartieConvention {
  const organisme = dossier.organismes.find((o) => o.id === financeurId);
  if (!organisme) throw new Error(`financeur ${financeurId} absent du dossier`);
  const acte = partsActives(dossier.parts).find((p) => p.financeurId === financeurId && p.acte !== null)?.acte ?? null;
  return partie(organisme, acte && { type: acte.type, numero: acte.numero, date: acte.date });
}

/** The beneficiary: whoever the file names as its representative signs. */
export function partieBeneficiaire(
  porteur: LigneOrganisme,
  { representantNom, representantQualite }: LigneCandidature,
  acte: ActeHabilitant | null,
): PartieConvention {
  const fiche = partie(porteur, acte);
  return {
    ...fiche,
    representantNom: representantNom ?? fiche.representantNom,
    representantQualite: representantQualite ?? fiche.representantQualite,
  };
}

/** The parties with the logo that each has now. */
export function avecLogo({ organismes }: Dossier, parties: readonly PartieConvention[]): PartieALogo[] {
  return parties.map(({ organismeId, denomination }) => {
    const logo = organismes.find((o) => o.id === organismeId)?.logo ?? null;
    return { organismeId, denomination, logo };
  });
}
