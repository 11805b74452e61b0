import { Breadcrumb } from '@codegouvfr/react-dsfr/Breadcrumb';
import { attendus } from '@tdt/domaine';
import { useParams } from 'react-router';
import { useQuery } from 'urql';
import { Attente, Panne, Titre } from '../commun/etats.js';
import PageIntrouvable from '../commun/page-introuvable.js';
import { peutFaire, useSession } from '../connexion/session.js';
import { enSignature, nomDuDocument, UNE_CONVENTION, type ConventionLue } from './convention.js';
import { DepotNumerisation } from './depot-numerisation.js';
import { EnregistrerPapier } from './enregistrer-papier.js';

function Imprimer({ convention }: { convention: ConventionLue }) {
  return (
    <section aria-labelledby="imprimer">
      <h2 id="imprimer">1. Imprimer, signer, numériser</h2>
      <p>
        <a className="fr-link fr-link--download" href={`/documents/conventions/${convention.id}/papier.pdf`} download>
          Télécharger {nomDuDocument(convention)}, à imprimer (PDF)
        </a>
      </p>
      <ol>
        <li>
          Imprimez toutes les pages, sans les réduire. Chacune porte, en haut à droite, un petit code qui la nomme.
        </li>
        <li>Le signataire date et signe dans le cadre de son organisme.</li>
        <li>
          Numérisez toutes les pages en un seul PDF, à 200 points par pouce ou plus, en couleur ou en niveaux de gris,
          petits codes compris.
        </li>
      </ol>
    </section>
  );
}

function Etapes({ convention, relire }: { convention: ConventionLue; relire: () => void }) {
  const session = useSession();
  const gestion = peutFaire(session, 'enregistrerSignatureManuscrite');
  const { signaturesDesParties: signatures, ordreSignature: ordre, etat } = convention;
  const attendues = enSignature(etat) ? attendus(ordre, signatures) : [];
  const siennes = attendues.filter((s) => gestion || s.organisme.id === session?.organisme?.id);
  if (siennes.length === 0) return <p>Aucune signature n’est attendue ici : il n’y a rien à imprimer ni à recevoir.</p>;
  return (
    <>
      <Imprimer convention={convention} />
      <section aria-labelledby="deposer">
        <h2 id="deposer">2. Déposer la numérisation</h2>
        <p>
          {gestion
            ? 'Déposez ce qui vous est parvenu par la poste ; une partie peut aussi déposer elle-même sa numérisation.'
            : 'La gestion la compare au document, puis enregistre votre signature.'}
        </p>
        <ul className="tdt-liste">
          {siennes.map((s) => (
            <DepotNumerisation key={s.id} convention={convention} signature={s} relire={relire} />
          ))}
        </ul>
      </section>
      {gestion && <EnregistrerPapier convention={convention} attendues={attendues} relire={relire} />}
    </>
  );
}

/** Signing with a pen: what to print, where its scan is left, and for the staff what records it. */
export default function PagePapier() {
  const { id = '' } = useParams();
  const [{ data, error, fetching }, relire] = useQuery({ query: UNE_CONVENTION, variables: { id } });
  const encore = () => relire({ requestPolicy: 'network-only' });
  if (fetching && !data) return <Attente />;
  if (error || !data) return <Panne erreur={error} reessayer={encore} />;
  const { convention } = data;
  if (!convention) return <PageIntrouvable />;
  const titre = `Signer sur papier ${nomDuDocument(convention)}`;
  return (
    <>
      <Breadcrumb
        currentPageLabel="Signer sur papier"
        segments={[
          { label: 'Conventions', linkProps: { to: '/conventions' } },
          { label: convention.numero, linkProps: { to: `/conventions/${id}` } },
        ]}
      />
      <Titre onglet={titre}>{titre}</Titre>
      <Etapes convention={convention} relire={encore} />
    </>
  );
}
