import { Args, ID, Info, Resolver, Subscription } from '@nestjs/graphql';
import { Ecoute, Habilite, Lecture, suivreObjet, SuiviCourant, type Suivi } from '@tdt/socle';
import type { GraphQLResolveInfo } from 'graphql';
import { SeanceModifieeType } from './seance-modifiee.type.js';

/** The live channel of a session: it says that something has changed, and every reader reads again what he may. */
@Resolver()
export class SeanceDirecteResolver {
  constructor(
    private readonly ecoute: Ecoute,
    private readonly lecture: Lecture,
  ) {}

  @Subscription(() => SeanceModifieeType, {
    description:
      'Suivre une séance que vous pouvez lire : un message à l’abonnement, puis à chaque acte, tant que vos droits et votre session durent.',
  })
  @Habilite('lireSeance')
  seanceModifiee(
    @Args('id', { type: () => ID }) id: string,
    @SuiviCourant() suivi: Suivi,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    const { ecoute, lecture } = this;
    return suivreObjet({ ecoute, lecture, chaine: `seance:${id}`, type: 'SeanceModifiee', id, suivi, info });
  }
}
