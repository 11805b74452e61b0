import { Candidature } from '@tdt/candidatures';
import type { EtatTour } from '@tdt/domaine';
import { ColonneInstant } from '@tdt/socle';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Point, Seance } from '../seance.entity.js';

/** A round of announcements of a session. */
@Entity('tour')
export class Tour {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') seanceId!: string;
  @Column('integer') numero!: number;
  @Column('text') etat!: EtatTour;
  @Column({ type: 'integer', nullable: true }) pointsParFinanceur!: number | null;
  @Column({ type: 'integer', nullable: true }) pointsMaxParProjet!: number | null;
  @ColonneInstant() ouvertLe!: Date;
  @Column('uuid') ouvertPar!: string;
  @ColonneInstant({ nullable: true }) reveleLe!: Date | null;
  @Column({ type: 'uuid', nullable: true }) revelePar!: string | null;
  @ColonneInstant({ nullable: true }) annuleLe!: Date | null;
  @Column({ type: 'text', nullable: true }) motif!: string | null;
  @ManyToOne(() => Seance)
  @JoinColumn({ name: 'seance_id' })
  seance!: Relation<Seance>;
}

/** A project of a round. Its rank breaks every tie and was frozen before the first announcement. */
@Entity('tour_projet')
export class TourProjet {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') tourId!: string;
  @Column('uuid') candidatureId!: string;
  @Column('uuid') pointId!: string;
  @Column('integer') rang!: number;
  @ManyToOne(() => Tour)
  @JoinColumn({ name: 'tour_id' })
  tour!: Relation<Tour>;
  @ManyToOne(() => Candidature)
  @JoinColumn({ name: 'candidature_id' })
  candidature!: Relation<Candidature>;
  @ManyToOne(() => Point)
  @JoinColumn({ name: 'point_id' })
  point!: Relation<Point>;
}
