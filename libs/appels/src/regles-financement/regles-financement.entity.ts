import { Organisme } from '@tdt/acteurs';
import type { BaseRegle, CategorieOrganisme, ClasseDeFinanceurs, PorteeRegle, RegleDeLAppel } from '@tdt/domaine';
import { ColonneCentimes } from '@tdt/socle';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { AppelAProjets } from '../appel-a-projets.entity.js';

export const TYPES_REGLE_STOCKEE = [
  'TAUX_MAX',
  'MONTANT_MAX',
  'MONTANT_MIN',
  'PARTICIPATION_MIN_MAITRE_OUVRAGE',
] as const;
export type TypeRegleStockee = (typeof TYPES_REGLE_STOCKEE)[number];

/** A class of funders of a call. */
@Entity('classe_financeur')
export class ClasseFinanceur implements ClasseDeFinanceurs {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') appelId!: string;
  @Column('integer') rang!: number;
  @Column('text') code!: string;
  @Column({ type: 'text', nullable: true }) parent!: string | null;
  @Column('text') libelle!: string;
  @Column('text', { array: true }) categories!: CategorieOrganisme[];
  @ManyToOne(() => AppelAProjets)
  @JoinColumn({ name: 'appel_id' })
  appel!: Relation<AppelAProjets>;
}

/** What bounds who pays what in a call, with the text it comes from. */
@Entity('regle_financement')
export class RegleFinancement implements RegleDeLAppel {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') appelId!: string;
  @Column('integer') rang!: number;
  @Column('text') code!: string;
  @Column('text') libelle!: string;
  @Column('text') portee!: PorteeRegle;
  @Column({ type: 'text', nullable: true }) classe!: string | null;
  @Column({ type: 'uuid', nullable: true }) financeurId!: string | null;
  @Column({ type: 'text', nullable: true }) categorie!: CategorieOrganisme | null;
  @Column('text') type!: TypeRegleStockee;
  @Column({ type: 'integer', nullable: true }) tauxBp!: number | null;
  @Column({ type: 'text', nullable: true }) base!: BaseRegle | null;
  @ColonneCentimes({ nullable: true }) montant!: bigint | null;
  @Column('text') sourceJuridique!: string;
  @ManyToOne(() => AppelAProjets)
  @JoinColumn({ name: 'appel_id' })
  appel!: Relation<AppelAProjets>;
  @ManyToOne(() => Organisme)
  @JoinColumn({ name: 'financeur_id' })
  financeur!: Relation<Organisme> | null;
}
