import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Territoire } from './territoire.entity.js';

/** A place of a priority list (QPV, Action cœur de ville) at the vintage of that list. */
@Entity('zonage')
export class Zonage {
  @PrimaryColumn('text') dispositif!: string;
  @PrimaryColumn('integer') millesime!: number;
  @PrimaryColumn('text') code!: string;
  @PrimaryColumn('text') communeCode!: string;
  @Column({ type: 'text', insert: false, update: false }) communeNature!: string;
  @Column('text') libelle!: string;
  @Column({ type: 'text', insert: false, update: false }) id!: string;
  @ManyToOne(() => Territoire)
  @JoinColumn([
    { name: 'commune_nature', referencedColumnName: 'nature', foreignKeyConstraintName: 'zonage_commune_fk' },
    { name: 'commune_code', referencedColumnName: 'code', foreignKeyConstraintName: 'zonage_commune_fk' },
  ])
  commune!: Relation<Territoire>;
}
