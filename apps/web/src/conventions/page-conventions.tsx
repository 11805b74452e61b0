import { Button } from '@codegouvfr/react-dsfr/Button';
import { CYCLE_CONVENTION, ecrireDate, ecrireEuros, type EtatConvention } from '@tdt/domaine';
import { Link, useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import { majuscule } from '../candidatures/recit.js';
import { ChampChoix } from '../commun/champs.js';
import { Attente, Panne, Titre } from '../commun/etats.js';
import { useSuite } from '../commun/suite.js';
import { peutFaire, useSession } from '../connexion/session.js';
import { AGenerer, sansConvention } from './a-generer.js';
import { A_CONVENTIONNER, CONVENTIONS, type ConventionDeListe, type Retenue } from './convention.js';
import { DonneesEnRetard } from './donnees-en-retard.js';
import { BadgeConvention } from './etat-convention.js';

const ETATS = (Object.keys(CYCLE_CONVENTION.etats) as EtatConvention[]).map((valeur) => ({
  valeur,
  texte: majuscule(CYCLE_CONVENTION.etats[valeur]),
}));

function TableConventions({ lignes }: { lignes: readonly ConventionDeListe[] }) {
  return (
    <table className="tdt-table tdt-empilable">
      <caption>Conventions, la dernière générée d’abord</caption>
      <thead>
        <tr>
          <th scope="col">Convention</th>
          <th scope="col">État</th>
          <th scope="col" className="tdt-montant">
            Total des parts
          </th>
          <th scope="col">Générée</th>
          <th scope="col">Document</th>
        </tr>
      </thead>
      <tbody>
        {lignes.map((c) => (
          <tr key={c.id}>
            <th scope="row">
              <Link to={`/conventions/${c.id}`}>
                {c.numero}, version {c.version}
                {c.avenantDeId !== null && ' (avenant)'}
              </Link>
              <span className="fr-hint-text">
                {c.candidature.titre}, {c.candidature.porteur.nom}
              </span>
            </th>
            <td data-libelle="État">
              <BadgeConvention convention={c} />
            </td>
            <td className="tdt-montant" data-libelle="Total">
              {ecrireEuros(BigInt(c.total))}
            </td>
            <td data-libelle="Générée">{ecrireDate(new Date(c.emiseLe))}</td>
            <td>
              <a className="fr-link fr-link--download" href={c.adresse} download>
                PDF<span className="fr-sr-only"> de la convention {`${c.numero}, version ${c.version}`}</span>
              </a>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function SectionAGenerer({ surGeneration }: { surGeneration: () => void }) {
  const suite = useSuite<Retenue>();
  const [{ data, error }, relire] = useQuery({ query: A_CONVENTIONNER, variables: { after: suite.apres } });
  const encore = () => {
    suite.recommencer();
    relire({ requestPolicy: 'network-only' });
  };
  if (error) return <Panne section erreur={error} reessayer={encore} />;
  if (!data) return <Attente />;
  const page = data.candidatures;
  return (
    <>
      <AGenerer
        retenues={suite.lignes(page).filter(sansConvention)}
        relire={() => {
          encore();
          surGeneration();
        }}
      />
      {page.pageInfo.hasNextPage && (
        <Button priority="secondary" onClick={() => suite.continuer(page)}>
          Afficher la suite des dossiers retenus
        </Button>
      )}
    </>
  );
}

/** The conventions: those to make, and where each of the others stands. */
export default function PageConventions() {
  const gestion = peutFaire(useSession(), 'genererConvention');
  const [adresse, setAdresse] = useSearchParams();
  const suite = useSuite<ConventionDeListe>();
  const etat = adresse.get('etat') ?? '';
  const filtre = { etat: (etat || null) as EtatConvention | null };
  const [{ data, error }, relire] = useQuery({ query: CONVENTIONS, variables: { after: suite.apres, filtre } });
  const encore = () => {
    suite.recommencer();
    relire({ requestPolicy: 'network-only' });
  };
  if (error) return <Panne erreur={error} reessayer={encore} />;
  if (!data) return <Attente />;
  const page = data.conventions;
  const lignes = suite.lignes(page);
  const filtrer = (choix: string) => {
    suite.recommencer();
    setAdresse(choix ? { etat: choix } : {});
  };
  return (
    <>
      <Titre onglet="Conventions">Conventions</Titre>
      {gestion && (
        <>
          <DonneesEnRetard />
          <h2>À générer</h2>
          <SectionAGenerer surGeneration={encore} />
        </>
      )}
      <h2>{gestion ? 'Conventions générées' : 'Vos conventions'}</h2>
      <ChampChoix
        chemin="etat"
        label="État"
        vide="Tous les états"
        options={ETATS}
        valeur={etat}
        surChangement={filtrer}
      />
      <p role="status" className="fr-text--sm">
        {page.totalCount === 1 ? 'Une convention.' : `${page.totalCount} conventions.`}
      </p>
      {lignes.length === 0 ? (
        <p>
          {etat
            ? 'Aucune convention n’est dans cet état.'
            : 'Aucune convention n’est générée : elles paraîtront ici, chacune avec son document et ses signatures.'}
        </p>
      ) : (
        <TableConventions lignes={lignes} />
      )}
      {page.pageInfo.hasNextPage && (
        <Button priority="secondary" className="fr-mt-2w" onClick={() => suite.continuer(page)}>
          {`Afficher la suite (${lignes.length} sur ${page.totalCount})`}
        </Button>
      )}
    </>
  );
}
