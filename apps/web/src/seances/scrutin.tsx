import { RadioButtons } from '@codegouvfr/react-dsfr/RadioButtons';
import { ecrireEuros, SENS_VOTE, SUITES_REJET, type SensVote, type SuiteRejet } from '@tdt/domaine';
import { useState } from 'react';
import { muter } from '../commun/api.js';
import { ChampChoix, ChampTexte } from '../commun/champs.js';
import { peutFaire } from '../connexion/session.js';
import { Acte } from './acte.js';
import { ANNULER_SCRUTIN, CLORE_SCRUTIN, OUVRIR_SCRUTIN, VOTER } from './actes.js';
import { phraseMajorite } from './reglement.js';
import { mesSieges, NON_RETENU, nomDuSiege, presenceDe, type PointLu, type ScrutinLu, type Vue } from './seance.js';

const SENS: Record<SensVote, string> = { POUR: 'Pour', CONTRE: 'Contre', ABSTENTION: 'Abstention' };
const SUITES: Record<SuiteRejet, string> = {
  REFUSER: 'Refusé',
  METTRE_EN_ATTENTE: 'Mis sur liste d’attente',
  AJOURNER: 'Ajourné, pour un examen complémentaire',
};

const regle = ({ seance }: Vue): string => phraseMajorite(seance.conference.reglement);

export function OuvrirScrutin({ vue, point }: { vue: Vue; point: PointLu }) {
  const { quorum, suiteProposition } = point;
  const manque = quorum.atteint
    ? undefined
    : `Le quorum de ce point n’est pas atteint : ${quorum.total} sur ${quorum.requis}.`;
  const rien =
    suiteProposition === NON_RETENU ? 'La proposition figée ne retient pas ce projet : rien n’est à voter.' : undefined;
  return (
    <Acte
      priorite="primary"
      bouton="Ouvrir le scrutin"
      titre={`Ouvrir le scrutin sur « ${point.intitule} » ?`}
      confirmer="Ouvrir le scrutin"
      empeche={rien ?? manque}
      faire={(options) => muter(OUVRIR_SCRUTIN, { id: point.id }, options)}
      surFait={vue.relire}
    >
      <p>
        {point.candidatureId
          ? 'Le plan de financement proposé est figé : le vote porte sur lui, au centime. '
          : 'Le vote porte sur l’intitulé du point. '}
        {regle(vue)}
      </p>
    </Acte>
  );
}

