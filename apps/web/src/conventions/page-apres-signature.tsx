import { Breadcrumb } from '@codegouvfr/react-dsfr/Breadcrumb';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { useQuery } from 'urql';
import { Attente, Panne, Titre } from '../commun/etats.js';
import PageIntrouvable from '../commun/page-introuvable.js';
import { avenantOuvert, seModifie, UNE_CONVENTION, type ConventionLue } from './convention.js';

interface Props {
  /** Name of the page, in the path that leads to it. */
  etape: string;
  /** What is done to the convention, before its name. */
  verbe: string;
  /** Why nothing can be done to it: it is not in force, or an avenant is open, which the page then leads to. */
  refus: string;
  dejaOuvert: string;
  children: (convention: ConventionLue) => ReactNode;
}

/** What is done to a convention that all have signed: one thing at a time. */
export function PageApresSignature({ etape, verbe, refus, dejaOuvert, children }: Props) {
  const { id = '' } = useParams();
  const [{ data, error, fetching }, relire] = useQuery({ query: UNE_CONVENTION, variables: { id } });
  if (fetching && !data) return <Attente />;
  if (error || !data) return <Panne erreur={error} reessayer={() => relire({ requestPolicy: 'network-only' })} />;
  const { convention } = data;
  if (!convention) return <PageIntrouvable />;
  const titre = `${verbe} la convention ${convention.numero}`;
  const ouvert = avenantOuvert(convention);
  const empechement = ouvert ? (
    <p>
      {dejaOuvert} <Link to={`/conventions/${ouvert.id}`}>Voir cet avenant</Link>
    </p>
  ) : (
    <p>{refus}</p>
  );
  return (
    <>
      <Breadcrumb
        currentPageLabel={etape}
        segments={[
          { label: 'Conventions', linkProps: { to: '/conventions' } },
          { label: convention.numero, linkProps: { to: `/conventions/${id}` } },
        ]}
      />
      <Titre onglet={titre}>{titre}</Titre>
      {seModifie(convention) && !ouvert ? children(convention) : empechement}
    </>
  );
}
