import type { FamilleAvis, ModeAvis } from '@tdt/domaine';
import { ColonneInstant } from '@tdt/socle';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How soon a person is told of one family of events; absent, the default of the family holds. */
@Entity('preference_avis')
export class PreferenceAvis {
  @PrimaryColumn('uuid') utilisateurId!: string;
  @PrimaryColumn('text') famille!: FamilleAvis;
  @Column('text') mode!: ModeAvis;
  @ColonneInstant() regleeLe!: Date;
}
