import type { RoleAccorde } from '@tdt/domaine';
import { ColonneInstant } from '@tdt/socle';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Organisme } from './organisme.entity.js';
import { Utilisateur } from './utilisateur.entity.js';

/** A role, for an organisation, within a perimeter, from one instant to another. Ended by a date, never deleted. */
@Entity('habilitation')
export class Habilitation {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') utilisateurId!: string;
  @Column('text') role!: RoleAccorde;
  @Column({ type: 'uuid', nullable: true }) organismeId!: string | null;
  @Column({ type: 'uuid', nullable: true }) appelId!: string | null;
  @Column({ type: 'uuid', nullable: true }) conferenceId!: string | null;
  @ColonneInstant() debut!: Date;
  @ColonneInstant({ nullable: true }) fin!: Date | null;
  @Column({ type: 'uuid', nullable: true }) accordeePar!: string | null;
  /** It gives nothing until a second person has confirmed it (four eyes). */
  @Column('boolean', { default: false }) attendConfirmation!: boolean;
  @Column({ type: 'uuid', nullable: true }) confirmeePar!: string | null;
  @ColonneInstant({ nullable: true }) confirmeeLe!: Date | null;
  /** Invites the people of the organisation, grants them its roles and ends them. */
  @Column('boolean') gestionnaireUtilisateurs!: boolean;
  @ManyToOne(() => Utilisateur)
  @JoinColumn({ name: 'utilisateur_id' })
  utilisateur!: Relation<Utilisateur>;
  @ManyToOne(() => Organisme)
  @JoinColumn({ name: 'organisme_id' })
  organisme!: Relation<Organisme> | null;
}
