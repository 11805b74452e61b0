import { Field, ID, ObjectType } from '@nestjs/graphql';
import { LIBELLES_ROLE, ROLES_ACCORDES, type RoleAccorde } from '@tdt/domaine';
import { connexionDe, enumeration, InstantScalaire, Lisible, sqlEnVigueur } from '@tdt/socle';
import { Habilitation } from './habilitation.entity.js';
import { OrganismeType } from './organisme.type.js';
import { Utilisateur } from './utilisateur.entity.js';

export const RoleEnum = enumeration('Role', 'Ce qu’une habilitation permet d’être.', ROLES_ACCORDES, LIBELLES_ROLE);

const partageUnOrganisme = (a: string, p: string) =>
  `exists (select 1 from habilitation lh where lh.utilisateur_id = ${a}.id and lh.organisme_id = ${p} and ${sqlEnVigueur('lh')})`;

@ObjectType('Utilisateur', { description: 'Personne qui se sert de la plateforme.' })
@Lisible({
  nom: 'Utilisateur',
  entite: () => Utilisateur,
  action: 'lireUtilisateur',
  liens: { organisme: partageUnOrganisme, soi: (a, p) => `${a}.id = ${p}` },
  ordre: 'nom',
  listes: { habilitations: 'utilisateur' },
  filtres: {
    organismeId: (a, p) => partageUnOrganisme(a, `${p}::uuid`),
    recherche: (a, p) =>
      `${a}.prenom || ' ' || ${a}.nom ilike '%' || replace(replace(${p}, '%', ''), '_', '') || '%' or ${a}.courriel = lower(${p})`,
  },
})
export class UtilisateurType {
  @Field(() => ID, { description: 'Identifiant.' }) id!: string;
  @Field(() => String, { description: 'Adresse électronique professionnelle.' }) courriel!: string;
  @Field(() => String, { description: 'Prénom.' }) prenom!: string;
  @Field(() => String, { description: 'Nom.' }) nom!: string;
  @Field(() => Boolean, { description: 'Personne de démonstration, sans existence réelle.' }) fictif!: boolean;
  @Field(() => InstantScalaire, { nullable: true, description: 'Fermeture de son compte.' }) desactiveLe!: Date | null;
  @Field(() => [HabilitationType], { description: 'Ses habilitations, passées et présentes, que vous pouvez voir.' })
  habilitations!: unknown[];
}

@ObjectType('Habilitation', { description: 'Un rôle, pour un organisme, dans un périmètre, d’un instant à un autre.' })
@Lisible({
  nom: 'Habilitation',
  entite: () => Habilitation,
  action: 'lireHabilitation',
  liens: { organisme: (a, p) => `${a}.organisme_id = ${p}`, soi: (a, p) => `${a}.utilisateur_id = ${p}` },
  ordre: 'debut',
  filtres: {
    organismeId: (a, p) => `${a}.organisme_id = ${p}::uuid`,
    attendConfirmation: (a, p) =>
      `${a}.attend_confirmation = ${p}::boolean and (${a}.fin is null or ${a}.fin > maintenant())`,
  },
  // Who holds a right that is not in force is nobody's colleague yet: only his name is told, to whoever may confirm it.
  calcules: {
    personne: (a) => `select lu.prenom || ' ' || lu.nom from utilisateur lu where lu.id = ${a}.utilisateur_id`,
  },
})
export class HabilitationType {
  @Field(() => ID, { description: 'Identifiant.' }) id!: string;
  @Field(() => String, { description: 'Prénom et nom de la personne qui la détient.' }) personne!: string;
  @Field(() => RoleEnum, { description: 'Rôle.' }) role!: RoleAccorde;
  @Field(() => OrganismeType, { nullable: true, description: 'Organisme au nom duquel elle vaut.' })
  organisme!: OrganismeType | null;
  @Field(() => ID, { nullable: true, description: 'Appel auquel elle se limite.' }) appelId!: string | null;
  @Field(() => ID, { nullable: true, description: 'Conférence à laquelle elle se limite.' }) conferenceId!:
    string | null;
  @Field(() => InstantScalaire, { description: 'Début.' }) debut!: Date;
  @Field(() => InstantScalaire, { nullable: true, description: 'Fin.' }) fin!: Date | null;
  @Field(() => Boolean, { description: 'Gère-t-elle les utilisateurs de son organisme ?' })
  gestionnaireUtilisateurs!: boolean;
  @Field(() => Boolean, {
    description: 'Attend-elle qu’une seconde personne la confirme ? D’ici là, elle ne permet rien.',
  })
  attendConfirmation!: boolean;
  @Field(() => InstantScalaire, { nullable: true, description: 'Confirmation par une seconde personne.' })
  confirmeeLe!: Date | null;
}

export const HabilitationConnexion = connexionDe(HabilitationType, 'Habilitation');
export const UtilisateurConnexion = connexionDe(UtilisateurType, 'Utilisateur');
