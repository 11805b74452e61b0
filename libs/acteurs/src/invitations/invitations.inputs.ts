import { ArgsType, Field, ID, InputType } from '@nestjs/graphql';
import type { RoleAccorde } from '@tdt/domaine';
import { Type } from 'class-transformer';
import { Allow, IsEmail, IsOptional, IsUUID, ValidateNested } from 'class-validator';
import { RoleEnum } from '../utilisateur.type.js';
import { ID_FORME, PageArgs } from '@tdt/socle';

@InputType({ description: 'Personne à inviter, et rôle à lui promettre.' })
export class InviterUtilisateurInput {
  @Field(() => String, { description: 'Adresse électronique professionnelle.' })
  @IsEmail({}, { message: 'Cette adresse électronique n’est pas valide.' })
  courriel!: string;
  @Field(() => RoleEnum, { description: 'Rôle.' }) role!: RoleAccorde;
  @Field(() => ID, { description: 'Organisme au nom duquel elle agira.' })
  @IsUUID(undefined, ID_FORME)
  organismeId!: string;
  @Field(() => ID, { nullable: true, description: 'Appel auquel le rôle se limite.' })
  @IsOptional()
  @IsUUID(undefined, ID_FORME)
  appelId?: string | null;
  @Field(() => ID, { nullable: true, description: 'Conférence à laquelle le rôle se limite.' })
  @IsOptional()
  @IsUUID(undefined, ID_FORME)
  conferenceId?: string | null;
  @Field(() => Boolean, { defaultValue: false, description: 'Gérera-t-elle les utilisateurs de l’organisme ?' })
  gestionnaireUtilisateurs!: boolean;
}

@InputType({ description: 'Filtre d’invitations.' })
export class InvitationFiltre {
  @Field(() => ID, { nullable: true, description: 'Organisme au nom duquel le rôle vaudra.' })
  @IsOptional()
  @IsUUID(undefined, ID_FORME)
  organismeId?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Celles qui attendent une réponse, expirées comprises.' })
  @Allow()
  enAttente?: boolean | null;
}

@ArgsType()
export class InvitationsArgs extends PageArgs {
  @Field(() => InvitationFiltre, { nullable: true, description: 'Filtre.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => InvitationFiltre)
  filtre?: InvitationFiltre | null;
}
