import { ColonneInstant } from '@tdt/socle';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The image of a logo, named by its SHA-256 in hexadecimal: never changed nor deleted, since documents name it for ever. */
@Entity('logo')
export class Logo {
  @PrimaryColumn('text') empreinte!: string;
  @Column('text') typeMime!: string;
  @Column({ type: 'bytea', select: false }) octets!: Buffer;
  @ColonneInstant() deposeLe!: Date;
}
