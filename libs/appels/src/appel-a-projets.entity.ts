import type { CategorieOrganisme, EtatAppel, ModeRegle, TypeAppel, TypePlafond } from '@tdt/domaine';
import { ColonneCentimes, ColonneInstant } from '@tdt/socle';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';

/** A call (AAP or AMI). Its rules, grid and documents are rows beside it: a new programme is data, not code. */
@Entity('appel_a_projets')
export class AppelAProjets {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') code!: string;
  @Column('text') type!: TypeAppel;
  @Column('text') titre!: string;
  @Column('text') resume!: string;
  @Column('text') objet!: string;
  @Column('text') etat!: EtatAppel;
  @ColonneInstant({ nullable: true }) ouverture!: Date | null;
  @ColonneInstant({ nullable: true }) cloture!: Date | null;
  @Column('text') modeMontant!: ModeRegle;
  @Column('text', { array: true }) categoriesAdmises!: CategorieOrganisme[];
  @Column({ type: 'integer', nullable: true }) seuilInstruction!: number | null;
  @Column({ type: 'integer', nullable: true }) dureeMoisMax!: number | null;
  @Column({ type: 'integer', nullable: true }) millesimeQpv!: number | null;
  @Column({ type: 'integer', nullable: true }) millesimeAcv!: number | null;
  @ColonneCentimes({ nullable: true }) montantAnnonce!: bigint | null;
  @Column('boolean') financementPartiel!: boolean;
  @Column('integer') dernierNumero!: number;
  @Column('integer') version!: number;
  @Column('integer') versionRegles!: number;
  @ColonneInstant() creeLe!: Date;
  @Column({ type: 'uuid', nullable: true }) creePar!: string | null;
  /** Everybody who has rewritten the draft: none of them publishes it. */
  @Column('uuid', { array: true }) modifiePar!: string[];
  /** Who last defined its financing rules: somebody else publishes it. */
  @Column({ type: 'uuid', nullable: true }) reglesDefiniesPar!: string | null;
  @ColonneInstant({ nullable: true }) publieLe!: Date | null;
  @Column({ type: 'uuid', nullable: true }) conferenceId!: string | null;
}

/** Base amount, bonus or cap of a call (R3), with its legal source. */
@Entity('regle')
export class Regle {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') appelId!: string;
  @Column('integer') rang!: number;
  @Column('text') type!: 'BASE' | 'BONIFICATION' | TypePlafond;
  @Column('text') code!: string;
  @Column('text') libelle!: string;
  @ColonneCentimes({ nullable: true }) montant!: bigint | null;
  @Column({ type: 'integer', nullable: true }) tauxBp!: number | null;
  @Column({ type: 'text', nullable: true }) base!: string | null;
  @Column({ type: 'text', nullable: true }) condition!: string | null;
  @Column({ type: 'text', nullable: true }) preuve!: string | null;
  @Column('boolean') cumulable!: boolean;
  @Column({ type: 'text', nullable: true }) sourceJuridique!: string | null;
  @ManyToOne(() => AppelAProjets)
  @JoinColumn({ name: 'appel_id' })
  appel!: Relation<AppelAProjets>;
}

/** One line of the instruction grid. */
@Entity('critere')
export class Critere {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') appelId!: string;
  @Column('integer') rang!: number;
  @Column('text') code!: string;
  @Column('text') libelle!: string;
  @Column('integer') poids!: number;
  @ManyToOne(() => AppelAProjets)
  @JoinColumn({ name: 'appel_id' })
  appel!: Relation<AppelAProjets>;
}

/** One document asked from the applicant. */
@Entity('piece_demandee')
export class PieceDemandee {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') appelId!: string;
  @Column('integer') rang!: number;
  @Column('text') code!: string;
  @Column('text') libelle!: string;
  @Column('boolean') obligatoire!: boolean;
  @Column('text', { array: true }) categories!: CategorieOrganisme[];
  @ManyToOne(() => AppelAProjets)
  @JoinColumn({ name: 'appel_id' })
  appel!: Relation<AppelAProjets>;
}

/** A territory that a call targets. */
@Entity('appel_territoire')
export class AppelTerritoire {
  @PrimaryColumn('uuid') appelId!: string;
  @PrimaryColumn('text') nature!: string;
  @PrimaryColumn('text') code!: string;
}
