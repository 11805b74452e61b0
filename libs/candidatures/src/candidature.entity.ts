import { Organisme, Utilisateur } from '@tdt/acteurs';
import { AppelAProjets } from '@tdt/appels';
import type {
  BaseAide,
  CanalReception,
  EtatCandidature,
  ExceptionParticipation,
  NaturePart,
  OrigineInitiative,
} from '@tdt/domaine';
import { ColonneCentimes, ColonneInstant } from '@tdt/socle';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';

/** A file, from the empty draft to its closing. What a deposit requires is a rule of the domain, so almost all may be null. */
@Entity('candidature')
export class Candidature {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') appelId!: string;
  @Column('uuid') porteurId!: string;
  @Column('uuid') creePar!: string;
  @Column('text') etat!: EtatCandidature;
  @Column('integer') version!: number;
  @Column({ type: 'text', nullable: true }) numero!: string | null;
  @Column('text') titre!: string;
  @Column('text') resume!: string;
  @Column({ type: 'text', nullable: true }) origineInitiative!: OrigineInitiative | null;
  @Column('text') nature!: NaturePart;
  @Column({ type: 'date', nullable: true }) debut!: string | null;
  @Column({ type: 'date', nullable: true }) fin!: string | null;
  @Column({ type: 'text', nullable: true }) regimeAide!: BaseAide | null;
  @ColonneCentimes({ nullable: true }) montantDemande!: bigint | null;
  @ColonneCentimes({ nullable: true }) assiette!: bigint | null;
  @Column({ type: 'text', nullable: true }) representantNom!: string | null;
  @Column({ type: 'text', nullable: true }) representantQualite!: string | null;
  @Column({ type: 'date', nullable: true }) cerAccepteLe!: string | null;
  @Column({ type: 'text', nullable: true }) cerSignataire!: string | null;
  @Column({ type: 'text', nullable: true }) cerVersion!: string | null;
  @Column({ type: 'text', nullable: true }) exceptionParticipation!: ExceptionParticipation | null;
  @Column({ type: 'text', nullable: true }) exceptionActe!: string | null;
  /** How, when, and by whom registered, it was received otherwise than by the platform; never changed. */
  @Column({ type: 'text', nullable: true }) canal!: CanalReception | null;
  @ColonneInstant({ nullable: true }) recueLe!: Date | null;
  @Column({ type: 'uuid', nullable: true }) recueParId!: string | null;
  @ColonneInstant({ nullable: true }) deposeLe!: Date | null;
  @Column({ type: 'uuid', nullable: true }) deposePar!: string | null;
  /** Large, and needed by almost nobody: read only when it is asked for. */
  @Column({ type: 'text', nullable: true, select: false }) contenuFige!: string | null;
  @Column({ type: 'bytea', nullable: true }) empreinte!: Buffer | null;
  @Column({ type: 'bytea', nullable: true, select: false }) recu!: Buffer | null;
  @Column({ type: 'uuid', nullable: true }) instructeurId!: string | null;
  @Column({ type: 'text', nullable: true }) motif!: string | null;
  @Column({ type: 'text', nullable: true }) avis!: string | null;
  @Column({ type: 'boolean', nullable: true }) avisFavorable!: boolean | null;
  @ColonneInstant() creeLe!: Date;
  @ColonneInstant() modifieLe!: Date;
  @ManyToOne(() => AppelAProjets)
  @JoinColumn({ name: 'appel_id' })
  appel!: Relation<AppelAProjets>;
  @ManyToOne(() => Organisme)
  @JoinColumn({ name: 'porteur_id' })
  porteur!: Relation<Organisme>;
  @ManyToOne(() => Utilisateur)
  @JoinColumn({ name: 'recue_par_id' })
  recuePar!: Relation<Utilisateur> | null;
  @ManyToOne(() => Utilisateur)
  @JoinColumn({ name: 'instructeur_id' })
  instructeur!: Relation<Utilisateur> | null;
}

/** A territory on which the project acts. */
@Entity('candidature_territoire')
export class CandidatureTerritoire {
  @PrimaryColumn('uuid') candidatureId!: string;
  @PrimaryColumn('text') nature!: string;
  @PrimaryColumn('text') code!: string;
}
