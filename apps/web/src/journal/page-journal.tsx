import { Alert } from '@codegouvfr/react-dsfr/Alert';
import { ecrireDate, ecrireInstant } from '@tdt/domaine';
import { useQuery } from 'urql';
import { Attente, Panne, Titre } from '../commun/etats.js';
import { SCEAUX, type Sceau } from './sceaux.js';

function Empreinte({ valeur }: { valeur: string }) {
  return <code className="tdt-empreinte">{valeur}</code>;
}

function Horodatage({ sceau: { jour, autorite } }: { sceau: Sceau }) {
  if (!autorite) return 'Non horodaté';
  return (
    <a href={`/scellement/horodatages/${jour}.tsr`} download>
      Jeton du {ecrireDate(jour)}
    </a>
  );
}

function Dernier({ sceau }: { sceau: Sceau }) {
  return (
    <p>
      Dernier sceau : n° {sceau.rang}, le {ecrireInstant(new Date(sceau.scelleLe))}, sur {sceau.lignes} lignes. Son
      empreinte : <Empreinte valeur={sceau.empreinte} />
    </p>
  );
}

function Registre({ sceaux }: { sceaux: Sceau[] }) {
  return (
    <table className="tdt-table tdt-empilable">
      <caption>Le premier sceau de chaque jour</caption>
      <thead>
        <tr>
          <th scope="col">Jour</th>
          <th scope="col">Sceau</th>
          <th scope="col">Lignes attestées</th>
          <th scope="col">Empreinte</th>
          <th scope="col">Horodatage</th>
        </tr>
      </thead>
      <tbody>
        {sceaux.map((s) => (
          <tr key={s.jour}>
            <th scope="row">{ecrireDate(s.jour)}</th>
            <td data-etiquette="Sceau">n° {s.rang}</td>
            <td data-etiquette="Lignes attestées">{s.lignes}</td>
            <td data-etiquette="Empreinte">
              <Empreinte valeur={s.empreinte} />
            </td>
            <td data-etiquette="Horodatage">
              <Horodatage sceau={s} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The seals of the journal, for whoever wants to keep one: no line of the journal, and nobody's name. */
export default function PageJournal() {
  const [{ data, error, fetching }, relire] = useQuery({ query: SCEAUX });
  if (fetching && !data) return <Attente />;
  if (error || !data) return <Panne erreur={error} reessayer={() => relire({ requestPolicy: 'network-only' })} />;
  const { dernierSceau, sceauxQuotidiens } = data;
  return (
    <>
      <Titre onglet="Registre des sceaux">Registre des sceaux du journal</Titre>
      <p className="fr-text--lead">
        Chaque acte laisse une ligne dans un journal que personne ne peut modifier sans que cela se voie, pas même ceux
        qui administrent la plateforme.
      </p>
      <p>
        Toutes les dix minutes, un sceau signé résume l’ensemble des lignes. Cette page publie les sceaux, jamais les
        lignes : aucun nom, aucun montant. Gardez une empreinte : si le journal était réécrit un jour, elle le
        prouverait.
      </p>
      {dernierSceau ? (
        <>
          <Dernier sceau={dernierSceau} />
          <Registre sceaux={sceauxQuotidiens} />
        </>
      ) : (
        <Alert severity="info" small description="Aucun sceau n’a encore été posé sur cette plateforme." />
      )}
      <h2>Vérifier soi-même</h2>
      <p>
        Le programme de vérification est publié avec le code de la plateforme et fonctionne sans elle, sur un fichier
        exporté. Il lui faut les{' '}
        <a href="/scellement/cles.pem" download>
          clés publiques de signature
        </a>
        , et l’empreinte que vous avez gardée.
      </p>
    </>
  );
}
