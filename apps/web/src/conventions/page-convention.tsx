import { Breadcrumb } from '@codegouvfr/react-dsfr/Breadcrumb';
import { attendus, ecrireEuros, ecrireInstant, lireDonneesConvention } from '@tdt/domaine';
import { useCallback } from 'react';
import { Link, useParams } from 'react-router';
import { useQuery } from 'urql';
import { Attente, Panne, Titre } from '../commun/etats.js';
import PageIntrouvable from '../commun/page-introuvable.js';
import { peutFaire, useSession, type EtatSession } from '../connexion/session.js';
import { attendUnRetour, ChezPrestataire, FinDeDemande, useRelecture } from './chez-prestataire.js';
import { ApresSignature } from './actes-apres-signature.js';
import { Actes } from './actes-gestion.js';
import { Apercu } from './apercu.js';
import { DansEnsemble } from './ensemble.js';
import { Avenant, Resiliation } from './suites.js';
import { enSignature, nomDuDocument, UNE_CONVENTION, type ConventionLue } from './convention.js';
import { BadgeConvention } from './etat-convention.js';
import { Historique } from './historique.js';
import { RetoursAVerifier } from './retours-a-verifier.js';
import { Refuser } from './refuser.js';
import { Relances } from './relancer.js';
import { Signatures } from './signatures.js';
import { Signer } from './signer.js';

/** What comes next for this convention, in words, whoever may do it. */
const SUITES: Partial<Record<ConventionLue['etat'], string>> = {
  PROJET: 'C’est un projet : relisez-le en entier, puis validez la relecture.',
  RELUE:
    'Elle est relue. Un autre gestionnaire que celui qui l’a générée la met en signature : quatre yeux valent mieux que deux.',
  EN_SIGNATURE: 'Elle est figée et attend les signatures. Son document ne changera plus d’un octet.',
  PARTIELLEMENT_SIGNEE: 'Une partie des signatures est donnée : elle attend les autres.',
  SIGNEE: 'Toutes les parties l’ont signée. La gestion la leur notifie : le délai de paiement partira de ce jour.',
  NOTIFIEE: 'Elle est signée et notifiée : elle s’exécute.',
  EN_EXECUTION: 'Elle s’exécute.',
  RESILIEE: 'Elle est résiliée : chaque part redevient engagée par le seul acte de son financeur.',
  CADUQUE: 'Cette version est caduque : elle ne sera pas signée. Elle reste lisible.',
  REMPLACEE: 'Un avenant l’a remplacée : elle reste lisible, et n’a plus d’effet.',
};

/** The same, where an avenant has other words. */
const SUITES_AVENANT: Partial<Record<ConventionLue['etat'], string>> = {
  EN_SIGNATURE:
    'Il attend la signature des parties qu’il concerne. Jusqu’à la dernière, la convention demeure telle qu’elle est.',
  PARTIELLEMENT_SIGNEE:
    'Une partie des signatures est donnée : il attend les autres, et la convention demeure telle qu’elle est.',
  SIGNEE: 'Il est signé et remplace la convention. La gestion le notifie aux parties.',
  NOTIFIEE: 'Il est signé et notifié : la convention s’exécute telle qu’il l’a changée.',
  CADUQUE: 'Cet avenant est retiré : il ne sera pas signé, et la convention n’a pas changé.',
};

const suiteDe = ({ etat, avenantDeId }: ConventionLue) =>
  (avenantDeId === null ? undefined : SUITES_AVENANT[etat]) ?? SUITES[etat];

