import { Organisme } from '@tdt/acteurs';
import { Enveloppe } from '@tdt/appels';
import { Candidature } from '@tdt/candidatures';
import type { TypeProposition } from '@tdt/domaine';
import { ColonneCentimes, ColonneInstant } from '@tdt/socle';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Seance } from '../seance.entity.js';
import { Tour } from './tour.entity.js';

/** A frozen plan. It never changes: another one may only take its place. */
@Entity('proposition')
export class Proposition {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') tourId!: string;
  @Column('uuid') seanceId!: string;
  @Column('integer') numero!: number;
  @Column('text') type!: TypeProposition;
  @Column('text') etat!: 'FIGEE' | 'REMPLACEE';
  /** Canonical text of what was chosen: weights, order … */
  @Column('text') parametres!: string;
  /** Canonical text of all that the plan depends on, and of the plan. */
  @Column('text') instantane!: string;
  /** SHA-256 of the snapshot: what a ballot quotes. */
  @Column('bytea') empreinte!: Buffer;
  @Column('text') versionMoteur!: string;
  @Column({ type: 'text', nullable: true }) versionSolveur!: string | null;
  @ColonneCentimes() score!: bigint;
  @ColonneCentimes() total!: bigint;
  /** No other plan does better, and the certificate proves it; otherwise `borne` says how far it may be. */
  @Column('boolean') prouvee!: boolean;
  @ColonneCentimes({ nullable: true }) borne!: bigint | null;
  @Column({ type: 'text', nullable: true }) certificat!: string | null;
  @ColonneInstant() creeeLe!: Date;
  @Column('uuid') creeePar!: string;
  @ColonneInstant({ nullable: true }) remplaceeLe!: Date | null;
  @ManyToOne(() => Tour)
  @JoinColumn([
    { name: 'tour_id', referencedColumnName: 'id', foreignKeyConstraintName: 'proposition_tour_fk' },
    { name: 'seance_id', referencedColumnName: 'seanceId', foreignKeyConstraintName: 'proposition_tour_fk' },
  ])
  tour!: Relation<Tour>;
  @ManyToOne(() => Seance)
  @JoinColumn({ name: 'seance_id' })
  seance!: Relation<Seance>;
}

/** What a frozen proposition decides for one project of the round. */
@Entity('proposition_projet')
export class PropositionProjet {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') propositionId!: string;
  @Column('uuid') candidatureId!: string;
  @Column('integer') rang!: number;
  @Column('boolean') retenu!: boolean;
  @ColonneCentimes() score!: bigint;
  @ColonneCentimes() besoin!: bigint;
  @Column('text') motif!: string;
  @ManyToOne(() => Proposition)
  @JoinColumn({ name: 'proposition_id' })
  proposition!: Relation<Proposition>;
  @ManyToOne(() => Candidature)
  @JoinColumn({ name: 'candidature_id' })
  candidature!: Relation<Candidature>;
}

/** What one envelope brings to one project in a frozen proposition, with the reason of its amount. */
@Entity('proposition_ligne')
export class PropositionLigne {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') propositionId!: string;
  @Column('uuid') candidatureId!: string;
  @Column('uuid') enveloppeId!: string;
  @Column('uuid') financeurId!: string;
  @Column('integer') rang!: number;
  @ColonneCentimes() montant!: bigint;
  /** The share before its rounding to the cent: « 10000/3 ». */
  @Column('text') partExacte!: string;
  @Column('text') motifCode!: string;
  @Column('text') motif!: string;
  @Column({ type: 'text', nullable: true }) sourceJuridique!: string | null;
  @ManyToOne(() => Proposition)
  @JoinColumn({ name: 'proposition_id' })
  proposition!: Relation<Proposition>;
  @ManyToOne(() => Candidature)
  @JoinColumn({ name: 'candidature_id' })
  candidature!: Relation<Candidature>;
  @ManyToOne(() => Organisme)
  @JoinColumn({ name: 'financeur_id' })
  financeur!: Relation<Organisme>;
  @ManyToOne(() => Enveloppe)
  @JoinColumn([
    { name: 'enveloppe_id', referencedColumnName: 'id', foreignKeyConstraintName: 'proposition_ligne_enveloppe_fk' },
    {
      name: 'financeur_id',
      referencedColumnName: 'financeurId',
      foreignKeyConstraintName: 'proposition_ligne_enveloppe_fk',
    },
  ])
  enveloppe!: Relation<Enveloppe>;
}
