import { Alert } from '@codegouvfr/react-dsfr/Alert';
import { Button } from '@codegouvfr/react-dsfr/Button';
import {
  dansFenetre,
  ecrireEuros,
  ecrireInstant,
  PIECE_DEMANDE_RECUE,
  recoitDepots,
  totauxBudget,
  totauxPlan,
} from '@tdt/domaine';
import { useRef, useState } from 'react';
import { Link } from 'react-router';
import { muter, nouvelleCle, type Issue } from '../commun/api.js';
import { Dialogue } from '../commun/dialogue.js';
import { SommaireErreurs } from '../commun/sommaire-erreurs.js';
import { useSession } from '../connexion/session.js';
import { useBrouillon } from './brouillon.js';
import { DEPOSER, type CandidatureLue } from './candidature.js';
import { dossierDe, manquesDe } from './dossier.js';
import { adresseEtape, ETAPES, etapeDuChemin, type CleEtape } from './etapes.js';
import { libellePiece, phraseDeReception } from './reception.js';
import { raconter } from './recit.js';
import { CHAMPS, LIBELLES_CHAMP } from './saisie.js';

/** Why the file cannot go yet, in one sentence; null when it can. */
function empechement(lue: CandidatureLue, nombre: number, moi: string): string | null {
  const { appel, actionsPossibles, recueLe, recuePar } = lue;
  if (!actionsPossibles.includes('deposerCandidature')) return 'Vos droits ne permettent pas de déposer ce dossier.';
  const { ouverture, cloture } = appel;
  if (!recoitDepots(appel.etat) || !ouverture || !cloture) return 'L’appel ne reçoit pas de dépôt en ce moment.';
  if (!dansFenetre(recueLe ? new Date(recueLe) : new Date(), new Date(ouverture), new Date(cloture))) {
    return `Les dépôts sont reçus du ${ecrireInstant(new Date(ouverture))} au ${ecrireInstant(new Date(cloture))}.`;
  }
  if (nombre === 0 && recuePar?.id === moi) {
    return 'Vous avez enregistré cette réception : un autre gestionnaire la vérifie et dépose le dossier.';
  }
  if (nombre === 0) return null;
  return nombre === 1 ? 'Un point reste à remplir.' : `${nombre} points restent à remplir.`;
}

function Relecture({ etape }: { etape: CleEtape }) {
  const { saisie, lue } = useBrouillon();
  const champs = CHAMPS.filter((c) => etapeDuChemin(c) === etape && raconter(saisie, c).length > 0);
  const jointes = lue.pieces.filter((p) => p.retireeLe === null);
  return (
    <dl className="tdt-fiche">
      {champs.map((c) => (
        <div key={c}>
          <dt>{LIBELLES_CHAMP[c]}</dt>
          {raconter(saisie, c).map((ligne, i) => (
            <dd key={i}>{ligne}</dd>
          ))}
        </div>
      ))}
      {etape === 'pieces' &&
        [...(lue.recueLe ? [PIECE_DEMANDE_RECUE] : []), ...lue.appel.pieces.map((p) => p.code)].map((code) => (
          <div key={code}>
            <dt>{libellePiece(code, lue.appel.pieces)}</dt>
            <dd>{jointes.find((p) => p.code === code)?.nom ?? 'Non jointe'}</dd>
          </div>
        ))}
    </dl>
  );
}

function Resume() {
  const { lue } = useBrouillon();
  return ETAPES.filter((e) => e.cle !== 'recapitulatif').map(({ cle, titre }) => (
    <section key={cle} className="tdt-bloc">
      <h3 className="fr-h6 fr-mb-1w">{titre}</h3>
      <Relecture etape={cle} />
      <Link className="fr-link" to={adresseEtape(lue.id, cle)}>
        Modifier : {titre.toLowerCase()}
      </Link>
    </section>
  ));
}

