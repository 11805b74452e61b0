import { Args, Info, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { CandidatureType } from '@tdt/candidatures';
import { PartType } from '@tdt/conference';
import { etendreLecture, PageArgs, valeurLue } from '@tdt/socle';
import type { GraphQLResolveInfo } from 'graphql';
import { ConventionConnexion } from './convention.type.js';
import { sqlDecisionNotifiee } from './decision.js';
import { EngagementType } from './engagement.type.js';
import { EXPRESSIONS_LETTRE, lettreDue, type FaitsLettre } from './lettre-financeur.js';

etendreLecture('Candidature', {
  connexions: { conventions: 'candidature' },
  derives: {
    lettreDecision: {
      colonnes: ['id'],
      expressions: { notifiee: (a, _peut, visible) => sqlDecisionNotifiee(a, visible) },
      calcul: ({ id, notifiee }: { id: string; notifiee: boolean }) =>
        notifiee ? `/documents/candidatures/${id}/decision.pdf` : null,
    },
  },
});
etendreLecture('Part', {
  listes: { engagements: 'part' },
  derives: {
    lettre: {
      colonnes: ['id', 'financeurId'],
      expressions: { ...EXPRESSIONS_LETTRE, permise: (_a, peut) => peut('lireConvention') },
      calcul: ({ id, permise, ...faits }: FaitsLettre & { id: string; permise: boolean }) =>
        permise && lettreDue(faits) ? `/documents/parts/${id}/lettre.pdf` : null,
    },
  },
});

/** What this context adds to a candidature. The value was read with its parent, in one statement. */
@Resolver(() => CandidatureType)
export class ConventionsDeCandidatureResolver {
  @ResolveField(() => ConventionConnexion, { description: 'Ses conventions, la plus récente d’abord.' })
  conventions(@Parent() parent: object, @Args() _args: PageArgs, @Info() info: GraphQLResolveInfo): unknown {
    return valeurLue(parent, info);
  }

  @ResolveField(() => String, {
    nullable: true,
    description:
      'Où télécharger la lettre qui notifie la décision de la conférence ; vide tant que le procès-verbal n’est pas approuvé.',
  })
  lettreDecision(@Parent() parent: object, @Info() info: GraphQLResolveInfo): unknown {
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

  @ResolveField(() => String, {
    nullable: true,
    description:
      'Où télécharger la lettre par laquelle son financeur s’engage, quand aucune convention n’est due : lettre d’engagement ou de mécénat.',
  })
  lettre(@Parent() parent: object, @Info() info: GraphQLResolveInfo): unknown {
    return valeurLue(parent, info);
  }
}
