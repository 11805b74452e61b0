import { ColonneInstant } from '@tdt/socle';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('utilisateur')
export class Utilisateur {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') courriel!: string;
  @Column('text') prenom!: string;
  @Column('text') nom!: string;
  @Column('boolean') fictif!: boolean;
  @ColonneInstant() creeLe!: Date;
  /** From this instant on neither his sessions nor his tokens open anything. */
  @ColonneInstant({ nullable: true }) desactiveLe!: Date | null;
}
