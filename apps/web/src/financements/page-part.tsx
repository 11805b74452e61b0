import { Alert } from '@codegouvfr/react-dsfr/Alert';
import { Breadcrumb } from '@codegouvfr/react-dsfr/Breadcrumb';
import { CYCLE_PART, ecrireDate, ecrireEuros, LIBELLES_TYPE_ACTE } from '@tdt/domaine';
import { Link, useParams } from 'react-router';
import { useQuery } from 'urql';
import { Attente, Panne, Titre } from '../commun/etats.js';
import PageIntrouvable from '../commun/page-introuvable.js';
import { LienLettre } from '../candidatures/lien-lettre.js';
import { useSession } from '../connexion/session.js';
import { Engagement } from './engagement.js';
import { Liberation } from './liberation.js';
import { estAvantVote } from './mes-parts.js';
import { UNE_PART, type PartLue } from './part.js';

/** What each act does to the share. */
const SENS: Readonly<Record<PartLue['engagements'][number]['sens'], string>> = {
  ENGAGEMENT: 'Engage',
  RETRAIT: 'Retire',
  AVENANT: 'Change, par avenant, de',
};

function Actes({ part }: { part: PartLue }) {
  if (part.engagements.length === 0) return null;
  return (
    <section aria-labelledby="actes">
      <h2 id="actes">Actes enregistrés</h2>
      {part.engagements.map((e) => (
        <div key={e.id}>
          <p>
            {SENS[e.sens]} <strong>{ecrireEuros(BigInt(e.montant))}</strong> : {LIBELLES_TYPE_ACTE[e.typeActe]} n°{' '}
            {e.numero} du {ecrireDate(e.dateActe)}, signé par {e.signataireNom}, {e.signataireQualite}
            {e.transmisLe && `, transmis au contrôle de légalité le ${ecrireDate(e.transmisLe)}`}.
          </p>
          {e.avertissements.map((a) => (
            <Alert key={a} severity="warning" small description={a} className="fr-mb-2w" />
          ))}
        </div>
      ))}
    </section>
  );
}

function Suite({ part, relire }: { part: PartLue; relire: () => void }) {
  if (estAvantVote(part)) {
    // No vote is ahead of a file under convention: its funder joins by an avenant.
    if (part.candidature?.etat === 'CONVENTIONNE') {
      return (
        <p>
          Elle attend la dernière signature de l’avenant par lequel votre organisme rejoint la convention.{' '}
          <Link to="/conventions">Voir vos conventions</Link>
        </p>
      );
    }
    return (
      <p>
        Cette part attend le vote de la conférence.{' '}
        <Link to={`/financements/${part.candidature?.id ?? ''}`}>La changer ou la retirer depuis le dossier</Link>
      </p>
    );
  }
  const aEngager = part.etat === 'VOTEE' || part.etat === 'SOUS_RESERVE';
  return (
    <>
      {part.etat === 'ENGAGEE' && (
        <Alert
          severity="success"
          as="h2"
          className="fr-mb-3w"
          title={`Votre organisme est engagé pour ${ecrireEuros(BigInt(part.montant))}`}
          description={
            part.lettre
              ? 'Aucune convention n’est due : votre lettre vous engage envers le porteur, une fois signée des deux.'
              : 'La convention réunira cette part à celles des autres financeurs, quand tous auront engagé la leur.'
          }
        />
      )}
      {part.lettre && (
        <p>
          <LienLettre adresse={part.lettre} texte="Votre lettre au porteur" />
        </p>
      )}
      {aEngager && <Engagement part={part} relire={relire} />}
      <Actes part={part} />
      {(aEngager || part.etat === 'ENGAGEE') && (
        <div className="tdt-dialogue-actions">
          <Liberation part={part} relire={relire} />
        </div>
      )}
    </>
  );
}

function Contenu({ part, relire }: { part: PartLue; relire: () => void }) {
  const session = useSession();
  const projet = part.candidature?.titre ?? 'un projet que vous ne voyez plus';
  const titre = `Votre part de « ${projet} »`;
  if (part.financeur.id !== session?.organisme?.id) return <PageIntrouvable />;
  return (
    <>
      <Breadcrumb
        currentPageLabel={titre}
        segments={[
          { label: 'Dossiers à financer', linkProps: { to: '/financements' } },
          { label: 'Vos parts', linkProps: { to: '/financements/parts' } },
        ]}
      />
      <Titre onglet={titre}>{titre}</Titre>
      <dl className="tdt-fiche">
        <div>
          <dt>Montant</dt>
          <dd>{ecrireEuros(BigInt(part.montant))}</dd>
        </div>
        <div>
          <dt>État</dt>
          <dd>Part {CYCLE_PART.etats[part.etat]}</dd>
        </div>
        <div>
          <dt>Enveloppe</dt>
          <dd>
            {part.enveloppe ? (
              <Link to={`/enveloppes/${part.enveloppe.id}`}>
                {part.enveloppe.libelle}, {part.enveloppe.exercice}
              </Link>
            ) : (
              part.dispositif
            )}
          </dd>
        </div>
        {part.candidature && (
          <div>
            <dt>Dossier</dt>
            <dd>
              <Link to={`/financements/${part.candidature.id}`}>
                {part.candidature.titre}, de {part.candidature.porteur.nom}
              </Link>
            </dd>
          </div>
        )}
        {part.condition && (
          <div>
            <dt>Condition</dt>
            <dd>{part.condition}</dd>
          </div>
        )}
      </dl>
      <Suite part={part} relire={relire} />
    </>
  );
}

/** One share of the organisation: where it stands, and the act that commits it. */
export default function PagePart() {
  const { id = '' } = useParams();
  const [{ data, error, fetching }, relire] = useQuery({ query: UNE_PART, variables: { id } });
  const encore = () => relire({ requestPolicy: 'network-only' });
  if (data?.part?.id === id) return <Contenu key={id} part={data.part} relire={encore} />;
  if (fetching) return <Attente />;
  if (error || !data) return <Panne erreur={error} reessayer={encore} />;
  return <PageIntrouvable />;
}
