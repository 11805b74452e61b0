import type { ClauseRedigee } from '@tdt/domaine';
import { ColonneInstant } from '@tdt/socle';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What staff wrote for the convention of one file: the last version; each convention keeps in its data what it printed. */
@Entity('parties_libres')
export class PartiesLibresDuDossier {
  @PrimaryColumn('uuid') candidatureId!: string;
  @Column('integer') version!: number;
  @Column('text') objet!: string;
  @Column('jsonb') clauses!: ClauseRedigee[];
  @Column('uuid', { array: true }) sansLogo!: string[];
  @ColonneInstant() modifieesLe!: Date;
  @Column('uuid') modifieesPar!: string;
}
