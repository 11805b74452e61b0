import { Button } from '@codegouvfr/react-dsfr/Button';
import { ecrireEuros } from '@tdt/domaine';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import { EtatDossier } from '../candidatures/etat-dossier.js';
import { Attente, Panne, Titre } from '../commun/etats.js';
import { useSession } from '../connexion/session.js';
import { CHOIX_DE_LISTE, LISTE_DOSSIERS, type DossierDeListe } from './financement.js';
import { Filtres, SANS_FILTRE, type Filtre } from './filtres.js';
import { estEcartee, phraseDePart } from './mes-parts.js';
import { ToursOuverts } from './tours-ouverts.js';

function Tableau({ lignes, moi }: { lignes: DossierDeListe[]; moi: string }) {
  return (
    <table className="tdt-table tdt-empilable">
      <caption>Dossiers que votre organisme peut financer, le dernier modifié d’abord</caption>
      <thead>
        <tr>
          <th scope="col">Projet</th>
          <th scope="col">État</th>
          <th scope="col">Votre part</th>
          <th scope="col" className="tdt-montant">
            Coût du projet
          </th>
        </tr>
      </thead>
      <tbody>
        {lignes.map((c) => {
          const siennes = c.parts.filter((p) => p.financeur.id === moi && !estEcartee(p));
          return (
            <tr key={c.id}>
              <th scope="row">
                <Link to={`/financements/${c.id}`}>{c.titre || `Projet sans titre, ${c.porteur.nom}`}</Link>
                <span className="fr-hint-text">
                  {[c.porteur.nom, c.numero && `n° ${c.numero}`, ...c.territoires.map((t) => t.nom)]
                    .filter(Boolean)
                    .join(', ')}
                </span>
              </th>
              <td>
                <EtatDossier etat={c.etat} />
              </td>
              <td data-etiquette="Votre part">
                {siennes.length === 0 ? 'aucune' : siennes.map(phraseDePart).join(' ; ')}
              </td>
              <td className="tdt-montant" data-etiquette="Coût du projet">
                {ecrireEuros(BigInt(c.totalCharges))}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Vide({ filtre, surTout }: { filtre: boolean; surTout: () => void }) {
  if (!filtre) {
    return (
      <p>
        Aucun dossier pour l’instant. Vous verrez ici ceux des conférences dont votre organisme est membre dès qu’ils
        sont recevables, et ceux qui vous demandent une part. En attendant,{' '}
        <Link to="/enveloppes">préparez vos enveloppes</Link>.
      </p>
    );
  }
  return (
    <>
      <p>Aucun dossier ne répond à ces critères.</p>
      <Button priority="secondary" onClick={surTout}>
        Tout afficher
      </Button>
    </>
  );
}

function useFiltre(): [Filtre, (filtre: Filtre) => void] {
  const [adresse, setAdresse] = useSearchParams();
  const lire = (cle: keyof Filtre) => adresse.get(cle) ?? '';
  const filtre = { appel: lire('appel'), etat: lire('etat'), region: lire('region'), recherche: lire('recherche') };
  return [filtre, (choix) => setAdresse(Object.fromEntries(Object.entries(choix).filter(([, v]) => v !== '')))];
}

/** The files of the conferences of the organisation, and those that ask it for money. */
export default function PageDossiers() {
  const session = useSession();
  const [filtre, setFiltre] = useFiltre();
  const [suite, setSuite] = useState<{ apres: string; deja: DossierDeListe[] } | null>(null);
  const { appel, etat, region, recherche } = filtre;
  const [{ data, error, fetching }, relire] = useQuery({
    query: LISTE_DOSSIERS,
    variables: {
      after: suite?.apres ?? null,
      filtre: {
        appelId: appel || null,
        etat: (etat || null) as Api.EtatCandidature | null,
        regionCode: region || null,
        recherche: recherche || null,
      },
    },
  });
  const [choix] = useQuery({ query: CHOIX_DE_LISTE });
  const filtrer = (nouveau: Filtre) => {
    setSuite(null);
    setFiltre(nouveau);
  };
  const panne = error ?? choix.error;
  if (panne) return <Panne erreur={panne} reessayer={() => relire({ requestPolicy: 'network-only' })} />;
  if (!data || !choix.data) return <Attente />;
  const { edges, totalCount, pageInfo } = data.candidatures;
  const lignes = [...(suite?.deja ?? []), ...edges.map((e) => e.node)];
  const filtree = Object.values(filtre).some((v) => v !== '');
  const moi = session?.organisme?.id ?? '';
  return (
    <>
      <Titre onglet="Dossiers à financer">Dossiers à financer</Titre>
      <ToursOuverts seances={choix.data.seances.edges.map((e) => e.node)} moi={moi} />
      <p>
        <Link to="/financements/parts">Vos parts, et celles qui attendent votre acte</Link>
      </p>
      {(totalCount > 0 || filtree) && (
        <Filtres
          key={JSON.stringify(filtre)}
          filtre={filtre}
          surFiltre={filtrer}
          appels={choix.data.appelsAProjets.edges.map(({ node }) => ({ valeur: node.id, texte: node.titre }))}
          regions={choix.data.territoires.edges.map(({ node }) => ({ valeur: node.code, texte: node.nom }))}
        />
      )}
      <p role="status" className="fr-text--sm">
        {fetching ? 'Recherche…' : totalCount === 1 ? 'Un dossier.' : `${totalCount} dossiers.`}
      </p>
      {lignes.length === 0 ? (
        <Vide filtre={filtree} surTout={() => filtrer(SANS_FILTRE)} />
      ) : (
        <Tableau lignes={lignes} moi={moi} />
      )}
      {pageInfo.hasNextPage && (
        <Button
          className="fr-mt-2w"
          priority="secondary"
          onClick={() => setSuite({ apres: pageInfo.endCursor ?? '', deja: lignes })}
        >
          Afficher la suite
        </Button>
      )}
    </>
  );
}
