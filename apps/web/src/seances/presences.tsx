import { useState } from 'react';
import { muter } from '../commun/api.js';
import { ChampChoix } from '../commun/champs.js';
import { peutFaire } from '../connexion/session.js';
import { Acte } from './acte.js';
import { DONNER_POUVOIR, EMARGER } from './actes.js';
import { AnnulerConstat, Constater } from './constat.js';
import { avantCloture, mesSieges, nomDuSiege, presenceDe, siegesDe, type SiegeLu, type Vue } from './seance.js';

const MODES = [
  { valeur: 'PRESENTIEL', texte: 'Dans la salle' },
  { valeur: 'DISTANCE', texte: 'À distance' },
];

function phrase(vue: Vue, siege: SiegeLu): string {
  const presence = presenceDe(vue, siege.id);
  if (presence.sorte === 'absent') return 'Pas encore là';
  if (presence.sorte === 'represente') return `Représenté par ${nomDuSiege(vue, presence.par)}`;
  const mode = presence.mode === 'DISTANCE' ? 'Présent à distance' : 'Présent dans la salle';
  const notee = presence.constatePar ? `, noté par ${presence.constatePar}` : '';
  return (presence.suppleant ? `${mode} (suppléant)` : mode) + notee;
}

function Emarger({ vue, siege }: { vue: Vue; siege: SiegeLu }) {
  const [mode, setMode] = useState('PRESENTIEL');
  return (
    <Acte
      priorite="primary"
      bouton={`Émarger pour ${siege.organisme.nom}`}
      titre="Émarger"
      confirmer="J’émarge"
      faire={(options) =>
        muter(
          EMARGER,
          { d: { seanceId: vue.seance.id, membreId: siege.id, mode: mode === 'DISTANCE' ? 'DISTANCE' : 'PRESENTIEL' } },
          options,
        )
      }
      surFait={vue.relire}
    >
      <p>
        Vous déclarez siéger pour {siege.organisme.nom} : vous comptez dans le quorum, et vous seul voterez pour ce
        siège. Un pouvoir que ce siège aurait donné tombe.
      </p>
      <ChampChoix chemin="mode" label="Comment siégez-vous ?" valeur={mode} surChangement={setMode} options={MODES} />
    </Acte>
  );
}

function Pouvoir({ vue, siege }: { vue: Vue; siege: SiegeLu }) {
  const { reglement } = vue.seance.conference;
  const autres = siegesDe(vue.seance).filter((m) => m.id !== siege.id);
  const [mandataireId, setMandataireId] = useState('');
  return (
    <Acte
      bouton="Donner pouvoir"
      titre="Donner pouvoir à un autre membre"
      confirmer="Donner pouvoir"
      faire={(options) =>
        muter(DONNER_POUVOIR, { d: { seanceId: vue.seance.id, mandantId: siege.id, mandataireId } }, options)
      }
      surFait={vue.relire}
    >
      <p>
        Ce membre votera à la place de {siege.organisme.nom}, et vous compterez dans le quorum s’il siège. Un membre
        détient au plus {reglement.pouvoirsMax} pouvoir{reglement.pouvoirsMax > 1 ? 's' : ''}. Si vous venez finalement,
        émargez : le pouvoir tombe.
      </p>
      <ChampChoix
        chemin="mandataire"
        label="À qui donnez-vous pouvoir ?"
        vide="Choisissez un membre"
        valeur={mandataireId}
        surChangement={setMandataireId}
        options={autres.map((m) => ({ valeur: m.id, texte: m.organisme.nom }))}
      />
    </Acte>
  );
}

/** Recorded by the chair or the secretary: it may be taken back, but for the member who presides. */
function constatee(vue: Vue, { id }: SiegeLu): boolean {
  const presence = presenceDe(vue, id);
  return presence.sorte === 'present' && presence.constatePar !== null && vue.seance.presidePar?.id !== id;
}

/** Who is there, and the acts on one's own seat. */
export function Presences({ vue }: { vue: Vue }) {
  const ouvertes = avantCloture(vue.seance);
  const note = ouvertes && peutFaire(vue.session, 'constaterPresence');
  // Once a ballot has been opened, presences have counted.
  const annule = note && vue.seance.points.every((p) => p.scrutins.length === 0);
  const miens = ouvertes ? mesSieges(vue).filter((m) => presenceDe(vue, m.id).sorte !== 'present') : [];
  return (
    <section aria-labelledby="presences">
      <h2 id="presences">Les présences</h2>
      {miens.map((siege) => (
        <div key={siege.id} className="tdt-dialogue-actions fr-mt-0 fr-mb-3w">
          <Emarger vue={vue} siege={siege} />
          {presenceDe(vue, siege.id).sorte === 'absent' && siege.voix > 0 && <Pouvoir vue={vue} siege={siege} />}
        </div>
      ))}
      {note && <Constater vue={vue} />}
      <table className="tdt-table tdt-empilable">
        <caption>Membres de la conférence</caption>
        <thead>
          <tr>
            <th scope="col">Siège</th>
            <th scope="col">Titulaire</th>
            <th scope="col">Présence</th>
          </tr>
        </thead>
        <tbody>
          {siegesDe(vue.seance).map((m) => (
            <tr key={m.id}>
              <th scope="row">
                {m.organisme.nom}
                <span className="fr-hint-text">
                  {[m.president && 'présidence', m.vicePresident && 'vice-présidence', m.voix === 0 && 'sans voix']
                    .filter(Boolean)
                    .join(', ')}
                </span>
              </th>
              <td>
                {m.titulaireNom}
                {m.suppleantNom && <span className="fr-hint-text">suppléant : {m.suppleantNom}</span>}
              </td>
              <td>
                {phrase(vue, m)}
                {annule && constatee(vue, m) && <AnnulerConstat vue={vue} siegeId={m.id} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
