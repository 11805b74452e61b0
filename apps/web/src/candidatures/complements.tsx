import { Alert } from '@codegouvfr/react-dsfr/Alert';
import { Button } from '@codegouvfr/react-dsfr/Button';
import { ecrireDate } from '@tdt/domaine';
import { useRef, useState, type FormEvent } from 'react';
import { Link } from 'react-router';
import { muter, nouvelleCle, type Issue } from '../commun/api.js';
import { ChampTexte } from '../commun/champs.js';
import { SommaireErreurs } from '../commun/sommaire-erreurs.js';
import { PREFIXE_GARDE } from '../connexion/session.js';
import { useBrouillon } from './brouillon.js';
import { REPONDRE, type CandidatureLue } from './candidature.js';
import { UnePiece } from './etape-pieces.js';
import { adresseEtape, etapeDuChemin } from './etapes.js';

/** A text kept on this device until it is sent. */
function useTexteGarde(nom: string): [string, (texte: string) => void] {
  const cle = PREFIXE_GARDE + nom;
  const [texte, setTexte] = useState(() => localStorage.getItem(cle) ?? '');
  const ecrire = (nouveau: string) => {
    setTexte(nouveau);
    if (nouveau) localStorage.setItem(cle, nouveau);
    else localStorage.removeItem(cle);
  };
  return [texte, ecrire];
}

function points(issue: Issue<unknown> | null) {
  if (issue?.sorte !== 'refus') return [];
  const { details, chemin, message } = issue.refus;
  return details.length > 0 ? details : [{ chemin: chemin ?? 'reponse', message }];
}

/** What the instruction asks for, and the answer: the documents here, the rest of the file in its own steps. */
export function Complements({ lue, relire }: { lue: CandidatureLue; relire: () => void }) {
  const { enregistrer } = useBrouillon();
  const demande = lue.complements.find((c) => c.reponduLe === null);
  const [reponse, setReponse] = useTexteGarde(`reponse.${demande?.id ?? lue.id}`);
  const [issue, setIssue] = useState<Issue<unknown> | null>(null);
  const [envoi, setEnvoi] = useState(false);
  const cle = useRef(nouvelleCle());
  if (!demande) return null;
  const envoyer = async (evenement: FormEvent) => {
    evenement.preventDefault();
    setEnvoi(true);
    await enregistrer();
    const fait = await muter(REPONDRE, { id: lue.id, reponse }, { cle: cle.current });
    setEnvoi(false);
    setIssue(fait);
    if (fait.sorte !== 'fait') return;
    setReponse('');
    relire();
  };
  const page = (chemin: string) =>
    chemin === 'reponse' || chemin.startsWith('pieces.')
      ? undefined
      : adresseEtape(lue.id, etapeDuChemin(chemin), true);
  const attendues = lue.appel.pieces.filter((p) => demande.pieces.includes(p.code));
  const refus = points(issue);
  return (
    <section className="fr-mb-6w" aria-labelledby="complements">
      <h2 id="complements">L’instruction vous demande des compléments</h2>
      <blockquote className="tdt-citation tdt-preserve">{demande.texte}</blockquote>
      <p>
        Répondez au plus tard le <strong>{ecrireDate(demande.echeance)}</strong>. Vous pouvez aussi{' '}
        <Link to={adresseEtape(lue.id, 'projet')}>modifier le dossier</Link> : la date de votre dépôt ne change pas.
      </p>
      {attendues.length > 0 && (
        <ul className="tdt-liste">
          {attendues.map((p) => (
            <UnePiece key={p.id} demandee={{ ...p, obligatoire: true }} relire={relire} />
          ))}
        </ul>
      )}
      <form onSubmit={(e) => void envoyer(e)}>
        <SommaireErreurs titre="Votre réponse n’est pas partie" points={refus} page={page} prendreFocus />
        {issue?.sorte === 'panne' && (
          <Alert
            small
            severity="error"
            className="fr-mb-3w"
            description={`${issue.message} Votre réponse est gardée : envoyez-la à nouveau.`}
          />
        )}
        <ChampTexte
          chemin="reponse"
          label="Votre réponse"
          valeur={reponse}
          long
          max={3000}
          erreur={refus.find((p) => p.chemin === 'reponse')?.message}
          surChangement={setReponse}
        />
        <Button type="submit" disabled={envoi}>
          {envoi ? 'Envoi en cours…' : 'Envoyer ma réponse'}
        </Button>
      </form>
    </section>
  );
}
