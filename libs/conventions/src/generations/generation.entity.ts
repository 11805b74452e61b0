import { Candidature } from '@tdt/candidatures';
import { Seance } from '@tdt/conference';
import type { CodeRefus, DetailRefus, EtatGeneration, EtatLigneGeneration } from '@tdt/domaine';
import { ColonneInstant } from '@tdt/socle';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Convention } from '../convention.entity.js';
import type { ComplementsConventionInput } from '../conventions.inputs.js';

/** The conventions of a session made in one act, shared by every instance through this row. */
@Entity('generation')
export class Generation {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') seanceId!: string;
  @Column('text') etat!: EtatGeneration;
  @ColonneInstant() demandeLe!: Date;
  @Column('uuid') demandePar!: string;
  /** In whose name the files left are treated. */
  @Column('uuid') acteurId!: string;
  /** The instance of the application that carries it on. */
  @Column({ type: 'uuid', nullable: true }) executant!: string | null;
  /** Instances that have claimed it since a file was last treated. */
  @Column('integer') essai!: number;
  @ColonneInstant({ nullable: true }) commenceLe!: Date | null;
  /** Last sign of life of the instance that carries it on. */
  @ColonneInstant({ nullable: true }) battement!: Date | null;
  @ColonneInstant({ nullable: true }) termineeLe!: Date | null;
  @ManyToOne(() => Seance)
  @JoinColumn({ name: 'seance_id' })
  seance!: Relation<Seance>;
}

/** One file of a generation, and what became of it: written once. */
@Entity('ligne_generation')
export class LigneGeneration {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') generationId!: string;
  @Column('uuid') candidatureId!: string;
  /** Place in the order of the agenda. */
  @Column('integer') rang!: number;
  /** What the manager adds to the file, as he asked for it. */
  @Column('jsonb') complements!: Partial<ComplementsConventionInput>;
  @Column('text') etat!: EtatLigneGeneration;
  @Column({ type: 'uuid', nullable: true }) conventionId!: string | null;
  @Column({ type: 'text', nullable: true }) code!: CodeRefus | null;
  @Column({ type: 'text', nullable: true }) message!: string | null;
  @Column('jsonb') manques!: DetailRefus[];
  @ColonneInstant({ nullable: true }) traiteeLe!: Date | null;
  @ManyToOne(() => Generation)
  @JoinColumn({ name: 'generation_id' })
  generation!: Relation<Generation>;
  @ManyToOne(() => Candidature)
  @JoinColumn({ name: 'candidature_id' })
  candidature!: Relation<Candidature>;
  @ManyToOne(() => Convention)
  @JoinColumn({ name: 'convention_id' })
  convention!: Relation<Convention> | null;
}
