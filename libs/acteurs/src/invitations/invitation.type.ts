import { Field, ID, ObjectType } from '@nestjs/graphql';
import type { RoleAccorde } from '@tdt/domaine';
import { connexionDe, enumeration, InstantScalaire, Lisible } from '@tdt/socle';
import { OrganismeType } from '../organisme.type.js';
import { RoleEnum, UtilisateurType } from '../utilisateur.type.js';
import { Invitation } from './invitation.entity.js';

const ETATS = ['EN_ATTENTE', 'EXPIREE', 'ACCEPTEE', 'ANNULEE'] as const;
type EtatInvitation = (typeof ETATS)[number];

export const EtatInvitationEnum = enumeration('EtatInvitation', 'Où en est une invitation.', ETATS, {
  EN_ATTENTE: 'En attente',
  EXPIREE: 'Expirée, à renouveler',
  ACCEPTEE: 'Acceptée',
  ANNULEE: 'Annulée',
});

@ObjectType('Invitation', { description: 'Un rôle promis à qui détient une adresse électronique.' })
@Lisible({
  nom: 'Invitation',
  entite: () => Invitation,
  action: 'lireInvitation',
  liens: {
    organisme: (a, p) => `${a}.organisme_id = ${p}`,
    appel: (a, p) => `${a}.appel_id = ${p}`,
    conference: (a, p) => `${a}.conference_id = ${p}`,
  },
  ordre: 'creeLe',
  filtres: {
    organismeId: (a, p) => `${a}.organisme_id = ${p}::uuid`,
    enAttente: (a, p) => `(${a}.acceptee_le is null and ${a}.annulee_le is null) = ${p}::boolean`,
  },
  calcules: {
    etat: (a) => `case when ${a}.acceptee_le is not null then 'ACCEPTEE' when ${a}.annulee_le is not null then 'ANNULEE'
      when ${a}.expire_le <= maintenant() then 'EXPIREE' else 'EN_ATTENTE' end`,
  },
})
export class InvitationType {
  @Field(() => ID, { description: 'Identifiant.' }) id!: string;
  @Field(() => String, { description: 'Adresse électronique invitée.' }) courriel!: string;
  @Field(() => OrganismeType, { nullable: true, description: 'Organisme au nom duquel le rôle vaudra.' })
  organisme!: OrganismeType | null;
  @Field(() => RoleEnum, { description: 'Rôle promis.' }) role!: RoleAccorde;
  @Field(() => ID, { nullable: true, description: 'Appel auquel il se limite.' }) appelId!: string | null;
  @Field(() => ID, { nullable: true, description: 'Conférence à laquelle il se limite.' }) conferenceId!: string | null;
  @Field(() => Boolean, { description: 'Gérera-t-elle les utilisateurs de l’organisme ?' })
  gestionnaireUtilisateurs!: boolean;
  @Field(() => UtilisateurType, { nullable: true, description: 'Qui a invité.' }) auteur!: UtilisateurType | null;
  @Field(() => EtatInvitationEnum, { description: 'Où elle en est.' }) etat!: EtatInvitation;
  @Field(() => InstantScalaire, { description: 'Première émission.' }) creeLe!: Date;
  @Field(() => InstantScalaire, { description: 'Instant à partir duquel son lien ne sert plus.' }) expireLe!: Date;
  @Field(() => InstantScalaire, { nullable: true, description: 'Acceptation.' }) accepteeLe!: Date | null;
  @Field(() => InstantScalaire, { nullable: true, description: 'Annulation.' }) annuleeLe!: Date | null;
}

export const InvitationConnexion = connexionDe(InvitationType, 'Invitation');

@ObjectType('InvitationEmise', { description: 'Le lien d’une invitation : montré une fois, jamais gardé.' })
export class InvitationEmiseType {
  @Field(() => ID, { description: 'Invitation.' }) invitationId!: string;
  @Field(() => String, { description: 'Lien à remettre à la personne invitée, et à elle seule.' }) lien!: string;
  @Field(() => InstantScalaire, { description: 'Instant à partir duquel il ne sert plus.' }) expireLe!: Date;
}
