import { type DonneesConvention, type PartieConvention } from '@tdt/domaine';
import { ecrireSiret, type Cartouche } from '@tdt/documents';
import { ecrireActe, ou } from '../../convention-multipartite/v1/contexte.js';
import type { Lettre } from './composer.js';

/** The only funder of reduced data (`reduireAuFinanceur`). */
export function financeurSeul({ financeurs, beneficiaire }: DonneesConvention): PartieConvention {
  return financeurs[0] ?? beneficiaire;
}

/** The block of a party that signs a letter (R33); its act only when there is one, for not every body needs one below the threshold. */
export function signataire(partie: PartieConvention, role: string): Cartouche {
  return {
    titre: partie.denomination,
    lignes: [
      `${role} – ${ou(partie.representantNom)}, ${ou(partie.representantQualite)}`,
      ...(partie.acteHabilitant === null ? [] : [ecrireActe(partie.acteHabilitant)]),
    ],
    mentions: ['Fait à ………………………………, le ………………………', 'Signature et cachet'],
  };
}

function adresse(partie: PartieConvention): string[] {
  return [
    partie.denomination,
    ...(partie.siege === null ? [] : [partie.siege]),
    ...(partie.siret === null ? [] : [`SIRET ${ecrireSiret(partie.siret)}`]),
  ];
}

/** Head of a letter from a funder to a beneficiary: addresses, place, date, number. */
export function teteParties(
  donnees: DonneesConvention,
  lieu: string | null,
): Pick<Lettre, 'emetteur' | 'destinataire' | 'lieu' | 'le' | 'reference'> {
  const { beneficiaire, entete } = donnees;
  return {
    emetteur: adresse(financeurSeul(donnees)),
    destinataire: [
      ...adresse(beneficiaire),
      ...(beneficiaire.representantNom === null ? [] : [`À l’attention de ${beneficiaire.representantNom}`]),
    ],
    lieu,
    le: entete.etablieLe,
    reference: entete.numero === null ? `Projet, version ${entete.version}` : `N° ${entete.numero}`,
  };
}
