import { Badge } from '@codegouvfr/react-dsfr/Badge';
import { Button } from '@codegouvfr/react-dsfr/Button';
import { CYCLE_APPEL, ecrireEuros, ETATS_APPEL, type EtatAppel } from '@tdt/domaine';
import { Link, useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import { ecrireEcheance } from '../appels/appel.js';
import { majuscule } from '../candidatures/recit.js';
import { ChampChoix } from '../commun/champs.js';
import { Attente, Panne, Titre } from '../commun/etats.js';
import { useSuite } from '../commun/suite.js';
import { APPELS_GERES, type AppelDeListe } from './appel.js';

export function BadgeAppel({ etat }: { etat: EtatAppel }) {
  const ton = etat === 'OUVERT' ? 'success' : etat === 'BROUILLON' ? 'new' : etat === 'PUBLIE' ? 'info' : undefined;
  return (
    <Badge as="span" noIcon severity={ton}>
      {majuscule(CYCLE_APPEL.etats[etat])}
    </Badge>
  );
}

function Ligne({ appel: a }: { appel: AppelDeListe }) {
  const n = a.candidatures.totalCount;
  return (
    <tr>
      <th scope="row">
        <Link to={`/gestion/${a.id}`}>{a.titre || 'Appel sans titre'}</Link>
        <span className="fr-hint-text">{a.reference}</span>
      </th>
      <td data-libelle="État">
        <BadgeAppel etat={a.etat} />
      </td>
      <td data-libelle="Clôture">{ecrireEcheance(a.cloture)}</td>
      <td data-libelle="Dossiers">
        {n === 0 ? 'aucun' : <Link to={`/instruction?appel=${a.id}`}>{n === 1 ? '1 dossier' : `${n} dossiers`}</Link>}
      </td>
      <td className="tdt-montant" data-libelle="Demandé">
        {a.totalDemande ? ecrireEuros(BigInt(a.totalDemande)) : '—'}
        {a.avertissementDepassement && <span className="fr-hint-text">au-delà de l’enveloppe</span>}
      </td>
    </tr>
  );
}

/** The calls that one manages, and where each stands. */
export default function PageAppels() {
  const [adresse, setAdresse] = useSearchParams();
  const suite = useSuite<AppelDeListe>();
  const etat = (adresse.get('etat') ?? '') as EtatAppel | '';
  const variables = { after: suite.apres, filtre: { etat: etat || null } };
  const [{ data, error }, relire] = useQuery({ query: APPELS_GERES, variables });
  if (error) return <Panne erreur={error} reessayer={() => relire({ requestPolicy: 'network-only' })} />;
  if (!data) return <Attente />;
  const page = data.appelsAProjets;
  const lignes = suite.lignes(page);
  const filtrer = (choix: string) => {
    suite.recommencer();
    setAdresse(choix ? { etat: choix } : {});
  };
  return (
    <>
      <Titre onglet="Appels gérés">Appels gérés</Titre>
      <p>
        <Link className="fr-btn" to="/gestion/nouvel-appel">
          Préparer un appel
        </Link>
      </p>
      <ChampChoix
        chemin="etat"
        label="État"
        vide="Tous les états"
        options={ETATS_APPEL.map((valeur) => ({ valeur, texte: majuscule(CYCLE_APPEL.etats[valeur]) }))}
        valeur={etat}
        surChangement={filtrer}
      />
      {lignes.length === 0 ? (
        <p>
          {etat
            ? 'Aucun appel n’est dans cet état.'
            : 'Aucun appel encore. Préparez le premier : ses règles s’écrivent sans code, et un simulateur les essaie.'}
        </p>
      ) : (
        <table className="tdt-table tdt-empilable">
          <caption>Appels, le dernier préparé d’abord</caption>
          <thead>
            <tr>
              <th scope="col">Appel</th>
              <th scope="col">État</th>
              <th scope="col">Clôture</th>
              <th scope="col">Dossiers</th>
              <th scope="col" className="tdt-montant">
                Total demandé
              </th>
            </tr>
          </thead>
          <tbody>
            {lignes.map((a) => (
              <Ligne key={a.id} appel={a} />
            ))}
          </tbody>
        </table>
      )}
      {page.pageInfo.hasNextPage && (
        <Button priority="secondary" className="fr-mt-2w" onClick={() => suite.continuer(page)}>
          {`Afficher la suite (${lignes.length} sur ${page.totalCount})`}
        </Button>
      )}
    </>
  );
}
