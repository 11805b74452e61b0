import { Alert } from '@codegouvfr/react-dsfr/Alert';
import { Breadcrumb } from '@codegouvfr/react-dsfr/Breadcrumb';
import { Button } from '@codegouvfr/react-dsfr/Button';
import { CYCLE_CONVENTION, ecrireEuros, ecrireInstant } from '@tdt/domaine';
import { useLocation } from 'react-router';
import { Titre } from '../commun/etats.js';
import type { CandidatureLue } from './candidature.js';
import { Complements } from './complements.js';
import { Contenu } from './contenu.js';
import { EtatDossier } from './etat-dossier.js';
import { Frise } from './frise.js';
import { Lettres } from './lien-lettre.js';
import { phraseDeReception } from './reception.js';
import { majuscule } from './recit.js';
import { Retrait } from './retrait.js';

function Recu({ lue, vientDEtreDepose }: { lue: CandidatureLue; vientDEtreDepose: boolean }) {
  if (!lue.deposeLe) return null;
  return (
    <section className="fr-mb-6w" aria-labelledby="recu">
      {vientDEtreDepose && (
        <Alert
          as="h2"
          severity="success"
          className="fr-mb-3w"
          title={`Votre candidature est déposée sous le numéro ${lue.numero ?? ''}`}
          description={`Elle a été reçue le ${ecrireInstant(new Date(lue.deposeLe))}. Téléchargez le récépissé : il le prouve.`}
        />
      )}
      <h2 id="recu">Le récépissé</h2>
      <p>
        {majuscule(phraseDeReception(lue) ?? `reçue le ${ecrireInstant(new Date(lue.deposeLe))}`)}, sous le numéro{' '}
        {lue.numero}.
      </p>
      <p>
        <a className="fr-link fr-link--download" href={`/documents/candidatures/${lue.id}/recu.pdf`} download>
          Télécharger le récépissé (PDF)
        </a>
      </p>
      <p className="fr-text--sm">
        Empreinte du contenu déposé : <code className="tdt-empreinte">{lue.empreinte}</code>
      </p>
    </section>
  );
}

function Conventions({ lue }: { lue: CandidatureLue }) {
  const conventions = lue.conventions.edges.map((e) => e.node);
  if (conventions.length === 0) return null;
  return (
    <section className="fr-mb-6w" aria-labelledby="conventions">
      <h2 id="conventions">{conventions.length > 1 ? 'Les conventions' : 'La convention'}</h2>
      <ul>
        {conventions.map((c) => (
          <li key={c.id}>
            <a className="fr-link fr-link--download" href={c.adresse} download>
              Convention {c.numero} (PDF)
            </a>{' '}
            <span className="fr-hint-text">{CYCLE_CONVENTION.etats[c.etat]}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A file once it is out of its applicant's hands: where it stands, and what he may still do. */
export function Suivi({ lue, relire }: { lue: CandidatureLue; relire: () => void }) {
  const { search } = useLocation();
  const vientDEtreDepose = new URLSearchParams(search).has('depose');
  const nom = lue.titre || 'Projet sans titre';
  const recue = phraseDeReception(lue);
  const demande = lue.plan.filter((l) => l.type === 'SUBVENTION').reduce((t, l) => t + BigInt(l.montant), 0n);
  return (
    <>
      <Breadcrumb
        currentPageLabel={nom}
        segments={[{ label: 'Mes candidatures', linkProps: { to: '/candidatures' } }]}
      />
      <Titre onglet={vientDEtreDepose ? `Candidature déposée — ${nom}` : nom}>{nom}</Titre>
      <p>
        <EtatDossier etat={lue.etat} /> En réponse à l’appel « {lue.appel.titre} ». {ecrireEuros(demande)} demandés en
        tout.
      </p>
      {recue && lue.etat === 'BROUILLON' && (
        <Alert
          small
          severity="info"
          className="fr-mb-3w"
          description={`Votre candidature a été ${recue}. Le service la saisit ici à votre place : vous la lisez, et vous recevrez le récépissé une fois la saisie vérifiée.`}
        />
      )}
      {lue.etat === 'A_COMPLETER' && lue.actionsPossibles.includes('repondreComplements') && (
        <Complements lue={lue} relire={relire} />
      )}
      <Recu lue={lue} vientDEtreDepose={vientDEtreDepose} />
      <Lettres lue={lue} />
      <Conventions lue={lue} />
      <h2>Le parcours du dossier</h2>
      <Frise lue={lue} />
      <Contenu lue={lue} />
      <div className="tdt-dialogue-actions">
        <Button priority="secondary" linkProps={{ to: `/candidatures/nouvelle?modele=${lue.id}` }}>
          Reprendre ce dossier pour un autre appel
        </Button>
        {lue.actionsPossibles.includes('retirerCandidature') && <Retrait lue={lue} relire={relire} />}
      </div>
    </>
  );
}
