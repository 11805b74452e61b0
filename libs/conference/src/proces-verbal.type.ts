import { Field, ID, ObjectType } from '@nestjs/graphql';
import { InstantScalaire, Lisible } from '@tdt/socle';
import { liensParConference } from './portee-sql.js';
import { ProcesVerbal } from './scrutin.entity.js';

@ObjectType('ProcesVerbal', { description: 'Procès-verbal d’une séance, figé à son approbation (R25).' })
@Lisible({
  nom: 'ProcesVerbal',
  entite: () => ProcesVerbal,
  action: 'lirePv',
  liens: liensParConference((a) => `(select ls.conference_id from seance ls where ls.id = ${a}.seance_id)`),
  ordre: 'redigeLe',
  calcules: { adressePdf: (a) => `'/documents/seances/' || ${a}.seance_id || '/pv.pdf'` },
})
export class ProcesVerbalType {
  @Field(() => ID, { description: 'Identifiant.' }) id!: string;
  @Field(() => ID, { description: 'Séance.' }) seanceId!: string;
  @Field(() => String, { description: 'Empreinte SHA-256 du document, en hexadécimal.' }) empreinte!: string;
  @Field(() => InstantScalaire, { description: 'Rédaction.' }) redigeLe!: Date;
  @Field(() => InstantScalaire, { nullable: true, description: 'Approbation.' }) approuveLe!: Date | null;
  @Field(() => String, { description: 'Adresse du PDF.' }) adressePdf!: string;
}
