import type { RoleAccorde } from '@tdt/domaine';
import { ColonneInstant } from '@tdt/socle';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Organisme } from '../organisme.entity.js';
import { Utilisateur } from '../utilisateur.entity.js';

/** A right promised to whoever holds an address, until he accepts it. */
@Entity('invitation')
export class Invitation {
  @PrimaryColumn('uuid') id!: string;
  /** SHA-256 of the link's secret: the link itself is shown once. */
  @Column('bytea') empreinte!: Buffer;
  @Column('text') courriel!: string;
  @Column('uuid') organismeId!: string;
  @Column('text') role!: RoleAccorde;
  @Column({ type: 'uuid', nullable: true }) appelId!: string | null;
  @Column({ type: 'uuid', nullable: true }) conferenceId!: string | null;
  @Column('boolean') gestionnaireUtilisateurs!: boolean;
  @Column('uuid') invitePar!: string;
  @ColonneInstant() creeLe!: Date;
  @ColonneInstant() expireLe!: Date;
  @ColonneInstant({ nullable: true }) accepteeLe!: Date | null;
  @Column({ type: 'uuid', nullable: true }) habilitationId!: string | null;
  @ColonneInstant({ nullable: true }) annuleeLe!: Date | null;
  @ManyToOne(() => Organisme)
  @JoinColumn({ name: 'organisme_id' })
  organisme!: Relation<Organisme>;
  @ManyToOne(() => Utilisateur)
  @JoinColumn({ name: 'invite_par' })
  auteur!: Relation<Utilisateur>;
}
