import { Breadcrumb } from '@codegouvfr/react-dsfr/Breadcrumb';
import { Button } from '@codegouvfr/react-dsfr/Button';
import { ecrireEuros, ecrireInstant, lireDonneesConvention } from '@tdt/domaine';
import { useState, type ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { useQuery } from 'urql';
import { Echec, useActePuis } from '../commun/acte.js';
import { muter, type Issue } from '../commun/api.js';
import { Dialogue } from '../commun/dialogue.js';
import { Attente, Panne, Titre } from '../commun/etats.js';
import PageIntrouvable from '../commun/page-introuvable.js';
import { Apercu } from './apercu.js';
import { METTRE_EN_SIGNATURE, RELIRE, UNE_CONVENTION, type ConventionLue } from './convention.js';
import { BadgeConvention } from './etat-convention.js';

interface ActeProps {
  verbe: string;
  question: string;
  acte: (options: { cle: string }) => Promise<Issue<unknown>>;
  relire: () => void;
  children: ReactNode;
}

function ActeConfirme({ verbe, question, acte, relire, children }: ActeProps) {
  const [ouvert, setOuvert] = useState(false);
  const { issue, envoi, faire, effacer } = useActePuis(() => {
    setOuvert(false);
    relire();
  });
  const fermer = () => {
    setOuvert(false);
    effacer();
  };
  return (
    <>
      <Button onClick={() => setOuvert(true)}>{verbe}</Button>
      <Dialogue
        ouvert={ouvert}
        titre={question}
        surFermeture={fermer}
        actions={
          <>
            <Button disabled={envoi} onClick={() => void faire(acte)}>
              {envoi ? 'Envoi en cours…' : verbe}
            </Button>
            <Button priority="secondary" onClick={fermer}>
              Annuler
            </Button>
          </>
        }
      >
        <Echec issue={issue} titre="La convention n’a pas changé" />
        {children}
      </Dialogue>
    </>
  );
}

/** What comes next for this convention, in words, whoever may do it. */
const SUITES: Partial<Record<ConventionLue['etat'], string>> = {
  PROJET: 'C’est un projet : relisez-le en entier, puis validez la relecture.',
  RELUE:
    'Elle est relue. Un autre gestionnaire que celui qui l’a générée la met en signature : quatre yeux valent mieux que deux.',
  EN_SIGNATURE: 'Elle est figée et attend les signatures. Son document ne changera plus d’un octet.',
  CADUQUE: 'Cette version est caduque : une autre l’a remplacée. Elle reste lisible.',
};

function Actes({ convention, relire }: { convention: ConventionLue; relire: () => void }) {
  const { id, etat, candidature } = convention;
  const modifiable = etat === 'PROJET' || etat === 'RELUE';
  return (
    <div className="tdt-dialogue-actions fr-mb-4w">
      {etat === 'PROJET' && (
        <ActeConfirme
          verbe="Valider la relecture"
          question="Valider la relecture de cette convention ?"
          acte={(options) => muter(RELIRE, { id }, options)}
          relire={relire}
        >
          <p>
            Vous attestez l’avoir lue : parties, montants, actes et dates. Elle pourra alors être mise en signature.
          </p>
        </ActeConfirme>
      )}
      {etat === 'RELUE' && (
        <ActeConfirme
          verbe="Mettre en signature"
          question="Mettre cette convention en signature ?"
          acte={(options) => muter(METTRE_EN_SIGNATURE, { d: { conventionId: id } }, options)}
          relire={relire}
        >
          <p>
            Son contenu est figé pour toujours : {ecrireEuros(BigInt(convention.total))} sont engagés par convention, et
            le dossier devient conventionné. Si vous l’avez générée vous-même, un autre gestionnaire doit le faire.
          </p>
        </ActeConfirme>
      )}
      {modifiable && candidature.etat === 'RETENU' && (
        <Button priority="secondary" linkProps={{ to: `/conventions/dossiers/${candidature.id}` }}>
          Reprendre et générer de nouveau
        </Button>
      )}
    </div>
  );
}

function Document({ convention: c }: { convention: ConventionLue }) {
  return (
    <section aria-labelledby="document">
      <h2 id="document">Le document</h2>
      <p>
        <a className="fr-link fr-link--download" href={c.adresse} download>
          Télécharger la convention {c.numero}, version {c.version} (PDF)
        </a>
      </p>
      <p className="fr-text--sm">
        {c.figeeLe
          ? `Figée le ${ecrireInstant(new Date(c.figeeLe))}.`
          : 'Le document porte le filigrane « PROJET » : il n’engage personne.'}{' '}
        Empreinte des données : <code className="tdt-empreinte">{c.empreinte}</code>
      </p>
    </section>
  );
}

/** One convention: where it stands, what it says, its document, and the next act. */
export default function PageConvention() {
  const { id = '' } = useParams();
  const [{ data, error, fetching }, relire] = useQuery({ query: UNE_CONVENTION, variables: { id } });
  const encore = () => relire({ requestPolicy: 'network-only' });
  if (fetching && !data) return <Attente />;
  if (error || !data) return <Panne erreur={error} reessayer={encore} />;
  const { convention } = data;
  if (!convention) return <PageIntrouvable />;
  const { candidature } = convention;
  return (
    <>
      <Breadcrumb
        currentPageLabel={convention.numero}
        segments={[{ label: 'Conventions', linkProps: { to: '/conventions' } }]}
      />
      <Titre onglet={`Convention ${convention.numero}`}>Convention {convention.numero}</Titre>
      <p>
        <BadgeConvention etat={convention.etat} /> <strong>{ecrireEuros(BigInt(convention.total))}</strong> pour{' '}
        <Link to={`/instruction/${candidature.id}`}>{candidature.titre}</Link>, {candidature.porteur.nom}. Version{' '}
        {convention.version}, générée le {ecrireInstant(new Date(convention.emiseLe))}.
      </p>
      <p role="status" className="fr-text--lead">
        {SUITES[convention.etat]}
      </p>
      <Actes convention={convention} relire={encore} />
      <Document convention={convention} />
      <Apercu donnees={lireDonneesConvention(convention.donnees)} />
    </>
  );
}
