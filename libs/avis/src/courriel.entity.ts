import { Utilisateur } from '@tdt/acteurs';
import { ColonneInstant, type Pointeur } from '@tdt/socle';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';

export type EtatCourriel = 'A_ENVOYER' | 'ENVOYE' | 'RETENU' | 'ABANDONNE' | 'SANS_OBJET';

/** A message to one person, without her address: it is read when the message leaves. */
@Entity('courriel')
export class Courriel {
  @PrimaryColumn('uuid') id!: string;
  @Column({ type: 'uuid', nullable: true }) utilisateurId!: string | null;
  @Column({ type: 'uuid', nullable: true }) invitationId!: string | null;
  /** Day of a digest. */
  @Column({ type: 'date', nullable: true }) jour!: string | null;
  @Column('text') etat!: EtatCourriel;
  @ColonneInstant() aEnvoyerLe!: Date;
  @Column('integer') essais!: number;
  @Column({ type: 'text', nullable: true }) motif!: string | null;
  @Column('text') desabonnement!: string;
  @Column({ type: 'jsonb', nullable: true }) retenu!: Pointeur | null;
  @ColonneInstant() creeLe!: Date;
  @ColonneInstant({ nullable: true }) finiLe!: Date | null;
  @ManyToOne(() => Utilisateur)
  @JoinColumn({ name: 'utilisateur_id' })
  utilisateur!: Relation<Utilisateur> | null;
}
