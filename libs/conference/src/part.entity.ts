import { Organisme } from '@tdt/acteurs';
import { Enveloppe } from '@tdt/appels';
import { Candidature } from '@tdt/candidatures';
import type { EtatPart } from '@tdt/domaine';
import { ColonneCentimes, ColonneInstant } from '@tdt/socle';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';

/**
 * A funder's share of one project. The session's vote leads it to VOTEE, only its own funder's act to ENGAGEE (R24). Its
 * amount is never overwritten once voted: a smaller one is a new share, and the former becomes REDUITE.
 */
@Entity('part')
export class Part {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') candidatureId!: string;
  @Column('uuid') financeurId!: string;
  @Column({ type: 'uuid', nullable: true }) enveloppeId!: string | null;
  @Column('text') dispositif!: string;
  @Column('text') nature!: 'FONCTIONNEMENT' | 'INVESTISSEMENT';
  @ColonneCentimes() montant!: bigint;
  @ColonneCentimes({ nullable: true }) assiette!: bigint | null;
  @Column({ type: 'text', nullable: true }) condition!: string | null;
  @Column('text') etat!: EtatPart;
  @Column('integer') version!: number;
  @ColonneInstant() creeeLe!: Date;
  @ManyToOne(() => Candidature)
  @JoinColumn({ name: 'candidature_id' })
  candidature!: Relation<Candidature>;
  @ManyToOne(() => Organisme)
  @JoinColumn({ name: 'financeur_id' })
  financeur!: Relation<Organisme>;
  @ManyToOne(() => Enveloppe)
  @JoinColumn([
    { name: 'enveloppe_id', referencedColumnName: 'id', foreignKeyConstraintName: 'part_enveloppe_fk' },
    { name: 'financeur_id', referencedColumnName: 'financeurId', foreignKeyConstraintName: 'part_enveloppe_fk' },
  ])
  enveloppe!: Relation<Enveloppe> | null;
}
