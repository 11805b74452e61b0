import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Lisible } from '@tdt/socle';
import { liensParConference } from './portee-sql.js';
import { Seance } from './seance.entity.js';

@ObjectType('SeanceModifiee', {
  description: 'Une séance a changé : relisez-la. Ce message ne dit pas ce qui a changé, vos droits en décident.',
})
@Lisible({
  nom: 'SeanceModifiee',
  entite: () => Seance,
  action: 'lireSeance',
  liens: liensParConference((a) => `${a}.conference_id`),
  calcules: {
    version: (a) => `select coalesce(max(lj.rang), 0)::int from journal_tete lj where lj.chaine = 'seance:' || ${a}.id`,
  },
})
export class SeanceModifieeType {
  @Field(() => ID, { description: 'Séance.' }) id!: string;
  @Field(() => Int, { description: 'Nombre d’actes qu’elle a connus : il ne fait que croître.' }) version!: number;
}
