import type { AnalysePiece } from '@tdt/domaine';
import { ColonneInstant } from '@tdt/socle';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Candidature } from '../candidature.entity.js';
import type { MotifRejet } from './controle/motifs.js';
import type { TypeMime } from './controle/types.js';

/** A document joined to a file. A replaced or removed one keeps its row: what was seen at an instant can be shown again. */
@Entity('piece')
export class Piece {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') candidatureId!: string;
  @Column('text') code!: string;
  @Column('text') nom!: string;
  @Column('text') typeMime!: TypeMime;
  @Column('integer') taille!: number;
  @Column({ type: 'integer', nullable: true }) pages!: number | null;
  @Column('bytea') empreinte!: Buffer;
  /** Where its bytes are in the store; null while they are still in `contenu`. */
  @Column({ type: 'text', nullable: true }) cle!: string | null;
  @Column({ type: 'bytea', select: false, nullable: true }) contenu!: Buffer | null;
  @Column('text') etatAnalyse!: AnalysePiece;
  @ColonneInstant({ nullable: true }) analyseeLe!: Date | null;
  /** The scanner's name for what it found. */
  @Column({ type: 'text', nullable: true }) signature!: string | null;
  @Column('uuid') ajouteePar!: string;
  @ColonneInstant() ajouteeLe!: Date;
  @ColonneInstant({ nullable: true }) retireeLe!: Date | null;
  @ManyToOne(() => Candidature)
  @JoinColumn({ name: 'candidature_id' })
  candidature!: Relation<Candidature>;
}

/** An upload in several requests, until it becomes a document or is refused. */
@Entity('televersement')
export class Televersement {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') candidatureId!: string;
  @Column('text') code!: string;
  @Column('text') nom!: string;
  @Column('integer') taille!: number;
  /** SHA-256 that the sender announces, if it does. */
  @Column({ type: 'bytea', nullable: true }) empreinte!: Buffer | null;
  /** Bytes received without a gap: where the next part begins. */
  @Column('integer') recu!: number;
  @Column('text') etat!: 'OUVERT' | 'JOINT' | 'REFUSE';
  @Column({ type: 'text', nullable: true }) motif!: MotifRejet | null;
  @Column({ type: 'uuid', nullable: true }) pieceId!: string | null;
  @Column('uuid') utilisateurId!: string;
  @ColonneInstant() creeLe!: Date;
  @ColonneInstant() expireLe!: Date;
}
