import { CYCLE_CANDIDATURE, ecrireDate, ecrireInstant, type EtatCandidature } from '@tdt/domaine';
import type { CandidatureLue } from './candidature.js';
import { phraseDeReception } from './reception.js';
import { majuscule } from './recit.js';

interface Moment {
  quand: string;
  quoi: string;
  detail?: string;
  place: 'passe' | 'present' | 'avenir';
}

/** What comes next on the ordinary road, for somebody who waits. */
const SUITE: { apres: readonly EtatCandidature[]; quoi: string }[] = [
  { apres: ['DEPOSE', 'A_COMPLETER'], quoi: 'L’instruction dit si le dossier est recevable' },
  { apres: ['DEPOSE', 'A_COMPLETER', 'RECEVABLE'], quoi: 'Le projet est noté sur la grille de l’appel' },
  {
    apres: ['DEPOSE', 'A_COMPLETER', 'RECEVABLE', 'EN_INSTRUCTION', 'INSTRUIT', 'AJOURNE'],
    quoi: 'Les financeurs examinent le projet en séance',
  },
  {
    apres: ['DEPOSE', 'A_COMPLETER', 'RECEVABLE', 'EN_INSTRUCTION', 'INSTRUIT', 'INSCRIT_EN_SEANCE', 'RETENU'],
    quoi: 'Chaque financeur engage sa part, et une convention réunit tout le monde',
  },
];

function moments(lue: CandidatureLue): Moment[] {
  const instant = (i: string) => ecrireInstant(new Date(i));
  const recue = phraseDeReception(lue);
  const passes: Moment[] = recue
    ? [{ quand: instant(lue.creeLe), quoi: `Enregistrée par le service, ${recue}`, place: 'passe' }]
    : [{ quand: instant(lue.creeLe), quoi: 'Brouillon ouvert', place: 'passe' }];
  if (lue.deposeLe) {
    const quoi = `Candidature déposée sous le numéro ${lue.numero ?? ''}`;
    passes.push({ quand: recue ? 'Après vérification' : instant(lue.deposeLe), quoi, place: 'passe' });
  }
  for (const c of lue.complements) {
    passes.push({ quand: instant(c.demandeLe), quoi: 'Compléments demandés', detail: c.texte, place: 'passe' });
    if (c.reponduLe) {
      passes.push({ quand: instant(c.reponduLe), quoi: 'Réponse envoyée', detail: c.reponse ?? '', place: 'passe' });
    }
  }
  for (const { node } of lue.conventions.edges) {
    passes.push({
      quand: ecrireDate(new Date(node.emiseLe)),
      quoi: node.avenantDeId ? `Avenant à la convention ${node.numero} proposé` : `Convention ${node.numero} établie`,
      place: 'passe',
    });
    if (node.resilieeLe) {
      const quand = ecrireDate(new Date(node.resilieeLe));
      passes.push({ quand, quoi: `Convention ${node.numero} résiliée`, place: 'passe' });
    }
  }
  const present: Moment = {
    quand: 'Aujourd’hui',
    quoi: `Le dossier est : ${CYCLE_CANDIDATURE.etats[lue.etat]}`,
    detail: lue.motif ?? undefined,
    place: 'present',
  };
  const avenir = SUITE.filter(({ apres }) => apres.includes(lue.etat)).map(({ quoi }): Moment => ({
    quand: 'À venir',
    quoi,
    place: 'avenir',
  }));
  return [...passes, present, ...avenir];
}

/** The life of a file, from its opening to what is still to come. */
export function Frise({ lue }: { lue: CandidatureLue }) {
  return (
    <ol className="tdt-frise">
      {moments(lue).map((m, i) => (
        <li key={i} className={`tdt-frise-${m.place}`} aria-current={m.place === 'present' ? 'step' : undefined}>
          <p className="fr-hint-text fr-mb-0">{m.quand}</p>
          <p className="fr-mb-0">{majuscule(m.quoi)}</p>
          {m.detail && <p className="fr-text--sm fr-mb-0 tdt-preserve">{m.detail}</p>}
        </li>
      ))}
    </ol>
  );
}
