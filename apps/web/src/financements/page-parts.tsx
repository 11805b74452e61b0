import { Breadcrumb } from '@codegouvfr/react-dsfr/Breadcrumb';
import { Button } from '@codegouvfr/react-dsfr/Button';
import { CYCLE_PART, ecrireEuros, type EtatPart } from '@tdt/domaine';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import { majuscule } from '../candidatures/recit.js';
import { ChampChoix } from '../commun/champs.js';
import { Attente, Panne, Titre } from '../commun/etats.js';
import { useSession } from '../connexion/session.js';
import { LISTE_PARTS, type PartDeListe } from './part.js';

const TITRE = 'Vos parts';
const A_ENGAGER: readonly EtatPart[] = ['VOTEE', 'SOUS_RESERVE'];

function Tableau({ lignes }: { lignes: PartDeListe[] }) {
  return (
    <table className="tdt-table tdt-empilable">
      <caption>Parts de votre organisme, la plus récente d’abord</caption>
      <thead>
        <tr>
          <th scope="col">Projet</th>
          <th scope="col">État</th>
          <th scope="col">Ce qui est attendu</th>
          <th scope="col" className="tdt-montant">
            Montant
          </th>
        </tr>
      </thead>
      <tbody>
        {lignes.map((p) => (
          <tr key={p.id}>
            <th scope="row">
              <Link to={`/financements/parts/${p.id}`}>
                {p.candidature?.titre ?? `Part au titre de ${p.dispositif}`}
              </Link>
              <span className="fr-hint-text">{p.candidature?.porteur.nom}</span>
            </th>
            <td data-etiquette="État">{majuscule(CYCLE_PART.etats[p.etat])}</td>
            <td data-etiquette="Attendu">{A_ENGAGER.includes(p.etat) ? 'Votre acte d’engagement' : 'Rien de vous'}</td>
            <td className="tdt-montant" data-etiquette="Montant">
              {ecrireEuros(BigInt(p.montant))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The shares of the organisation, those that wait for its act among them. */
export default function PageParts() {
  const session = useSession();
  const [adresse, setAdresse] = useSearchParams();
  const [suite, setSuite] = useState<{ apres: string; deja: PartDeListe[] } | null>(null);
  const etat = (adresse.get('etat') ?? '') as EtatPart | '';
  const [{ data, error }, relire] = useQuery({
    query: LISTE_PARTS,
    variables: {
      after: suite?.apres ?? null,
      filtre: { financeurId: session?.organisme?.id ?? null, etat: etat || null },
    },
  });
  if (error) return <Panne erreur={error} reessayer={() => relire({ requestPolicy: 'network-only' })} />;
  if (!data) return <Attente />;
  const { edges, totalCount, pageInfo } = data.parts;
  const lignes = [...(suite?.deja ?? []), ...edges.map((e) => e.node)];
  return (
    <>
      <Breadcrumb
        currentPageLabel={TITRE}
        segments={[{ label: 'Dossiers à financer', linkProps: { to: '/financements' } }]}
      />
      <Titre onglet={TITRE}>{TITRE}</Titre>
      <p>
        Après le vote de la conférence, chaque part attend l’acte de votre organisme : lui seul engage votre argent.
      </p>
      <ChampChoix
        chemin="etat"
        label="État"
        valeur={etat}
        vide="Toutes les parts"
        surChangement={(valeur) => {
          setSuite(null);
          setAdresse(valeur ? { etat: valeur } : {});
        }}
        options={Object.entries(CYCLE_PART.etats).map(([valeur, texte]) => ({ valeur, texte: majuscule(texte) }))}
      />
      <p role="status" className="fr-text--sm">
        {totalCount === 1 ? 'Une part.' : `${totalCount} parts.`}
      </p>
      {lignes.length > 0 && <Tableau lignes={lignes} />}
      {lignes.length === 0 && (
        <p>
          {etat ? 'Aucune part à cette étape.' : 'Votre organisme n’a encore préparé aucune part.'}{' '}
          <Link to="/financements">Choisir un dossier à financer</Link>
        </p>
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
