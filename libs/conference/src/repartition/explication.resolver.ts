import { Args, Query, Resolver } from '@nestjs/graphql';
import { type Decision } from '@tdt/domaine';
import { AgentCourant, Habilite, RefusType, resultatOuRefus, ValeurCalculee, type Agent } from '@tdt/socle';
import { PourquoiArgs, PrixEntreeArgs, VerifierPropositionArgs } from './explication.inputs.js';
import { PourquoiType, PrixEntreeType, VerificationPropositionType } from './explication.type.js';
import { ExplicationsService } from './explications.service.js';
import { RelectureService } from './relecture.service.js';

const PourquoiResultat = resultatOuRefus('Pourquoi', PourquoiType);
const PrixEntreeResultat = resultatOuRefus('PrixEntree', PrixEntreeType);
const VerifierPropositionResultat = resultatOuRefus('VerifierProposition', VerificationPropositionType);

function repondre(decision: Decision<object>): unknown {
  return decision.ok ? ValeurCalculee.depuis(decision.fait) : RefusType.depuis(decision.refus);
}

@Resolver()
export class ExplicationResolver {
  constructor(
    private readonly explications: ExplicationsService,
    private readonly relecture: RelectureService,
  ) {}

  @Query(() => PourquoiResultat, {
    description: 'Pourquoi un projet reçoit ce qu’il reçoit dans une proposition figée, ou pourquoi il n’y est pas.',
  })
  @Habilite('simulerPlan')
  async pourquoi(@Args() args: PourquoiArgs, @AgentCourant() agent: Agent): Promise<unknown> {
    return repondre(await this.explications.pourquoi(agent, args));
  }

  @Query(() => PrixEntreeResultat, {
    description: 'Ce que coûterait de retenir un projet : le meilleur plan avec lui.',
  })
  @Habilite('simulerPlan')
  async prixEntree(@Args() args: PrixEntreeArgs, @AgentCourant() agent: Agent): Promise<unknown> {
    return repondre(await this.explications.prixEntree(agent, args));
  }

  @Query(() => VerifierPropositionResultat, {
    description: 'Refaire une proposition figée depuis son instantané : la même empreinte, ou non.',
  })
  @Habilite('simulerPlan')
  async verifierProposition(@Args() args: VerifierPropositionArgs, @AgentCourant() agent: Agent): Promise<unknown> {
    return repondre(await this.relecture.verifier(agent, args.propositionId));
  }
}
