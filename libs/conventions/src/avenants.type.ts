import { Field, ObjectType } from '@nestjs/graphql';

@ObjectType('ProjetAvenant', { description: 'Avenant en préparation, tel qu’il serait imprimé. Rien n’est écrit.' })
export class ProjetAvenantType {
  @Field(() => String, { description: 'Nom du fichier.' }) nom!: string;
  @Field(() => String, { description: 'PDF en base64, en filigrane « PROJET ».' }) pdf!: string;
}
