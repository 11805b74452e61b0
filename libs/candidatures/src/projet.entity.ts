import { Organisme, Territoire } from '@tdt/acteurs';
import type { NaturePart, SensCompte } from '@tdt/domaine';
import { ColonneCentimes } from '@tdt/socle';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Candidature } from './candidature.entity.js';

/** A member of the consortium; `mandatLe` is the day on which it gave the lead applicant its mandate. */
@Entity('partenaire')
export class Partenaire {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') candidatureId!: string;
  @Column('uuid') organismeId!: string;
  @Column('integer') rang!: number;
  @Column('text') role!: string;
  @Column({ type: 'date', nullable: true }) mandatLe!: string | null;
  @ManyToOne(() => Candidature)
  @JoinColumn({ name: 'candidature_id' })
  candidature!: Relation<Candidature>;
  @ManyToOne(() => Organisme)
  @JoinColumn({ name: 'organisme_id' })
  organisme!: Relation<Organisme>;
}

/** One action of the project. */
@Entity('action')
export class Action {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') candidatureId!: string;
  @Column('integer') rang!: number;
  @Column('text') intitule!: string;
  @Column('text') description!: string;
  @Column('text') indicateur!: string;
  @Column('text') cible!: string;
  @ManyToOne(() => Candidature)
  @JoinColumn({ name: 'candidature_id' })
  candidature!: Relation<Candidature>;
}

/** A named place of an action; a bonus hangs on the priority zone that it names (R5). */
@Entity('lieu')
export class Lieu {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') actionId!: string;
  @Column('integer') rang!: number;
  @Column('text') communeCode!: string;
  @Column({ type: 'text', insert: false, update: false }) communeNature!: string;
  @Column({ type: 'text', nullable: true }) dispositif!: string | null;
  @Column({ type: 'text', nullable: true }) zonageCode!: string | null;
  @ManyToOne(() => Action)
  @JoinColumn({ name: 'action_id' })
  action!: Relation<Action>;
  @ManyToOne(() => Territoire)
  @JoinColumn([
    { name: 'commune_nature', referencedColumnName: 'nature', foreignKeyConstraintName: 'lieu_commune_fk' },
    { name: 'commune_code', referencedColumnName: 'code', foreignKeyConstraintName: 'lieu_commune_fk' },
  ])
  commune!: Relation<Territoire>;
}

/** One line of the budget, on an account of the Cerfa form (R10). */
@Entity('ligne_budget')
export class LigneBudget {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') candidatureId!: string;
  @Column('integer') rang!: number;
  @Column('text') sens!: SensCompte;
  @Column('text') compte!: string;
  @Column('text') libelle!: string;
  @ColonneCentimes() montant!: bigint;
  @ManyToOne(() => Candidature)
  @JoinColumn({ name: 'candidature_id' })
  candidature!: Relation<Candidature>;
}

export type TypeLignePlan = 'SUBVENTION' | 'RESSOURCES_PROPRES';

/** One line of the financing plan that the applicant asks for (R11, R12). */
@Entity('ligne_plan')
export class LignePlan {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') candidatureId!: string;
  @Column('integer') rang!: number;
  @Column('text') type!: TypeLignePlan;
  @Column({ type: 'text', nullable: true }) nature!: NaturePart | null;
  @Column({ type: 'uuid', nullable: true }) financeurId!: string | null;
  @Column('text') dispositif!: string;
  @ColonneCentimes({ nullable: true }) assiette!: bigint | null;
  @ColonneCentimes() montant!: bigint;
  @ManyToOne(() => Candidature)
  @JoinColumn({ name: 'candidature_id' })
  candidature!: Relation<Candidature>;
  @ManyToOne(() => Organisme)
  @JoinColumn({ name: 'financeur_id' })
  financeur!: Relation<Organisme> | null;
}

/** A public aid already received, which counts against the de minimis ceiling (R15). */
@Entity('aide_declaree')
export class AideDeclaree {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') candidatureId!: string;
  @Column('integer') rang!: number;
  @Column('date') date!: string;
  @ColonneCentimes() montant!: bigint;
  @ManyToOne(() => Candidature)
  @JoinColumn({ name: 'candidature_id' })
  candidature!: Relation<Candidature>;
}
