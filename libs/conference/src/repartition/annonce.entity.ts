import { Organisme } from '@tdt/acteurs';
import { Enveloppe } from '@tdt/appels';
import { Candidature } from '@tdt/candidatures';
import type { EtatAnnonce } from '@tdt/domaine';
import { ColonneCentimes, ColonneInstant } from '@tdt/socle';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Tour } from './tour.entity.js';

/** A sealed bid of one envelope in one round. Only `etat` and `finLe` ever change, while the round is open. */
@Entity('annonce')
export class Annonce {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') tourId!: string;
  @Column('uuid') enveloppeId!: string;
  @Column('uuid') financeurId!: string;
  @Column('integer') version!: number;
  @Column('text') etat!: EtatAnnonce;
  /** All that this envelope brings to the projects of the round, at most. */
  @ColonneCentimes() plafond!: bigint;
  /** Thirty-two random bytes, so that nobody finds the amounts by trying them against the hash. */
  @Column('bytea') sel!: Buffer;
  /** Canonical text of what was sealed. */
  @Column('text') contenu!: string;
  /** SHA-256 of the salt and the text: public at once. */
  @Column('bytea') empreinte!: Buffer;
  @ColonneInstant() scelleLe!: Date;
  @Column('uuid') scellePar!: string;
  /** When it was replaced or withdrawn. */
  @ColonneInstant({ nullable: true }) finLe!: Date | null;
  @ManyToOne(() => Tour)
  @JoinColumn({ name: 'tour_id' })
  tour!: Relation<Tour>;
  @ManyToOne(() => Organisme)
  @JoinColumn({ name: 'financeur_id' })
  financeur!: Relation<Organisme>;
  @ManyToOne(() => Enveloppe)
  @JoinColumn([
    { name: 'enveloppe_id', referencedColumnName: 'id', foreignKeyConstraintName: 'annonce_enveloppe_fk' },
    { name: 'financeur_id', referencedColumnName: 'financeurId', foreignKeyConstraintName: 'annonce_enveloppe_fk' },
  ])
  enveloppe!: Relation<Enveloppe>;
}

/** What a bid says of one project. */
@Entity('ligne_annonce')
export class LigneAnnonce {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') annonceId!: string;
  @Column('uuid') tourId!: string;
  @Column('uuid') candidatureId!: string;
  @Column('integer') rang!: number;
  @ColonneCentimes() maximum!: bigint;
  @ColonneCentimes() minimum!: bigint;
  @Column({ type: 'integer', nullable: true }) points!: number | null;
  @Column({ type: 'text', nullable: true }) condition!: string | null;
  @ManyToOne(() => Annonce)
  @JoinColumn([
    { name: 'annonce_id', referencedColumnName: 'id', foreignKeyConstraintName: 'ligne_annonce_annonce_fk' },
    { name: 'tour_id', referencedColumnName: 'tourId', foreignKeyConstraintName: 'ligne_annonce_annonce_fk' },
  ])
  annonce!: Relation<Annonce>;
  @ManyToOne(() => Candidature)
  @JoinColumn({ name: 'candidature_id' })
  candidature!: Relation<Candidature>;
}
