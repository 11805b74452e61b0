import { Organisme } from '@tdt/acteurs';
import { Candidature } from '@tdt/candidatures';
import type { EtatConvention, Jour, OrdreSignature } from '@tdt/domaine';
import { ColonneCentimes, ColonneInstant, type NiveauCachet } from '@tdt/socle';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';

/**
 * A convention keeps the data it is printed from, as canonical text and its SHA-256. Once it goes to signature its bytes are
 * kept too and nothing of it changes any more: a change is then an avenant, another row of the same number (R46).
 */
@Entity('convention')
export class Convention {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') candidatureId!: string;
  @Column('text') numero!: string;
  @Column('integer') version!: number;
  @Column('text') modele!: string;
  /** The coordinated set to which it belongs, and its funder; null when all the parties sign it (R33). */
  @Column({ type: 'uuid', nullable: true }) ensembleId!: string | null;
  @Column({ type: 'uuid', nullable: true }) financeurId!: string | null;
  @Column('text') etat!: EtatConvention;
  @ColonneCentimes() total!: bigint;
  @Column('text') donnees!: string;
  @Column('bytea') empreinte!: Buffer;
  @ColonneInstant() emiseLe!: Date;
  @Column('uuid') genereePar!: string;
  @Column({ type: 'bytea', nullable: true, select: false }) pdf!: Buffer | null;
  @Column({ type: 'bytea', nullable: true }) pdfEmpreinte!: Buffer | null;
  @ColonneInstant({ nullable: true }) figeeLe!: Date | null;
  /** Address with the seal, as the QR code bears it. */
  @Column({ type: 'text', nullable: true }) sceau!: string | null;
  /** What the sealing added after the last byte of `pdf`. */
  @Column({ type: 'bytea', nullable: true, select: false }) cachet!: Buffer | null;
  @Column({ type: 'text', nullable: true }) cachetNiveau!: NiveauCachet | null;
  /** Certificate of the cachet, in DER. */
  @Column({ type: 'bytea', nullable: true, select: false }) cachetCertificat!: Buffer | null;
  /** SHA-256 of the sealed file. */
  @Column({ type: 'bytea', nullable: true }) scelleEmpreinte!: Buffer | null;
  @Column('text') ordreSignature!: OrdreSignature;
  /** Last signature: R43 counts three months from it. */
  @ColonneInstant({ nullable: true }) signeeLe!: Date | null;
  /** R36 counts sixty days from it. */
  @ColonneInstant({ nullable: true }) notifieeLe!: Date | null;
  /** Last reminder of the parties that had not signed. */
  @ColonneInstant({ nullable: true }) relanceeLe!: Date | null;
  /** Why it will not be signed. */
  @Column({ type: 'text', nullable: true }) motifCaducite!: string | null;
  /** The signed convention that this one, an avenant, changes; null for a first convention. */
  @Column({ type: 'uuid', nullable: true }) avenantDeId!: string | null;
  @Column({ type: 'text', nullable: true }) avenantMotif!: string | null;
  /** Its typed differences (`lireModifications`). */
  @Column({ type: 'text', nullable: true }) avenantModifications!: string | null;
  /** Formal notice that came before the termination (R47). */
  @Column({ type: 'date', nullable: true }) miseEnDemeureLe!: Jour | null;
  @Column({ type: 'date', nullable: true }) resiliationEffetLe!: Jour | null;
  @Column({ type: 'text', nullable: true }) resiliationMotif!: string | null;
  @ColonneCentimes({ nullable: true }) depensesJustifiees!: bigint | null;
  @ColonneInstant({ nullable: true }) resilieeLe!: Date | null;
  @ManyToOne(() => Candidature)
  @JoinColumn({ name: 'candidature_id' })
  candidature!: Relation<Candidature>;
  @ManyToOne(() => Organisme)
  @JoinColumn({ name: 'financeur_id' })
  financeur!: Relation<Organisme> | null;
}
