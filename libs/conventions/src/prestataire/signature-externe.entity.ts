import type { EtatSignatureExterne, Jour, TypeActe } from '@tdt/domaine';
import { ColonneInstant } from '@tdt/socle';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Signature } from '../signature.entity.js';

/** A signature that one party asked of an outside provider: who is to sign, and what became of it. */
@Entity('signature_externe')
export class SignatureExterne {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') signatureId!: string;
  @Column('text') prestataire!: string;
  @Column('text') etat!: EtatSignatureExterne;
  @Column('text') nom!: string;
  @Column('text') qualite!: string;
  @Column('text') acteType!: TypeActe;
  @Column('text') acteNumero!: string;
  @Column('date') acteDate!: Jour;
  /** Where the provider reaches the signatory; erased once the request is over. */
  @Column({ type: 'text', nullable: true }) courriel!: string | null;
  @Column({ type: 'text', nullable: true }) mobile!: string | null;
  /** SHA-256 of the file that is sent. */
  @Column('bytea') empreinte!: Buffer;
  @Column({ type: 'text', nullable: true }) reference!: string | null;
  @Column({ type: 'text', nullable: true }) lien!: string | null;
  @Column('uuid') demandeePar!: string;
  @ColonneInstant() demandeeLe!: Date;
  @ColonneInstant({ nullable: true }) ouverteLe!: Date | null;
  @ColonneInstant({ nullable: true }) termineeLe!: Date | null;
  @Column({ type: 'text', nullable: true }) motif!: string | null;
  /** What came back: key in the store, and SHA-256. */
  @Column({ type: 'text', nullable: true }) documentCle!: string | null;
  @Column({ type: 'bytea', nullable: true }) documentEmpreinte!: Buffer | null;
  @Column({ type: 'text', nullable: true }) preuveCle!: string | null;
  @Column({ type: 'bytea', nullable: true }) preuveEmpreinte!: Buffer | null;
  @Column({ type: 'uuid', nullable: true }) trancheePar!: string | null;
  @Column('integer') essais!: number;
  @ColonneInstant() prochainEssai!: Date;
  @ColonneInstant({ nullable: true }) priseLe!: Date | null;
  @ManyToOne(() => Signature)
  @JoinColumn({ name: 'signature_id' })
  signature!: Relation<Signature>;
}
