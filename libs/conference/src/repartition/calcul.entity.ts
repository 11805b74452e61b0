import { ColonneCentimes, ColonneInstant } from '@tdt/socle';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Tour } from './tour.entity.js';

export const ETATS_CALCUL = ['EN_ATTENTE', 'EN_COURS', 'TERMINE', 'ARRETE', 'ECHOUE'] as const;
export type EtatCalcul = (typeof ETATS_CALCUL)[number];

/** A calculation too long for a request, shared by every instance through this row. */
@Entity('calcul')
export class Calcul {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') tourId!: string;
  @Column('text') etat!: EtatCalcul;
  @Column('text') parametres!: string;
  /** Canonical text of the instance and its parameters, frozen when the calculation was asked for. */
  @Column('text') donnees!: string;
  @Column('bytea') empreinte!: Buffer;
  @Column('text') etape!: string;
  @Column('integer') avancement!: number;
  @ColonneCentimes({ nullable: true }) meilleurScore!: bigint | null;
  @ColonneCentimes({ nullable: true }) borne!: bigint | null;
  @ColonneInstant() demandeLe!: Date;
  @Column('uuid') demandePar!: string;
  /** The instance of the application that runs it. */
  @Column({ type: 'uuid', nullable: true }) executant!: string | null;
  @Column('integer') essai!: number;
  @ColonneInstant({ nullable: true }) commenceLe!: Date | null;
  /** Last sign of life of the instance that runs it. */
  @ColonneInstant({ nullable: true }) battement!: Date | null;
  @ColonneInstant({ nullable: true }) arretDemandeLe!: Date | null;
  @ColonneInstant({ nullable: true }) termineLe!: Date | null;
  @Column({ type: 'text', nullable: true }) resultat!: string | null;
  @Column({ type: 'text', nullable: true }) erreur!: string | null;
  @ManyToOne(() => Tour)
  @JoinColumn({ name: 'tour_id' })
  tour!: Relation<Tour>;
}
