import { Args, Info, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { CandidatureType } from '@tdt/candidatures';
import { PartType } from '@tdt/conference';
import { etendreLecture, PageArgs, valeurLue } from '@tdt/socle';
import type { GraphQLResolveInfo } from 'graphql';
import { ConventionConnexion } from './convention.type.js';
import { EngagementType } from './engagement.type.js';

etendreLecture('Candidature', { connexions: { conventions: 'candidature' } });
etendreLecture('Part', { listes: { engagements: 'part' } });

/** What this context adds to a candidature. The value was read with its parent, in one statement. */
@Resolver(() => CandidatureType)
export class ConventionsDeCandidatureResolver {
  @ResolveField(() => ConventionConnexion, { description: 'Ses conventions, la plus récente d’abord.' })
  conventions(@Parent() parent: object, @Args() _args: PageArgs, @Info() info: GraphQLResolveInfo): unknown {
    return valeurLue(parent, info);
  }
}

/** What this context adds to a share. */
@Resolver(() => PartType)
export class EngagementsDePartResolver {
  @ResolveField(() => [EngagementType], {
    description: 'Actes de son financeur : celui qui l’engage, et celui qui l’a retirée s’il y en a un.',
  })
  engagements(@Parent() parent: object, @Info() info: GraphQLResolveInfo): unknown {
    return valeurLue(parent, info);
  }
}
