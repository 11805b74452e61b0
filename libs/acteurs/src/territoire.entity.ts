import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A région, département, EPCI or commune of the official découpage. Known by its code: 1 441 commune names are homonyms. */
@Entity('territoire')
export class Territoire {
  @PrimaryColumn('text') nature!: string;
  @PrimaryColumn('text') code!: string;
  @Column({ type: 'text', insert: false, update: false }) id!: string;
  @Column('text') nom!: string;
  @Column({ type: 'text', nullable: true }) regionCode!: string | null;
  @Column({ type: 'text', nullable: true }) departementCode!: string | null;
  @Column({ type: 'text', nullable: true }) epciCode!: string | null;
}
