import { PartType } from '@tdt/conference';
import { resultatOuRefus } from '@tdt/socle';
import { ConventionType, ManquesConventionType } from './convention.type.js';
import { EngagementType } from './engagement.type.js';

export const EnregistrerEngagementResultat = resultatOuRefus('EnregistrerEngagement', EngagementType);
export const LibererPartResultat = resultatOuRefus('LibererPart', PartType);
export const GenererConventionResultat = resultatOuRefus('GenererConvention', ConventionType);
export const ManquesConventionResultat = resultatOuRefus('ManquesConvention', ManquesConventionType);
export const RelireConventionResultat = resultatOuRefus('RelireConvention', ConventionType);
export const MettreEnSignatureResultat = resultatOuRefus('MettreEnSignature', ConventionType);
export const SignerConventionResultat = resultatOuRefus('SignerConvention', ConventionType);
export const RefuserSignatureResultat = resultatOuRefus('RefuserSignature', ConventionType);
export const ConstaterCaduciteResultat = resultatOuRefus('ConstaterCaducite', ConventionType);
export const ProposerAvenantResultat = resultatOuRefus('ProposerAvenant', ConventionType);
export const RetirerAvenantResultat = resultatOuRefus('RetirerAvenant', ConventionType);
export const ResilierConventionResultat = resultatOuRefus('ResilierConvention', ConventionType);
export const NotifierConventionResultat = resultatOuRefus('NotifierConvention', ConventionType);
