import type { CategorieOrganisme, TypeIdentifiant } from '@tdt/domaine';
import { ColonneInstant } from '@tdt/socle';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Territoire } from './territoire.entity.js';

/** A legal person: porteur, partner, financeur or staff body. */
@Entity('organisme')
export class Organisme {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') nom!: string;
  @Column('text') categorie!: CategorieOrganisme;
  @Column('text') typeIdentifiant!: TypeIdentifiant;
  @Column('text') identifiant!: string;
  @Column({ type: 'text', nullable: true }) rna!: string | null;
  @Column({ type: 'text', nullable: true }) formeJuridique!: string | null;
  @Column({ type: 'text', nullable: true }) adresse!: string | null;
  @Column({ type: 'text', nullable: true }) communeCode!: string | null;
  @Column({ type: 'text', insert: false, update: false }) communeNature!: string;
  @Column({ type: 'text', nullable: true }) representantNom!: string | null;
  @Column({ type: 'text', nullable: true }) representantQualite!: string | null;
  /** Hash of the logo that it has now. */
  @Column({ type: 'text', nullable: true }) logo!: string | null;
  @Column('boolean') fictif!: boolean;
  @ColonneInstant() creeLe!: Date;
  @ManyToOne(() => Territoire)
  @JoinColumn([
    { name: 'commune_nature', referencedColumnName: 'nature', foreignKeyConstraintName: 'organisme_commune_fk' },
    { name: 'commune_code', referencedColumnName: 'code', foreignKeyConstraintName: 'organisme_commune_fk' },
  ])
  commune!: Relation<Territoire> | null;
}
