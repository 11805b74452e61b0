import { Organisme } from '@tdt/acteurs';
import { ColonneInstant } from '@tdt/socle';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { AppelAProjets } from './appel-a-projets.entity.js';

/** A funder's own money for a programme. It has no amount column: what it holds is what its ledger says. */
@Entity('enveloppe')
export class Enveloppe {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') financeurId!: string;
  @Column({ type: 'uuid', nullable: true }) appelId!: string | null;
  @Column('text') libelle!: string;
  @Column('text') dispositif!: string;
  @Column('integer') exercice!: number;
  @Column('text') typeCredit!: 'UNIQUE' | 'AE' | 'CP';
  @Column('text') statut!: 'OUVERTE' | 'GELEE' | 'CLOSE';
  @ColonneInstant() creeeLe!: Date;
  /** Who opened it: somebody else fills it. */
  @Column({ type: 'uuid', nullable: true }) creeePar!: string | null;
  @ManyToOne(() => Organisme)
  @JoinColumn({ name: 'financeur_id' })
  financeur!: Relation<Organisme>;
  @ManyToOne(() => AppelAProjets)
  @JoinColumn({ name: 'appel_id' })
  appel!: Relation<AppelAProjets> | null;
}
