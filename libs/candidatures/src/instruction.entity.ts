import { Critere } from '@tdt/appels';
import { ColonneInstant } from '@tdt/socle';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Candidature } from './candidature.entity.js';

/** What an instructor asked for, and the applicant's answer with the content that it freezes anew (R2). */
@Entity('demande_complement')
export class DemandeComplement {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') candidatureId!: string;
  @Column('text') texte!: string;
  @Column('date') echeance!: string;
  @Column('uuid') demandePar!: string;
  @ColonneInstant() demandeLe!: Date;
  @Column('text', { array: true }) pieces!: string[];
  @Column({ type: 'text', nullable: true }) reponse!: string | null;
  @ColonneInstant({ nullable: true }) reponduLe!: Date | null;
  @Column({ type: 'uuid', nullable: true }) reponduPar!: string | null;
  @Column({ type: 'text', nullable: true, select: false }) contenuFige!: string | null;
  @Column({ type: 'bytea', nullable: true }) empreinte!: Buffer | null;
  @ManyToOne(() => Candidature)
  @JoinColumn({ name: 'candidature_id' })
  candidature!: Relation<Candidature>;
}

/** The mark of one criterion of the grid. */
@Entity('note')
export class Note {
  @PrimaryColumn('uuid') candidatureId!: string;
  @PrimaryColumn('uuid') critereId!: string;
  @Column('uuid') id!: string;
  @Column('integer') points!: number;
  @Column('text') commentaire!: string;
  @Column('uuid') notePar!: string;
  @ColonneInstant() noteLe!: Date;
  @ManyToOne(() => Candidature)
  @JoinColumn({ name: 'candidature_id' })
  candidature!: Relation<Candidature>;
  @ManyToOne(() => Critere)
  @JoinColumn({ name: 'critere_id' })
  critere!: Relation<Critere>;
}
