import { Args, ID, Info, Resolver, Subscription } from '@nestjs/graphql';
import { Ecoute, Habilite, INTROUVABLE, Lecture, SuiviCourant, type Suivi } from '@tdt/socle';
import { GraphQLError, type GraphQLResolveInfo } from 'graphql';
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
  async seanceModifiee(
    @Args('id', { type: () => ID }) id: string,
    @SuiviCourant() suivi: Suivi,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    const lire = async () => {
      const agent = await suivi.agent();
      const lue = agent && (await this.lecture.un('SeanceModifiee', id, info, agent));
      // Keyed by the alias of the request, as everything that `lecture` answers.
      return lue && { [String(info.path.key)]: lue };
    };
    const abonnement = await this.ecoute.suivre(`seance:${id}`, lire);
    if (abonnement) return abonnement;
    const { code, message } = INTROUVABLE.refus;
    throw new GraphQLError(message, { extensions: { code, chemin: 'id' } });
  }
}
