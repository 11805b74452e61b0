import { Organisme } from '@tdt/acteurs';
import { Part } from '@tdt/conference';
import type { Jour, TypeActe } from '@tdt/domaine';
import { ColonneCentimes, ColonneInstant } from '@tdt/socle';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';

export const SENS_ENGAGEMENT = ['ENGAGEMENT', 'RETRAIT', 'AVENANT'] as const;
export type SensEngagement = (typeof SENS_ENGAGEMENT)[number];

/** A funder's own act on its share (R24): the one that commits it and, later perhaps, the one that gives it up. */
@Entity('engagement')
export class Engagement {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') partId!: string;
  @Column('uuid') financeurId!: string;
  @Column('text') sens!: SensEngagement;
  @Column('text') typeActe!: TypeActe;
  @Column('text') numero!: string;
  @Column('date') dateActe!: Jour;
  @Column('text') signataireNom!: string;
  @Column('text') signataireQualite!: string;
  @Column({ type: 'date', nullable: true }) transmisLe!: Jour | null;
  @ColonneCentimes() montant!: bigint;
  @Column('text', { array: true }) avertissements!: string[];
  @Column('uuid') enregistrePar!: string;
  @ColonneInstant() enregistreLe!: Date;
  /** The avenant that changes the share by this act. */
  @Column({ type: 'uuid', nullable: true }) avenantId!: string | null;
  @ManyToOne(() => Part)
  @JoinColumn([
    { name: 'part_id', referencedColumnName: 'id' },
    { name: 'financeur_id', referencedColumnName: 'financeurId' },
  ])
  part!: Relation<Part>;
  @ManyToOne(() => Organisme)
  @JoinColumn({ name: 'financeur_id' })
  financeur!: Relation<Organisme>;
}
