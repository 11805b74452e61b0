import { resultatOuRefus } from '@tdt/socle';
import { AppelAProjetsType } from './appel-a-projets.type.js';
import { EnveloppeType } from './enveloppe.type.js';

export const CreerAppelResultat = resultatOuRefus('CreerAppel', AppelAProjetsType);
export const ModifierAppelResultat = resultatOuRefus('ModifierAppel', AppelAProjetsType);
export const PublierAppelResultat = resultatOuRefus('PublierAppel', AppelAProjetsType);
export const ProlongerAppelResultat = resultatOuRefus('ProlongerAppel', AppelAProjetsType);
export const CreerEnveloppeResultat = resultatOuRefus('CreerEnveloppe', EnveloppeType);
export const DoterEnveloppeResultat = resultatOuRefus('DoterEnveloppe', EnveloppeType);
