import { Organisme } from '@tdt/acteurs';
import type { EtatScrutin, SensVote } from '@tdt/domaine';
import { ColonneCentimes, ColonneInstant } from '@tdt/socle';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Membre } from './conference.entity.js';
import { Part } from './part.entity.js';
import { Point, Seance } from './seance.entity.js';

/** A ballot. Its result is written once, at its proclamation, and never after. */
@Entity('scrutin')
export class Scrutin {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') pointId!: string;
  /** Number of the deliberation, which the convention quotes: « 2021-03-2 ». */
  @Column('text') numero!: string;
  @Column('text') etat!: EtatScrutin;
  @ColonneInstant() ouvertLe!: Date;
  @Column('uuid') ouvertPar!: string;
  @ColonneInstant({ nullable: true }) closLe!: Date | null;
  @ColonneInstant({ nullable: true }) proclameLe!: Date | null;
  /** SHA-256 of the canonical text of the proposition. */
  @Column('bytea') empreinte!: Buffer;
  @Column({ type: 'integer', nullable: true }) pour!: number | null;
  @Column({ type: 'integer', nullable: true }) contre!: number | null;
  @Column({ type: 'integer', nullable: true }) abstention!: number | null;
  @Column({ type: 'integer', nullable: true }) exprimes!: number | null;
  @Column({ type: 'boolean', nullable: true }) adopte!: boolean | null;
  @Column({ type: 'boolean', nullable: true }) voixPreponderante!: boolean | null;
  @Column({ type: 'text', nullable: true }) motif!: string | null;
  /** The frozen proposition that it is about, when the session had one. */
  @Column({ type: 'uuid', nullable: true }) propositionId!: string | null;
  @ManyToOne(() => Point)
  @JoinColumn({ name: 'point_id' })
  point!: Relation<Point>;
}

/** One line of the proposition, frozen when the ballot opens. */
@Entity('ligne_proposition')
export class LigneProposition {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') scrutinId!: string;
  @Column('uuid') partId!: string;
  @Column('uuid') financeurId!: string;
  @Column('integer') rang!: number;
  @ColonneCentimes() montant!: bigint;
  @ManyToOne(() => Scrutin)
  @JoinColumn({ name: 'scrutin_id' })
  scrutin!: Relation<Scrutin>;
  @ManyToOne(() => Part)
  @JoinColumn([
    { name: 'part_id', referencedColumnName: 'id', foreignKeyConstraintName: 'ligne_proposition_part_fk' },
    {
      name: 'financeur_id',
      referencedColumnName: 'financeurId',
      foreignKeyConstraintName: 'ligne_proposition_part_fk',
    },
  ])
  part!: Relation<Part>;
  @ManyToOne(() => Organisme)
  @JoinColumn({ name: 'financeur_id' })
  financeur!: Relation<Organisme>;
}

/** The ballot paper of one seat. */
@Entity('vote')
export class Vote {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') scrutinId!: string;
  @Column('uuid') membreId!: string;
  @Column('text') sens!: SensVote;
  @Column('integer') voix!: number;
  @Column('uuid') utilisateurId!: string;
  @Column({ type: 'uuid', nullable: true }) mandataireId!: string | null;
  @ColonneInstant() voteLe!: Date;
  @ManyToOne(() => Scrutin)
  @JoinColumn({ name: 'scrutin_id' })
  scrutin!: Relation<Scrutin>;
  @ManyToOne(() => Membre)
  @JoinColumn({ name: 'membre_id' })
  membre!: Relation<Membre>;
  @ManyToOne(() => Membre)
  @JoinColumn({ name: 'mandataire_id' })
  mandataire!: Relation<Membre> | null;
}

/** The minutes of a session: what was drawn up, its document, and the instant of the approval that froze them (R25). */
@Entity('proces_verbal')
export class ProcesVerbal {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') seanceId!: string;
  /** Canonical JSON of what the document says. */
  @Column('text') donnees!: string;
  /** SHA-256 of the PDF. */
  @Column('bytea') empreinte!: Buffer;
  @Column('bytea') pdf!: Buffer;
  @ColonneInstant() redigeLe!: Date;
  @Column('uuid') redigePar!: string;
  @ColonneInstant({ nullable: true }) approuveLe!: Date | null;
  @ManyToOne(() => Seance)
  @JoinColumn({ name: 'seance_id' })
  seance!: Relation<Seance>;
}
