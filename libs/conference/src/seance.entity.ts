import { Candidature } from '@tdt/candidatures';
import type { EtatSeance, ModePresence, MotifDeport, QualitePresence } from '@tdt/domaine';
import { ColonneInstant } from '@tdt/socle';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Conference, Membre } from './conference.entity.js';

/** A session, from its summons to its minutes. A second summons is another session that names the first (R21). */
@Entity('seance')
export class Seance {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') conferenceId!: string;
  /** Year and rank in the year: « 2021-03 ». */
  @Column('text') numero!: string;
  @Column('text') etat!: EtatSeance;
  @Column('text') intitule!: string;
  @ColonneInstant() prevueLe!: Date;
  @Column('text') lieu!: string;
  @ColonneInstant({ nullable: true }) convoqueeLe!: Date | null;
  @Column({ type: 'uuid', nullable: true }) convoqueePar!: string | null;
  @Column({ type: 'uuid', nullable: true }) seancePrecedenteId!: string | null;
  @Column('boolean') sansQuorum!: boolean;
  @Column({ type: 'uuid', nullable: true }) presideParId!: string | null;
  @ColonneInstant({ nullable: true }) ouverteLe!: Date | null;
  @ColonneInstant({ nullable: true }) closeLe!: Date | null;
  @Column('integer') version!: number;
  @ManyToOne(() => Conference)
  @JoinColumn({ name: 'conference_id' })
  conference!: Relation<Conference>;
  @ManyToOne(() => Seance)
  @JoinColumn({ name: 'seance_precedente_id' })
  seancePrecedente!: Relation<Seance> | null;
  @ManyToOne(() => Membre)
  @JoinColumn({ name: 'preside_par_id' })
  presidePar!: Relation<Membre> | null;
}

export const TYPES_POINT = ['PLAN_DE_FINANCEMENT', 'REGLEMENT_INTERIEUR', 'PROGRAMME', 'APPEL', 'AUTRE'] as const;
export type TypePoint = (typeof TYPES_POINT)[number];

/** An item of the agenda, frozen at the summons (R18). */
@Entity('point')
export class Point {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') seanceId!: string;
  @Column('integer') rang!: number;
  @Column('text') type!: TypePoint;
  @Column('text') intitule!: string;
  @Column({ type: 'uuid', nullable: true }) candidatureId!: string | null;
  @Column('boolean') ajouteEnSeance!: boolean;
  @ManyToOne(() => Candidature)
  @JoinColumn({ name: 'candidature_id' })
  candidature!: Relation<Candidature> | null;
  @ManyToOne(() => Seance)
  @JoinColumn({ name: 'seance_id' })
  seance!: Relation<Seance>;
}

/** The session was suspended by its chair, then resumed: who, when, why. */
@Entity('suspension')
export class Suspension {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') seanceId!: string;
  @Column('text') motif!: string;
  @ColonneInstant() suspendueLe!: Date;
  @Column('uuid') suspenduePar!: string;
  @ColonneInstant({ nullable: true }) repriseLe!: Date | null;
  @Column({ type: 'uuid', nullable: true }) reprisePar!: string | null;
  @ManyToOne(() => Seance)
  @JoinColumn({ name: 'seance_id' })
  seance!: Relation<Seance>;
}

/** A seat that is occupied. */
@Entity('emargement')
export class Emargement {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') seanceId!: string;
  @Column('uuid') membreId!: string;
  @Column('uuid') utilisateurId!: string;
  @Column('text') qualite!: QualitePresence;
  @Column('text') mode!: ModePresence;
  @ColonneInstant() arriveLe!: Date;
  /** Who recorded it: the person who sits, or the chair or the secretary for him. */
  @Column('uuid') enregistrePar!: string;
  @ManyToOne(() => Seance)
  @JoinColumn({ name: 'seance_id' })
  seance!: Relation<Seance>;
  @ManyToOne(() => Membre)
  @JoinColumn({ name: 'membre_id' })
  membre!: Relation<Membre>;
}

/** A mandate. The rank makes « at most pouvoirsMax a member » a constraint of the database too (R20). */
@Entity('pouvoir')
export class Pouvoir {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') seanceId!: string;
  @Column('uuid') mandantId!: string;
  @Column('uuid') mandataireId!: string;
  @Column('integer') rang!: number;
  @Column('uuid') donnePar!: string;
  @ColonneInstant() donneLe!: Date;
  @ManyToOne(() => Seance)
  @JoinColumn({ name: 'seance_id' })
  seance!: Relation<Seance>;
  @ManyToOne(() => Membre)
  @JoinColumn({ name: 'mandant_id' })
  mandant!: Relation<Membre>;
  @ManyToOne(() => Membre)
  @JoinColumn({ name: 'mandataire_id' })
  mandataire!: Relation<Membre>;
}

/** A member withdrawn from one item (R23). Only the category of the reason is kept. */
@Entity('deport')
export class Deport {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') pointId!: string;
  @Column('uuid') membreId!: string;
  @Column('text') motif!: MotifDeport;
  @Column('uuid') declarePar!: string;
  @ColonneInstant() declareLe!: Date;
  @ManyToOne(() => Point)
  @JoinColumn({ name: 'point_id' })
  point!: Relation<Point>;
  @ManyToOne(() => Membre)
  @JoinColumn({ name: 'membre_id' })
  membre!: Relation<Membre>;
}
