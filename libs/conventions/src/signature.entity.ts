import { Organisme } from '@tdt/acteurs';
import type { EtatSignature, Jour, ModeSignature, QualitePartie, TypeActe } from '@tdt/domaine';
import { ColonneInstant } from '@tdt/socle';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Convention } from './convention.entity.js';

/** The signature of one party of a convention: awaited, then given or refused, once (R33). */
@Entity('signature')
export class Signature {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') conventionId!: string;
  @Column('uuid') organismeId!: string;
  @Column('text') qualitePartie!: QualitePartie;
  @Column('integer') rang!: number;
  @Column('text') etat!: EtatSignature;
  @Column({ type: 'text', nullable: true }) nom!: string | null;
  @Column({ type: 'text', nullable: true }) qualite!: string | null;
  @Column({ type: 'text', nullable: true }) acteType!: TypeActe | null;
  @Column({ type: 'text', nullable: true }) acteNumero!: string | null;
  @Column({ type: 'date', nullable: true }) acteDate!: Jour | null;
  @Column({ type: 'bytea', nullable: true }) empreinte!: Buffer | null;
  @Column({ type: 'text', nullable: true }) mode!: ModeSignature | null;
  /** Day that the signatory wrote on the paper. */
  @Column({ type: 'date', nullable: true }) signeeLe!: Jour | null;
  /** Document that holds the scan of the paper, and its SHA-256. */
  @Column({ type: 'uuid', nullable: true }) numerisationId!: string | null;
  @Column({ type: 'bytea', nullable: true }) numerisationEmpreinte!: Buffer | null;
  @Column({ type: 'text', nullable: true }) motif!: string | null;
  @Column({ type: 'uuid', nullable: true }) faitePar!: string | null;
  @ColonneInstant({ nullable: true }) faiteLe!: Date | null;
  @ManyToOne(() => Convention)
  @JoinColumn({ name: 'convention_id' })
  convention!: Relation<Convention>;
  @ManyToOne(() => Organisme)
  @JoinColumn({ name: 'organisme_id' })
  organisme!: Relation<Organisme>;
}
