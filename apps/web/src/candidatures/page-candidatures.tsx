import { Button } from '@codegouvfr/react-dsfr/Button';
import { Input } from '@codegouvfr/react-dsfr/Input';
import { Select } from '@codegouvfr/react-dsfr/Select';
import { CYCLE_CANDIDATURE, ecrireDate, ecrireEuros, ETATS_CANDIDATURE, type EtatCandidature } from '@tdt/domaine';
import { useState, type FormEvent } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import { Attente, Panne, Titre } from '../commun/etats.js';
import { LISTE_CANDIDATURES, type CandidatureDeListe } from './candidature.js';
import { EtatDossier } from './etat-dossier.js';
import { majuscule } from './recit.js';

function Filtres({
  etat,
  recherche,
  surFiltre,
}: {
  etat: string;
  recherche: string;
  surFiltre: (filtre: { etat: string; recherche: string }) => void;
}) {
  const [texte, setTexte] = useState(recherche);
  const chercher = (evenement: FormEvent) => {
    evenement.preventDefault();
    surFiltre({ etat, recherche: texte.trim() });
  };
  return (
    <form role="search" onSubmit={chercher} className="fr-grid-row fr-grid-row--gutters fr-grid-row--bottom fr-mb-2w">
      <div className="fr-col-12 fr-col-md-4">
        <Select
          label="État"
          nativeSelectProps={{
            value: etat,
            onChange: (e) => surFiltre({ etat: e.currentTarget.value, recherche: texte.trim() }),
          }}
        >
          <option value="">Tous</option>
          {ETATS_CANDIDATURE.map((e) => (
            <option key={e} value={e}>
              {majuscule(CYCLE_CANDIDATURE.etats[e])}
            </option>
          ))}
        </Select>
      </div>
      <div className="fr-col-12 fr-col-md-5">
        <Input
          label="Titre ou numéro"
          nativeInputProps={{ value: texte, type: 'search', onChange: (e) => setTexte(e.currentTarget.value) }}
        />
      </div>
      <div className="fr-col-12 fr-col-md-3">
        <Button type="submit" priority="secondary" className="fr-mb-3w">
          Chercher
        </Button>
      </div>
    </form>
  );
}

function dateUtile(c: CandidatureDeListe): string {
  if (c.deposeLe) return `Déposée le ${ecrireDate(new Date(c.deposeLe))}`;
  if (c.etat === 'BROUILLON' && c.recueLe) return `Reçue le ${ecrireDate(new Date(c.recueLe))}, en cours de saisie`;
  if (c.etat === 'BROUILLON' && c.appel.cloture) return `À déposer avant le ${ecrireDate(new Date(c.appel.cloture))}`;
  return `Modifiée le ${ecrireDate(new Date(c.modifieLe))}`;
}

function Tableau({ lignes }: { lignes: CandidatureDeListe[] }) {
  return (
    <table className="tdt-table tdt-empilable">
      <caption>Candidatures de votre organisme, la dernière modifiée d’abord</caption>
      <thead>
        <tr>
          <th scope="col">Projet</th>
          <th scope="col">État</th>
          <th scope="col">Échéance ou date</th>
          <th scope="col" className="tdt-montant">
            Plan
          </th>
        </tr>
      </thead>
      <tbody>
        {lignes.map((c) => (
          <tr key={c.id}>
            <th scope="row">
              <Link to={`/candidatures/${c.id}`}>{c.titre || `Projet sans titre, ${c.appel.titre}`}</Link>
              <span className="fr-hint-text">
                {c.numero ? `N° ${c.numero}, ` : ''}
                {c.appel.titre}
              </span>
            </th>
            <td>
              <EtatDossier etat={c.etat} />
            </td>
            <td>{dateUtile(c)}</td>
            <td className="tdt-montant">{ecrireEuros(BigInt(c.totauxPlan.total))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Vide({ filtre, surTout }: { filtre: boolean; surTout: () => void }) {
  if (filtre) {
    return (
      <>
        <p>Aucune candidature ne répond à ces critères.</p>
        <Button priority="secondary" onClick={surTout}>
          Tout afficher
        </Button>
      </>
    );
  }
  return (
    <>
      <p>
        Votre organisme n’a pas encore de candidature. Choisissez un appel ouvert : le brouillon s’enregistre tout seul,
        et vous pourrez le reprendre à tout moment.
      </p>
      <Button linkProps={{ to: '/candidatures/nouvelle' }}>Commencer une candidature</Button>
    </>
  );
}

/** The files of the organisation, and where each stands. */
export default function PageCandidatures() {
  const [adresse, setAdresse] = useSearchParams();
  const [suite, setSuite] = useState<{ apres: string; deja: CandidatureDeListe[] } | null>(null);
  const etat = adresse.get('etat') ?? '';
  const recherche = adresse.get('recherche') ?? '';
  const filtre = { etat: (etat || null) as EtatCandidature | null, recherche: recherche || null };
  const [{ data, error, fetching }, relire] = useQuery({
    query: LISTE_CANDIDATURES,
    variables: { after: suite?.apres ?? null, filtre },
  });
  const filtrer = (choix: { etat: string; recherche: string }) => {
    setSuite(null);
    setAdresse(Object.fromEntries(Object.entries(choix).filter(([, v]) => v !== '')));
  };
  const encore = () => relire({ requestPolicy: 'network-only' });
  if (error) return <Panne erreur={error} reessayer={encore} />;
  if (!data) return <Attente />;
  const { edges, totalCount, pageInfo } = data.candidatures;
  const lignes = [...(suite?.deja ?? []), ...edges.map((e) => e.node)];
  const filtree = etat !== '' || recherche !== '';
  return (
    <>
      <Titre onglet="Mes candidatures">Mes candidatures</Titre>
      {(totalCount > 0 || filtree) && (
        <>
          <p>
            <Link className="fr-btn" to="/candidatures/nouvelle">
              Nouvelle candidature
            </Link>
          </p>
          <Filtres key={`${etat} ${recherche}`} etat={etat} recherche={recherche} surFiltre={filtrer} />
        </>
      )}
      <p role="status" className="fr-text--sm">
        {fetching ? 'Recherche…' : totalCount === 1 ? 'Une candidature.' : `${totalCount} candidatures.`}
      </p>
      {lignes.length === 0 ? (
        <Vide filtre={filtree} surTout={() => filtrer({ etat: '', recherche: '' })} />
      ) : (
        <Tableau lignes={lignes} />
      )}
      {pageInfo.hasNextPage && (
        <Button priority="secondary" onClick={() => setSuite({ apres: pageInfo.endCursor ?? '', deja: lignes })}>
          Afficher la suite
        </Button>
      )}
    </>
  );
}