function Confirmation({
  ouvert,
  surFermeture,
  deposer,
  envoi,
}: {
  ouvert: boolean;
  surFermeture: () => void;
  deposer: () => void;
  envoi: boolean;
}) {
  const { lue, saisie } = useBrouillon();
  const dossier = dossierDe(saisie, lue);
  const totaux = totauxPlan(dossier.plan);
  const recue = phraseDeReception(lue);
  return (
    <Dialogue
      ouvert={ouvert}
      titre="Déposer cette candidature ?"
      surFermeture={surFermeture}
      actions={
        <>
          <Button onClick={deposer} disabled={envoi}>
            {envoi ? 'Dépôt en cours…' : 'Déposer maintenant'}
          </Button>
          <Button priority="secondary" onClick={surFermeture}>
            Relire encore
          </Button>
        </>
      }
    >
      <p>
        « {saisie.titre} », porté par {lue.porteur.nom} : un coût de {ecrireEuros(totauxBudget(dossier.budget).charges)}
        , dont {ecrireEuros(totaux.aidesPubliques + totaux.aidesPrivees)} demandés.
      </p>
      <ul>
        <li>Le dossier part à l’instruction et son contenu est figé : vous ne pourrez plus le modifier.</li>
        {recue ? (
          <li>
            Vous attestez que la saisie répète la demande {recue}. Le porteur en est averti, et son récépissé le dit.
          </li>
        ) : (
          <>
            <li>Vous recevez aussitôt un numéro et un récépissé à télécharger, daté à la seconde.</li>
            <li>
              L’instruction peut vous demander des compléments ; vous pouvez retirer la candidature à tout moment.
            </li>
          </>
        )}
      </ul>
    </Dialogue>
  );
}

function points(issue: Issue<unknown> | null) {
  if (issue?.sorte !== 'refus') return [];
  const { details, chemin, message } = issue.refus;
  return details.length > 0 ? details : [{ chemin: chemin ?? '', message }];
}

/** The last step: what is missing and where, all that was written, and the deposit. */
export function EtapeRecapitulatif({ relire }: { relire: () => void }) {
  const { lue, saisie, enregistrer } = useBrouillon();
  const [ouvert, setOuvert] = useState(false);
  const [envoi, setEnvoi] = useState(false);
  const [issue, setIssue] = useState<Issue<unknown> | null>(null);
  const cle = useRef(nouvelleCle());
  const manques = manquesDe(saisie, lue);
  const moi = useSession()?.utilisateur.id ?? '';
  const raison = empechement(lue, manques.length, moi);
  const page = (chemin: string) => adresseEtape(lue.id, etapeDuChemin(chemin), true);
  const deposer = async () => {
    setEnvoi(true);
    const version = await enregistrer();
    const fait = version ? await muter(DEPOSER, { id: lue.id, version }, { cle: cle.current }) : null;
    setEnvoi(false);
    setOuvert(false);
    setIssue(fait);
    // Read again, the file is no draft any more: its page shows the receipt.
    if (fait?.sorte === 'fait') relire();
  };
  return (
    <>
      <SommaireErreurs titre="Il reste à compléter" points={manques} page={page} />
      <SommaireErreurs titre="Le dépôt a été refusé" points={points(issue)} page={page} prendreFocus />
      {issue?.sorte === 'panne' && (
        <Alert
          severity="error"
          className="fr-mb-3w"
          title="Le dépôt n’a pas abouti"
          description={`${issue.message} Votre dossier est intact. Déposez à nouveau : s’il était déjà parti, vous obtiendrez le même récépissé.`}
        />
      )}
      {lue.avertissements.map((a) => (
        <Alert key={a.chemin + a.code} small severity="warning" className="fr-mb-2w" description={a.message} />
      ))}
      <Resume />
      <Button
        disabled={raison !== null}
        nativeButtonProps={{ 'aria-describedby': raison ? 'raison-depot' : undefined }}
        onClick={() => setOuvert(true)}
      >
        Déposer la candidature
      </Button>
      {raison && (
        <p id="raison-depot" className="fr-mt-1w">
          Le dépôt n’est pas encore possible. {raison}
        </p>
      )}
      <Confirmation
        ouvert={ouvert}
        envoi={envoi}
        surFermeture={() => setOuvert(false)}
        deposer={() => void deposer()}
      />
    </>
  );
}
