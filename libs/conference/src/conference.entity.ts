import { Organisme, Utilisateur } from '@tdt/acteurs';
import type { AssietteMajorite, Majorite, MembreSeance, Reglement } from '@tdt/domaine';
import { ColonneInstant } from '@tdt/socle';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';

/** A conference and its règlement intérieur: the columns are those that the rules of a session read. */
@Entity('conference')
export class Conference implements Reglement {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') nom!: string;
  @Column({ type: 'text', nullable: true }) territoireNature!: string | null;
  @Column({ type: 'text', nullable: true }) territoireCode!: string | null;
  @Column('integer') quorumNumerateur!: number;
  @Column('integer') quorumDenominateur!: number;
  @Column('text') majorite!: Majorite;
  @Column({ type: 'integer', nullable: true }) majoriteNumerateur!: number | null;
  @Column({ type: 'integer', nullable: true }) majoriteDenominateur!: number | null;
  @Column('text') assiette!: AssietteMajorite;
  @Column('integer') pouvoirsMax!: number;
  @Column('boolean') voixPreponderante!: boolean;
  @Column('boolean') voixPreponderanteVicePresident!: boolean;
  @Column('integer') delaiConvocationJours!: number;
  @Column('integer') delaiSecondeConvocationJours!: number;
  @Column('boolean') deportHorsQuorum!: boolean;
  @ColonneInstant() creeLe!: Date;
}

/** A seat of a conference, held for an organisation by a person or by his substitute. */
@Entity('membre')
export class Membre implements MembreSeance {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') conferenceId!: string;
  @Column('uuid') organismeId!: string;
  @Column('uuid') titulaireId!: string;
  @Column({ type: 'uuid', nullable: true }) suppleantId!: string | null;
  @Column('integer') voix!: number;
  @Column('boolean') president!: boolean;
  @Column('boolean') vicePresident!: boolean;
  @Column({ type: 'text', nullable: true }) college!: string | null;
  @Column('date') debut!: string;
  @Column({ type: 'date', nullable: true }) fin!: string | null;
  @ManyToOne(() => Conference)
  @JoinColumn({ name: 'conference_id' })
  conference!: Relation<Conference>;
  @ManyToOne(() => Organisme)
  @JoinColumn({ name: 'organisme_id' })
  organisme!: Relation<Organisme>;
  @ManyToOne(() => Utilisateur)
  @JoinColumn({ name: 'titulaire_id' })
  titulaire!: Relation<Utilisateur>;
  @ManyToOne(() => Utilisateur)
  @JoinColumn({ name: 'suppleant_id' })
  suppleant!: Relation<Utilisateur> | null;
}