function Document({ convention: c }: { convention: ConventionLue }) {
  return (
    <section aria-labelledby="document">
      <h2 id="document">Le document</h2>
      <p>
        <a className="fr-link fr-link--download" href={c.adresse} download>
          Télécharger {nomDuDocument(c)} (PDF)
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

const NON_FIGEES: readonly ConventionLue['etat'][] = ['PROJET', 'RELUE'];

/** Where this person reads the file of the convention. */
function dossierDe(session: EtatSession, id: string): string {
  if (peutFaire(session, 'lireAppelBrouillon')) return `/instruction/${id}`;
  return peutFaire(session, 'ouvrirCandidature') ? `/candidatures/${id}` : `/financements/${id}`;
}

/** What this person's organisation may do now; why it must wait, when it must. */
interface MaSignatureProps {
  convention: ConventionLue;
  prestataire: string | null;
  relire: () => void;
}

function MaSignature({ convention, prestataire, relire }: MaSignatureProps) {
  const organisme = useSession()?.organisme;
  const { etat, signaturesDesParties: signatures, ordreSignature: ordre } = convention;
  const mienne = signatures.find((s) => s.organisme.id === organisme?.id);
  if (!organisme || mienne?.etat !== 'ATTENDUE' || !enSignature(etat)) return null;
  if (attendUnRetour(mienne)) {
    return <ChezPrestataire convention={convention} signature={mienne} prestataire={prestataire} relire={relire} />;
  }
  const refusee = signatures.find((s) => s.etat === 'REFUSEE');
  if (refusee) {
    const reprise = convention.avenantDeId === null ? 'la convention doit être reprise' : 'l’avenant doit être retiré';
    return (
      <p>
        {refusee.organisme.nom} a refusé de signer : {reprise}.
      </p>
    );
  }
  const aSigner = attendus(ordre, signatures);
  return (
    <>
      <FinDeDemande signature={mienne} />
      {aSigner.includes(mienne) ? (
        <Signer
          convention={convention}
          organisme={organisme}
          donnees={lireDonneesConvention(convention.donnees)}
          prestataire={prestataire}
          relire={relire}
        />
      ) : (
        <p>{aSigner[0]?.organisme.nom} signe avant vous : vous serez prévenu quand ce sera votre tour.</p>
      )}
      <Refuser convention={convention} organisme={organisme} relire={relire} />
    </>
  );
}

/** One convention: where it stands, what it says, its document, and the next act. */
export default function PageConvention() {
  const session = useSession();
  const { id = '' } = useParams();
  const [{ data, error, fetching }, relire] = useQuery({ query: UNE_CONVENTION, variables: { id } });
  const encore = useCallback(() => relire({ requestPolicy: 'network-only' }), [relire]);
  useRelecture(data?.convention?.signaturesDesParties.some(attendUnRetour) ?? false, encore);
  if (fetching && !data) return <Attente />;
  if (error || !data) return <Panne erreur={error} reessayer={encore} />;
  const { convention } = data;
  if (!convention) return <PageIntrouvable />;
  const { candidature, avenantDeId } = convention;
  const figee = !NON_FIGEES.includes(convention.etat);
  const donnees = lireDonneesConvention(convention.donnees);
  const gestion = peutFaire(session, 'genererConvention');
  const titre = `${avenantDeId === null ? 'Convention' : 'Avenant à la convention'} ${convention.numero}`;
  return (
    <>
      <Breadcrumb
        currentPageLabel={convention.numero}
        segments={[{ label: 'Conventions', linkProps: { to: '/conventions' } }]}
      />
      <Titre onglet={titre}>{titre}</Titre>
      <p>
        <BadgeConvention convention={convention} /> <strong>{ecrireEuros(BigInt(convention.total))}</strong> pour{' '}
        <Link to={dossierDe(session, candidature.id)}>{candidature.titre}</Link>, {candidature.porteur.nom}. Version{' '}
        {convention.version}, générée le {ecrireInstant(new Date(convention.emiseLe))}.
      </p>
      <p role="status" className="fr-text--lead">
        {suiteDe(convention)}
        {convention.motifCaducite && ` Motif : « ${convention.motifCaducite} »`}
      </p>
      {gestion && <Actes convention={convention} relire={encore} />}
      {gestion && <RetoursAVerifier convention={convention} relire={encore} />}
      {gestion && <Relances convention={convention} relire={encore} />}
      {gestion && <ApresSignature convention={convention} donnees={donnees} />}
      <DansEnsemble donnees={donnees} candidatureId={candidature.id} gestion={gestion} />
      <Resiliation convention={convention} gestion={gestion} />
      <Avenant convention={convention} donnees={donnees} />
      <Document convention={convention} />
      {figee && <MaSignature convention={convention} prestataire={data.prestataireDeSignature} relire={encore} />}
      <Signatures convention={convention} />
      <Historique convention={convention} />
      <Apercu
        donnees={donnees}
        titre={avenantDeId === null ? 'Ce que dit la convention' : 'Ce que dit la convention ainsi modifiée'}
      />
    </>
  );
}
