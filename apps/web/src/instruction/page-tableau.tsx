import { Button } from '@codegouvfr/react-dsfr/Button';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import { Attente, Panne, Titre } from '../commun/etats.js';
import { useSuite } from '../commun/suite.js';
import { peutFaire, useSession } from '../connexion/session.js';
import { ActesEnLot } from './actes-en-lot.js';
import { Export } from './export.js';
import { adresseFiltre, filtreVide, lireFiltre, variablesDe, type FiltreTableau } from './filtre.js';
import { Filtres } from './filtres.js';
import { CHOIX_TABLEAU, TABLEAU, type LigneTableau } from './instruction.js';
import { agissable, TableDossiers } from './table-dossiers.js';

function Vide({ filtre, surTout }: { filtre: FiltreTableau; surTout: () => void }) {
  if (filtreVide(filtre)) {
    return (
      <p>
        Aucun dossier n’est encore déposé. Ils paraîtront ici dès leur dépôt ; les brouillons restent à leurs porteurs.
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

function useChoix(lignes: readonly LigneTableau[]) {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const basculer = (id: string) =>
    setIds((avant) => (avant.has(id) ? new Set([...avant].filter((i) => i !== id)) : new Set([...avant, id])));
  return {
    ids,
    choisis: lignes.filter(({ id }) => ids.has(id)),
    basculer,
    tout: () => setIds(new Set(lignes.filter(agissable).map(({ id }) => id))),
    rien: () => setIds(new Set()),
  };
}

/** The files that the instruction follows: found, sorted, and moved on together. */
export default function PageTableau() {
  const session = useSession();
  const [adresse, setAdresse] = useSearchParams();
  const filtre = lireFiltre(adresse);
  const suite = useSuite<LigneTableau>();
  const [{ data: choix }] = useQuery({ query: CHOIX_TABLEAU });
  const variables = { after: suite.apres, ...variablesDe(filtre, session?.utilisateur.id ?? '') };
  const [{ data, error, fetching }, relire] = useQuery({ query: TABLEAU, variables });
  const page = data?.candidatures;
  const lignes = page ? suite.lignes(page) : [];
  const { ids, choisis, basculer, tout, rien } = useChoix(lignes);
  const recommencer = () => {
    rien();
    suite.recommencer();
  };
  const filtrer = (nouveau: FiltreTableau) => {
    recommencer();
    setAdresse(adresseFiltre(nouveau));
  };
  const encore = () => {
    recommencer();
    relire({ requestPolicy: 'network-only' });
  };
  if (error) return <Panne erreur={error} reessayer={encore} />;
  if (!page || !choix) return <Attente />;
  const agissables = lignes.filter(agissable).length;
  return (
    <>
      <Titre onglet="Instruction">Instruction des dossiers</Titre>
      {peutFaire(session, 'enregistrerCandidatureRecue') && (
        <p>
          <Link className="fr-btn fr-btn--secondary" to="/instruction/recue">
            Enregistrer une candidature reçue
          </Link>
        </p>
      )}
      <Filtres key={adresse.toString()} filtre={filtre} choix={choix} surFiltre={filtrer} />
      <p role="status" className="fr-text--sm fr-mb-1w">
        {fetching ? 'Recherche…' : page.totalCount === 1 ? 'Un dossier.' : `${page.totalCount} dossiers.`}
      </p>
      {agissables > 0 && (
        <ActesEnLot choisis={choisis} affiches={agissables} surTout={tout} surRien={rien} relire={encore} />
      )}
      {lignes.length === 0 ? (
        <Vide filtre={filtre} surTout={() => setAdresse({})} />
      ) : (
        <TableDossiers lignes={lignes} choisis={ids} surChoix={agissables > 0 ? basculer : null} />
      )}
      {page.pageInfo.hasNextPage && (
        <Button priority="secondary" className="fr-mt-2w" onClick={() => suite.continuer(page)}>
          {`Afficher la suite (${lignes.length} sur ${page.totalCount})`}
        </Button>
      )}
      {lignes.length > 0 && <Export filtre={filtre} moi={session?.utilisateur.id ?? ''} />}
    </>
  );
}
