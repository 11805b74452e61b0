import { Alert } from '@codegouvfr/react-dsfr/Alert';
import { Button } from '@codegouvfr/react-dsfr/Button';
import { Breadcrumb } from '@codegouvfr/react-dsfr/Breadcrumb';
import { ecrireDate, ecrireInstant } from '@tdt/domaine';
import { useParams } from 'react-router';
import { useQuery } from 'urql';
import { UNE_CANDIDATURE, type CandidatureLue } from '../candidatures/candidature.js';
import { EtatDossier } from '../candidatures/etat-dossier.js';
import { Frise } from '../candidatures/frise.js';
import { Lettres } from '../candidatures/lien-lettre.js';
import { phraseDeReception } from '../candidatures/reception.js';
import { Attente, Panne, Titre } from '../commun/etats.js';
import PageIntrouvable from '../commun/page-introuvable.js';
import { Avis } from './avis.js';
import { Grille, NotesLues } from './grille.js';
import { INSTRUCTION, type Instruction } from './instruction.js';
import { LectureDossier } from './lecture-dossier.js';
import { Commencer, DemanderComplements, Irrecevable, Recevable } from './recevabilite.js';

interface Props {
  lue: CandidatureLue;
  instruction: Instruction;
  relire: () => void;
}

/** What the reader is expected to do now, or why there is nothing. */
function situation({ lue }: Props): string {
  const peut = (acte: string) => lue.actionsPossibles.includes(acte);
  if (peut('declarerRecevable')) return 'Dites si le dossier est complet et répond à l’appel.';
  if (peut('commencerInstruction')) return 'Le dossier est recevable et attend son instructeur.';
  if (peut('terminerInstruction')) return 'Notez chaque critère, puis rendez votre avis.';
  if (lue.etat === 'BROUILLON') return 'Ce dossier reçu par le service est en cours de saisie.';
  if (lue.etat === 'A_COMPLETER') return 'Le porteur complète son dossier : rien n’est à faire d’ici là.';
  if (['DEPOSE', 'RECEVABLE', 'EN_INSTRUCTION'].includes(lue.etat)) {
    return 'L’instruction revient aux personnes habilitées comme instructeurs de cet appel : vous lisez le dossier sans y agir.';
  }
  return 'L’instruction de ce dossier est passée : il se lit, et ne s’instruit plus.';
}

function Actes({ lue, relire }: Props) {
  const peut = (acte: string) => lue.actionsPossibles.includes(acte);
  const actes = [
    peut('enregistrerCandidature') && lue.etat === 'BROUILLON' && (
      <Button key="saisir" linkProps={{ to: `/candidatures/${lue.id}/structure` }}>
        Continuer la saisie
      </Button>
    ),
    peut('declarerRecevable') && <Recevable key="recevable" lue={lue} relire={relire} />,
    peut('commencerInstruction') && <Commencer key="commencer" lue={lue} relire={relire} />,
    peut('demanderComplements') && <DemanderComplements key="complements" lue={lue} relire={relire} />,
    peut('declarerIrrecevable') && <Irrecevable key="irrecevable" lue={lue} relire={relire} />,
  ].filter(Boolean);
  return actes.length > 0 ? <div className="tdt-dialogue-actions fr-mb-3w">{actes}</div> : null;
}

function Notation({ lue, instruction, relire }: Props) {
  if (lue.etat === 'EN_INSTRUCTION' && lue.actionsPossibles.includes('terminerInstruction')) {
    return (
      <section aria-labelledby="notation">
        <h2 id="notation">La grille d’instruction</h2>
        <Grille id={lue.id} instruction={instruction} relire={relire} />
        <Avis id={lue.id} instruction={instruction} relire={relire} />
      </section>
    );
  }
  if (instruction.notes.length === 0 && !instruction.avis) return null;
  return (
    <section aria-labelledby="notation">
      <h2 id="notation">L’instruction</h2>
      {instruction.avis && (
        <Alert
          as="h3"
          severity={instruction.avisFavorable ? 'success' : 'warning'}
          className="fr-mb-3w"
          title={instruction.avisFavorable ? 'Avis favorable' : 'Avis défavorable'}
          description={<span className="tdt-preserve">{instruction.avis}</span>}
        />
      )}
      <NotesLues instruction={instruction} />
    </section>
  );
}

function Complements({ lue }: { lue: CandidatureLue }) {
  if (lue.complements.length === 0) return null;
  const libelle = (code: string) => lue.appel.pieces.find((p) => p.code === code)?.libelle ?? code;
  return (
    <section aria-labelledby="echanges">
      <h2 id="echanges">Compléments demandés</h2>
      {lue.complements.map((c) => (
        <div key={c.id} className="tdt-bloc">
          <p className="fr-hint-text fr-mb-1w">
            Demandés le {ecrireInstant(new Date(c.demandeLe))}, réponse attendue au plus tard le{' '}
            {ecrireDate(c.echeance)}.
          </p>
          <p className="tdt-preserve">{c.texte}</p>
          {c.pieces.length > 0 && <p>Pièces demandées : {c.pieces.map(libelle).join(', ')}.</p>}
          {c.reponduLe ? (
            <>
              <p className="fr-hint-text fr-mb-1w">Réponse du {ecrireInstant(new Date(c.reponduLe))}.</p>
              <blockquote className="tdt-citation tdt-preserve fr-mb-0">{c.reponse}</blockquote>
            </>
          ) : (
            <p className="fr-mb-0">Sans réponse encore.</p>
          )}
        </div>
      ))}
    </section>
  );
}

function Dossier(props: Props) {
  const { lue, instruction } = props;
  const nom = lue.titre || 'Projet sans titre';
  return (
    <>
      <Breadcrumb currentPageLabel={nom} segments={[{ label: 'Instruction', linkProps: { to: '/instruction' } }]} />
      <Titre onglet={`${nom} — Instruction`}>{nom}</Titre>
      <p>
        <EtatDossier etat={lue.etat} />{' '}
        {[lue.porteur.nom, lue.numero && `n° ${lue.numero}`, phraseDeReception(lue)].filter(Boolean).join(', ')}, en
        réponse à l’appel « {lue.appel.titre} ».
        {instruction.instructeur && ` Instruit par ${instruction.instructeur.prenom} ${instruction.instructeur.nom}.`}
      </p>
      <p role="status" className="fr-text--lead">
        {situation(props)}
      </p>
      {lue.motif && <p>Motif : {lue.motif}</p>}
      <Actes {...props} />
      <Notation {...props} />
      <Complements lue={lue} />
      <Lettres lue={lue} />
      <LectureDossier lue={lue} instruction={instruction} />
      <h2>Le parcours du dossier</h2>
      <Frise lue={lue} />
    </>
  );
}

/** One file, as whoever instructs it reads it and acts on it. */
export default function PageDossier() {
  const { id = '' } = useParams();
  const [dossier, relireDossier] = useQuery({ query: UNE_CANDIDATURE, variables: { id } });
  const [instruction, relireInstruction] = useQuery({ query: INSTRUCTION, variables: { id } });
  const relire = () => {
    relireDossier({ requestPolicy: 'network-only' });
    relireInstruction({ requestPolicy: 'network-only' });
  };
  const [lue, notes] = [dossier.data?.candidature, instruction.data?.candidature];
  if (lue?.id === id && notes?.id === id) return <Dossier key={id} lue={lue} instruction={notes} relire={relire} />;
  if (dossier.fetching || instruction.fetching) return <Attente />;
  const erreur = dossier.error ?? instruction.error;
  if (erreur) return <Panne erreur={erreur} reessayer={relire} />;
  return <PageIntrouvable />;
}
