import { Breadcrumb } from '@codegouvfr/react-dsfr/Breadcrumb';
import { Button } from '@codegouvfr/react-dsfr/Button';
import { Table } from '@codegouvfr/react-dsfr/Table';
import { ecrireEuros, LIBELLES_CATEGORIE, type CategorieOrganisme } from '@tdt/domaine';
import { useParams } from 'react-router';
import { useQuery } from 'urql';
import { Attente, Panne, Titre } from '../commun/etats.js';
import PageIntrouvable from '../commun/page-introuvable.js';
import { ecrireEcheance, phraseDeRegle, UN_APPEL, type AppelPublic } from './appel.js';
import { Simulateur } from './simulateur.js';

function libelles(categories: string[]): string {
  return categories.map((c) => LIBELLES_CATEGORIE[c as CategorieOrganisme].toLowerCase()).join(', ');
}

function Calendrier({ appel }: { appel: AppelPublic }) {
  return (
    <section className="fr-mb-4w">
      <h2>Calendrier</h2>
      <ul>
        <li>Ouverture des dépôts : {ecrireEcheance(appel.ouverture)}</li>
        <li>
          <strong>Clôture des dépôts : {ecrireEcheance(appel.cloture)}</strong>
        </li>
        {appel.dureeMoisMax && <li>Durée d’un projet : {appel.dureeMoisMax} mois au plus</li>}
      </ul>
    </section>
  );
}

function QuiPeut({ appel }: { appel: AppelPublic }) {
  return (
    <section className="fr-mb-4w">
      <h2>Qui peut candidater</h2>
      <p>{libelles(appel.categoriesAdmises).replace(/^./, (l) => l.toUpperCase())}.</p>
      {appel.territoires.length > 0 && (
        <p>Territoires visés en priorité : {appel.territoires.map((t) => t.nom).join(', ')}.</p>
      )}
    </section>
  );
}

function Regles({ appel }: { appel: AppelPublic }) {
  const sources = [...new Set(appel.regles.flatMap((r) => (r.sourceJuridique ? [r.sourceJuridique] : [])))];
  return (
    <section className="fr-mb-4w">
      <h2>Combien</h2>
      <ul>
        {appel.regles.map((r) => (
          <li key={r.id}>{phraseDeRegle(r, appel.modeMontant)}</li>
        ))}
      </ul>
      {appel.montantAnnonce && <p>Enveloppe de l’appel : {ecrireEuros(BigInt(appel.montantAnnonce))}.</p>}
      {sources.length > 0 && <p className="fr-text--sm">Source : {sources.join(' ; ')}.</p>}
    </section>
  );
}

function Pieces({ appel }: { appel: AppelPublic }) {
  if (appel.pieces.length === 0) return null;
  return (
    <section className="fr-mb-4w">
      <h2>Pièces à préparer</h2>
      <ul>
        {appel.pieces.map((p) => (
          <li key={p.id}>
            {p.libelle}
            {p.categories.length > 0 && ` (${libelles(p.categories)})`}
            {!p.obligatoire && ' — facultatif'}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A call in plain words: when, who, how much, on what it is judged, with what documents. */
export default function PageAppel() {
  const { id = '' } = useParams();
  const [{ data, error, fetching }, relire] = useQuery({ query: UN_APPEL, variables: { id } });
  if (fetching && !data) return <Attente />;
  if (error || !data) return <Panne erreur={error} reessayer={() => relire({ requestPolicy: 'network-only' })} />;
  const appel = data.appelAProjets;
  if (!appel) return <PageIntrouvable />;
  return (
    <>
      <Breadcrumb currentPageLabel={appel.titre} segments={[{ label: 'Appels', linkProps: { to: '/' } }]} />
      <Titre onglet={appel.titre}>{appel.titre}</Titre>
      <p className="fr-text--lead">{appel.resume}</p>
      {appel.objet && <p>{appel.objet}</p>}
      {appel.etat === 'OUVERT' && (
        <Button className="fr-mb-4w" linkProps={{ to: `/candidatures/nouvelle?appel=${appel.id}` }}>
          Candidater
        </Button>
      )}
      {appel.etat !== 'OUVERT' && appel.etat !== 'PUBLIE' && (
        <Button className="fr-mb-4w" priority="secondary" linkProps={{ to: `/appels/${appel.id}/resultats` }}>
          Voir les projets retenus
        </Button>
      )}
      <Calendrier appel={appel} />
      <QuiPeut appel={appel} />
      <Regles appel={appel} />
      <Simulateur appel={appel} nom={appel.id} />
      <section className="fr-mb-4w">
        <h2>Sur quoi le projet est apprécié</h2>
        <Table
          caption={`Grille d’instruction, sur 100 points${appel.seuilInstruction ? ` ; avis favorable à partir de ${appel.seuilInstruction}` : ''}`}
          headers={['Critère', 'Points au plus']}
          data={appel.grille.map((c) => [c.libelle, c.poids])}
        />
      </section>
      <Pieces appel={appel} />
    </>
  );
}