/** What is put to the vote, as figures. */
export function Plan({ vue, scrutin }: { vue: Vue; scrutin: ScrutinLu }) {
  const lignes = vue.details.get(scrutin.id)?.lignes ?? [];
  if (lignes.length === 0) return null;
  const total = lignes.reduce((t, l) => t + BigInt(l.montant), 0n);
  return (
    <>
      <table className="tdt-table">
        <caption>Plan de financement soumis au vote</caption>
        <thead>
          <tr>
            <th scope="col">Financeur</th>
            <th scope="col" className="tdt-montant">
              Montant
            </th>
          </tr>
        </thead>
        <tbody>
          {lignes.map((l) => (
            <tr key={l.financeur.nom + l.montant}>
              <th scope="row">{l.financeur.nom}</th>
              <td className="tdt-montant">{ecrireEuros(BigInt(l.montant))}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Total</th>
            <td className="tdt-montant">{ecrireEuros(total)}</td>
          </tr>
        </tfoot>
      </table>
      <p className="fr-text--xs">
        Empreinte : <code className="tdt-empreinte">{scrutin.empreinte}</code>
      </p>
    </>
  );
}

interface PropsBulletin {
  vue: Vue;
  scrutin: ScrutinLu;
  siegeId: string;
  /** The seat that votes by mandate, when it is not the seat itself. */
  mandataireId: string | null;
}

function Bulletin({ vue, scrutin, siegeId, mandataireId }: PropsBulletin) {
  const [sens, setSens] = useState<SensVote | null>(null);
  const nom = nomDuSiege(vue, siegeId);
  const depose = vue.details.get(scrutin.id)?.votes.find((v) => v.membre.id === siegeId);
  if (depose) {
    return (
      <p>
        <strong>
          {nom} a voté : {SENS[depose.sens].toLowerCase()}
        </strong>
        {mandataireId && ', par pouvoir'}.
      </p>
    );
  }
  return (
    <div className="tdt-bloc">
      <RadioButtons
        legend={mandataireId ? `Votre vote au nom de ${nom}, par pouvoir` : `Votre vote pour ${nom}`}
        name={`vote-${siegeId}`}
        orientation="horizontal"
        options={SENS_VOTE.map((s) => ({
          label: SENS[s],
          nativeInputProps: { value: s, checked: sens === s, onChange: () => setSens(s) },
        }))}
      />
      <Acte
        priorite="primary"
        bouton={`Voter pour ${nom}`}
        titre="Déposer ce bulletin ?"
        confirmer="Déposer le bulletin"
        empeche={sens ? undefined : 'Choisissez d’abord pour, contre ou abstention.'}
        faire={(options) =>
          muter(
            VOTER,
            { d: { scrutinId: scrutin.id, membreId: siegeId, mandataireId, sens: sens ?? 'ABSTENTION' } },
            options,
          )
        }
        surFait={vue.relire}
      >
        <p>
          {nom} vote : <strong>{sens && SENS[sens].toLowerCase()}</strong>. Un bulletin déposé ne se reprend pas et ne
          se change pas. Personne d’autre ne le lit avant la clôture ; il figure ensuite au procès-verbal.
        </p>
      </Acte>
    </div>
  );
}

/** The ballots that this person may cast: his own seat's, and those of the mandates that it holds. */
function Bulletins({ vue, point, scrutin }: { vue: Vue; point: PointLu; scrutin: ScrutinLu }) {
  const deportes = new Set(point.deports.map((d) => d.membre.id));
  const sieges = mesSieges(vue).filter((m) => !deportes.has(m.id) && presenceDe(vue, m.id).sorte === 'present');
  if (sieges.length === 0) {
    const represente = mesSieges(vue).find((m) => presenceDe(vue, m.id).sorte === 'represente');
    const vote = vue.details.get(scrutin.id)?.votes.find((v) => v.membre.id === represente?.id);
    if (!represente) return null;
    return (
      <p>
        Vous avez donné pouvoir : votre mandataire vote pour vous.{' '}
        {vote ? `Il a voté : ${SENS[vote.sens].toLowerCase()}.` : 'Il n’a pas encore voté.'}
      </p>
    );
  }
  return sieges.map((siege) => {
    const pouvoirs = vue.seance.pouvoirs.filter((p) => p.mandataire.id === siege.id && !deportes.has(p.mandant.id));
    return (
      <div key={siege.id}>
        {siege.voix > 0 && <Bulletin vue={vue} scrutin={scrutin} siegeId={siege.id} mandataireId={null} />}
        {pouvoirs.map((p) => (
          <Bulletin key={p.id} vue={vue} scrutin={scrutin} siegeId={p.mandant.id} mandataireId={siege.id} />
        ))}
      </div>
    );
  });
}

function Cloture({ vue, point, scrutin }: { vue: Vue; point: PointLu; scrutin: ScrutinLu }) {
  const [suite, setSuite] = useState<SuiteRejet>('REFUSER');
  const [motif, setMotif] = useState('');
  const [refus, setRefus] = useState('');
  const motifSiRejet = suite === 'REFUSER' && refus.trim() !== '' ? refus.trim() : null;
  return (
    <div className="tdt-dialogue-actions">
      <Acte
        priorite="primary"
        bouton="Clore et proclamer"
        titre="Clore le scrutin et proclamer le résultat ?"
        confirmer="Clore et proclamer"
        faire={(options) =>
          muter(CLORE_SCRUTIN, { d: { scrutinId: scrutin.id, suiteSiRejet: suite, motifSiRejet } }, options)
        }
        surFait={vue.relire}
      >
        <p>
          {scrutin.votants} bulletin{scrutin.votants > 1 ? 's' : ''} reçu{scrutin.votants > 1 ? 's' : ''}. Le
          dépouillement et la proclamation se font d’un seul tenant, et ne se reprennent pas. {regle(vue)}
        </p>
        {point.candidatureId && (
          <ChampChoix
            chemin="suite"
            label="Si le plan est rejeté, le dossier est"
            valeur={suite}
            surChangement={(s) => setSuite(SUITES_REJET.find((x) => x === s) ?? 'REFUSER')}
            options={SUITES_REJET.map((s) => ({ valeur: s, texte: SUITES[s] }))}
          />
        )}
        {point.candidatureId && suite === 'REFUSER' && (
          <ChampTexte
            chemin="motifSiRejet"
            label="Motif du refus, que la lettre au porteur dira (facultatif)"
            valeur={refus}
            max={1000}
            surChangement={setRefus}
          />
        )}
      </Acte>
      <Acte
        bouton="Annuler le scrutin"
        titre="Annuler ce scrutin ?"
        confirmer="Annuler le scrutin"
        faire={(options) => muter(ANNULER_SCRUTIN, { d: { scrutinId: scrutin.id, motif } }, options)}
        surFait={vue.relire}
      >
        <p>Les bulletins déposés ne comptent plus. Un autre scrutin pourra être ouvert sur ce point.</p>
        <ChampTexte chemin="motif" label="Motif" valeur={motif} max={1000} surChangement={setMotif} />
      </Acte>
    </div>
  );
}

export function Resultat({ scrutin }: { scrutin: ScrutinLu }) {
  const decompte = [
    { nom: 'Pour', voix: scrutin.pour },
    { nom: 'Contre', voix: scrutin.contre },
    { nom: 'Abstentions', voix: scrutin.abstention },
  ];
  return (
    <>
      <p className="fr-text--lead" role="status">
        <strong>{scrutin.resultat}</strong>
      </p>
      <table className="tdt-table">
        <caption>Décompte des voix, délibération {scrutin.numero}</caption>
        <thead>
          <tr>
            <th scope="col">Sens</th>
            <th scope="col" className="tdt-montant">
              Voix
            </th>
          </tr>
        </thead>
        <tbody>
          {decompte.map(({ nom, voix }) => (
            <tr key={nom}>
              <th scope="row">{nom}</th>
              <td className="tdt-montant">{voix}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** A ballot under way: what it is about, one's own ballots, and its end. */
export function ScrutinOuvert({ vue, point, scrutin }: { vue: Vue; point: PointLu; scrutin: ScrutinLu }) {
  const suspendu = vue.seance.etat === 'SUSPENDUE';
  return (
    <>
      <p role="status">
        <strong>{suspendu ? 'Le scrutin attend la reprise de la séance.' : 'Le scrutin est ouvert.'}</strong>{' '}
        {scrutin.votants} bulletin{scrutin.votants > 1 ? 's' : ''} reçu
        {scrutin.votants > 1 ? 's' : ''}.
      </p>
      <p>Vote public. {regle(vue)} Un bulletin est définitif ; avant la clôture, chacun ne voit que le sien.</p>
      <Plan vue={vue} scrutin={scrutin} />
      {!suspendu && <Bulletins vue={vue} point={point} scrutin={scrutin} />}
      {!suspendu && peutFaire(vue.session, 'cloreScrutin') && <Cloture vue={vue} point={point} scrutin={scrutin} />}
    </>
  );
}
