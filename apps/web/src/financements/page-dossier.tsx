import { Breadcrumb } from '@codegouvfr/react-dsfr/Breadcrumb';
import { CYCLE_PART, ecrireEuros, LIBELLES_CATEGORIE } from '@tdt/domaine';
import { Link, useParams } from 'react-router';
import { useQuery } from 'urql';
import { BarresPlan } from '../candidatures/barres-plan.js';
import { UNE_CANDIDATURE, type CandidatureLue } from '../candidatures/candidature.js';
import { Contenu } from '../candidatures/contenu.js';
import { dossierDe } from '../candidatures/dossier.js';
import { EtatDossier } from '../candidatures/etat-dossier.js';
import { saisieDe } from '../candidatures/saisie.js';
import { Attente, Panne, Titre } from '../commun/etats.js';
import PageIntrouvable from '../commun/page-introuvable.js';
import { useSession } from '../connexion/session.js';
import { FINANCEMENT_DU_DOSSIER, type DossierFinance, type FinancementLu } from './financement.js';
import { projetSollicite } from './projet.js';
import { VosParts } from './vos-parts.js';

function Avis({ finance }: { finance: DossierFinance }) {
  if (finance.score === null && finance.avis === null) return null;
  return (
    <section aria-labelledby="avis">
      <h2 id="avis">L’avis de l’instruction</h2>
      <p>
        {finance.avisFavorable !== null && `Avis ${finance.avisFavorable ? 'favorable' : 'défavorable'}. `}
        {finance.score !== null && `${finance.score} points sur 100.`}
      </p>
      {finance.avis && <blockquote className="tdt-citation tdt-preserve">{finance.avis}</blockquote>}
    </section>
  );
}

function PlanVote({ finance }: { finance: DossierFinance }) {
  const { vote, reste, coutTotal, ressourcesPropres, complet } = finance.planVote;
  const votees = finance.parts.filter((p) => !['PRESSENTIE', 'ANNONCEE', 'PROPOSEE'].includes(p.etat));
  if (votees.length === 0) return null;
  return (
    <section aria-labelledby="vote">
      <h2 id="vote">Ce que la conférence a décidé</h2>
      <p>
        Coût {ecrireEuros(BigInt(coutTotal))}, dont {ecrireEuros(BigInt(ressourcesPropres))} du porteur.{' '}
        {vote !== null && `Parts votées : ${ecrireEuros(BigInt(vote))}. `}
        {complet ? 'Le plan est complet.' : reste !== null && `Il manque ${ecrireEuros(BigInt(reste))}.`}
      </p>
      <table className="tdt-table">
        <caption>Parts soumises au vote</caption>
        <thead>
          <tr>
            <th scope="col">Financeur</th>
            <th scope="col">État</th>
            <th scope="col" className="tdt-montant">
              Montant
            </th>
          </tr>
        </thead>
        <tbody>
          {votees.map((p) => (
            <tr key={p.id}>
              <th scope="row">{p.financeur.nom}</th>
              <td>{CYCLE_PART.etats[p.etat]}</td>
              <td className="tdt-montant">{ecrireEuros(BigInt(p.montant))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Dossier({
  lue,
  financement,
  relire,
}: {
  lue: CandidatureLue;
  financement: FinancementLu;
  relire: () => void;
}) {
  const session = useSession();
  const { porteur } = lue;
  const nom = lue.titre || 'Projet sans titre';
  const { candidature: finance } = financement;
  if (!finance) return <PageIntrouvable />;
  const cout = BigInt(finance.totalCharges);
  return (
    <>
      <Breadcrumb
        currentPageLabel={nom}
        segments={[{ label: 'Dossiers à financer', linkProps: { to: '/financements' } }]}
      />
      <Titre onglet={nom}>{nom}</Titre>
      <p>
        <EtatDossier etat={lue.etat} /> Dossier {lue.numero} de {porteur.nom} (
        {LIBELLES_CATEGORIE[porteur.categorie].toLowerCase()}
        {porteur.commune && `, ${porteur.commune.nom}`}), en réponse à l’appel{' '}
        <Link to={`/appels/${lue.appel.id}`}>{lue.appel.titre}</Link>.
      </p>
      <p className="tdt-preserve">{lue.resume}</p>
      <VosParts
        candidature={lue}
        projet={projetSollicite({ ...finance, assiette: lue.assiette, porteur, plan: lue.plan })}
        lu={financement}
        moi={session?.organisme?.id ?? ''}
        relire={relire}
      />
      <PlanVote finance={finance} />
      <Avis finance={finance} />
      <h2>Le plan demandé</h2>
      <BarresPlan plan={dossierDe(saisieDe(lue), lue).plan} cout={cout} />
      <Contenu lue={lue} />
    </>
  );
}

/** A file, as one who may finance it reads it. */
export default function PageDossier() {
  const { id = '' } = useParams();
  const [{ data, error, fetching }, relire] = useQuery({ query: UNE_CANDIDATURE, variables: { id } });
  const lue = data?.candidature?.id === id ? data.candidature : null;
  const [finance, relireFinance] = useQuery({
    query: FINANCEMENT_DU_DOSSIER,
    variables: { id, appelId: lue?.appel.id ?? '' },
    pause: !lue,
  });
  const encore = () => {
    relire({ requestPolicy: 'network-only' });
    if (lue) relireFinance({ requestPolicy: 'network-only' });
  };
  const panne = error ?? finance.error;
  if (panne) return <Panne erreur={panne} reessayer={encore} />;
  if (lue && finance.data) return <Dossier lue={lue} financement={finance.data} relire={encore} />;
  if (fetching || lue) return <Attente />;
  return <PageIntrouvable />;
}
