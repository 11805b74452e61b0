import type { QualitePresence } from '@tdt/domaine';
import { useState } from 'react';
import { muter } from '../commun/api.js';
import { ChampChoix } from '../commun/champs.js';
import { Acte } from './acte.js';
import { ANNULER_PRESENCE, CONSTATER_PRESENCE } from './actes.js';
import { nomDuSiege, presenceDe, siegesDe, type Vue } from './seance.js';

const QUALITES: Record<QualitePresence, string> = { TITULAIRE: 'Le titulaire', SUPPLEANT: 'Son suppléant' };
const MODES = [
  { valeur: 'PRESENTIEL', texte: 'Dans la salle' },
  { valeur: 'DISTANCE', texte: 'À distance, par téléphone' },
];

/** The chair or the secretary records a member who sits without a screen. */
export function Constater({ vue }: { vue: Vue }) {
  const [membreId, setMembreId] = useState('');
  const [qualite, setQualite] = useState<QualitePresence>('TITULAIRE');
  const [mode, setMode] = useState('PRESENTIEL');
  const absents = siegesDe(vue.seance).filter((m) => presenceDe(vue, m.id).sorte !== 'present');
  const choisi = absents.find((m) => m.id === membreId);
  const presence = presenceDe(vue, membreId);
  const d = {
    seanceId: vue.seance.id,
    membreId,
    qualite,
    mode: mode === 'DISTANCE' ? ('DISTANCE' as const) : ('PRESENTIEL' as const),
  };
  return (
    <Acte
      bouton="Noter la présence d’un membre"
      titre="Noter la présence d’un membre"
      confirmer="Noter présent"
      empeche={absents.length === 0 ? 'Tous les sièges sont déjà occupés.' : undefined}
      faire={(options) => muter(CONSTATER_PRESENCE, { d }, options)}
      surFait={vue.relire}
    >
      <p>
        Pour un membre qui siège sans écran. Il compte dans le quorum comme s’il avait émargé ; le procès-verbal dit que
        vous l’avez noté. Une erreur s’annule avant le premier scrutin.
      </p>
      <ChampChoix
        chemin="membre"
        label="Qui siège ?"
        vide="Choisissez un membre"
        valeur={membreId}
        surChangement={setMembreId}
        options={absents.map((m) => ({ valeur: m.id, texte: m.organisme.nom }))}
      />
      {choisi?.suppleantNom && (
        <ChampChoix
          chemin="qualite"
          label="En la personne de"
          valeur={qualite}
          surChangement={(q) => setQualite(q === 'SUPPLEANT' ? 'SUPPLEANT' : 'TITULAIRE')}
          options={(['TITULAIRE', 'SUPPLEANT'] as const).map((q) => ({
            valeur: q,
            texte: `${QUALITES[q]}, ${(q === 'TITULAIRE' ? choisi.titulaireNom : choisi.suppleantNom) ?? ''}`,
          }))}
        />
      )}
      <ChampChoix chemin="mode" label="Comment ?" valeur={mode} surChangement={setMode} options={MODES} />
      {presence.sorte === 'represente' && (
        <p>
          <strong>Ce membre avait donné pouvoir à {nomDuSiege(vue, presence.par)}</strong> : le pouvoir tombe, et n’est
          pas rendu si vous annulez sa présence.
        </p>
      )}
    </Acte>
  );
}

/** Takes back a presence recorded by mistake. */
export function AnnulerConstat({ vue, siegeId }: { vue: Vue; siegeId: string }) {
  const nom = nomDuSiege(vue, siegeId);
  return (
    <Acte
      priorite="tertiary"
      bouton={`Annuler la présence de ${nom}`}
      titre="Annuler cette présence ?"
      confirmer="Annuler la présence"
      faire={(options) => muter(ANNULER_PRESENCE, { d: { seanceId: vue.seance.id, membreId: siegeId } }, options)}
      surFait={vue.relire}
    >
      <p>{nom} ne comptera plus dans le quorum. Cette présence avait été notée, le membre n’a pas émargé lui-même.</p>
    </Acte>
  );
}
