import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { DEFINITIONS_PROFILS, PROFILS_DONNEES, type DetailRefus, type Jour, type ProfilDonnees } from '@tdt/domaine';
import { DetailRefusType, enumeration, JourScalaire } from '@tdt/socle';

export const ProfilDonneesEnum = enumeration(
  'ProfilDonneesEssentielles',
  'Format d’un fichier de données essentielles.',
  PROFILS_DONNEES,
  Object.fromEntries(PROFILS_DONNEES.map((p) => [p, DEFINITIONS_PROFILS[p].libelle])) as Record<ProfilDonnees, string>,
);

@ObjectType('FichierDonneesEssentielles', { description: 'Fichier CSV ouvert d’un attribuant, dans un format.' })
export class FichierDonneesEssentiellesType {
  @Field(() => ProfilDonneesEnum, { description: 'Format.' }) profil!: ProfilDonnees;
  @Field(() => String, { description: 'Où le télécharger, sans compte.' }) adresse!: string;
  @Field(() => Int, { description: 'Nombre de lignes : une par convention et par bénéficiaire.' }) lignes!: number;
}

@ObjectType('AttribuantPublie', {
  description: 'Personne publique dont les subventions conventionnées sont publiées (décret 2017-779).',
})
export class AttribuantPublieType {
  @Field(() => String, { description: 'SIRET, qui désigne aussi ses fichiers.' }) siret!: string;
  @Field(() => String, { description: 'Nom, tel que sa dernière convention le porte.' }) nom!: string;
  @Field(() => JourScalaire, { description: 'Dernière signature parue dans ses fichiers.' }) misAJourLe!: Jour;
  @Field(() => [FichierDonneesEssentiellesType], { description: 'Ses fichiers, un par format.' })
  fichiers!: FichierDonneesEssentiellesType[];
}

@ObjectType('RetardDonneesEssentielles', {
  description: 'Ligne que la loi veut publique et que le fichier réglementaire ne peut porter.',
})
export class RetardDonneesEssentiellesType {
  @Field(() => ID, { description: 'Convention.' }) conventionId!: string;
  @Field(() => String, { description: 'Numéro de la convention.' }) numero!: string;
  @Field(() => String, { description: 'Attribuant, tenu de publier.' }) attribuant!: string;
  @Field(() => String, { description: 'Bénéficiaire.' }) beneficiaire!: string;
  @Field(() => JourScalaire, { description: 'Dernière signature.' }) signeeLe!: Jour;
  @Field(() => JourScalaire, { description: 'À publier au plus tard ce jour : trois mois après la signature.' })
  echeance!: Jour;
  @Field(() => Boolean, { description: 'L’échéance est passée.' }) enRetard!: boolean;
  @Field(() => [DetailRefusType], { description: 'Ce qui manque ; le chemin est la colonne du fichier.' })
  manques!: DetailRefus[];
}
