import { Badge } from '@codegouvfr/react-dsfr/Badge';
import { CallOut } from '@codegouvfr/react-dsfr/CallOut';
import { Card } from '@codegouvfr/react-dsfr/Card';
import { ecrireEuros } from '@tdt/domaine';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { Attente, Panne, Titre } from '../commun/etats.js';
import type { DonneesDe } from '../commun/api.js';
import { useSession } from '../connexion/session.js';
import { ecrireEcheance, LISTE_APPELS } from './appel.js';

type AppelDeListe = DonneesDe<typeof LISTE_APPELS>['appelsAProjets']['edges'][number]['node'];

const TYPES = { AAP: 'Appel à projets', AMI: 'Appel à manifestation d’intérêt' };

function calendrier({ etat, ouverture, cloture }: AppelDeListe): string {
  if (etat === 'PUBLIE') return `Ouvre le ${ecrireEcheance(ouverture)}`;
  if (etat === 'OUVERT') return `Dépôt jusqu’au ${ecrireEcheance(cloture)}`;
  return `Dépôts clos depuis le ${ecrireEcheance(cloture)}`;
}

function CarteAppel({ appel }: { appel: AppelDeListe }) {
  const ouvert = appel.etat === 'OUVERT';
  return (
    <Card
      enlargeLink
      border
      titleAs="h3"
      title={appel.titre}
      desc={appel.resume}
      linkProps={{ to: `/appels/${appel.id}` }}
      start={
        <ul className="fr-badges-group">
          <li>
            <Badge severity={ouvert ? 'success' : undefined} noIcon>
              {ouvert ? 'Ouvert' : appel.etat === 'PUBLIE' ? 'Bientôt' : 'Clos'}
            </Badge>
          </li>
          {appel.montantAnnonce && (
            <li>
              <Badge noIcon>{ecrireEuros(BigInt(appel.montantAnnonce))}</Badge>
            </li>
          )}
        </ul>
      }
      detail={TYPES[appel.type]}
      endDetail={calendrier(appel)}
    />
  );
}

function Section({ titre, appels, vide }: { titre: string; appels: AppelDeListe[]; vide?: string }) {
  if (appels.length === 0 && !vide) return null;
  return (
    <section className="fr-mb-6w">
      <h2>{titre}</h2>
      {appels.length === 0 && <p>{vide}</p>}
      <ul className="tdt-liste-appels fr-grid-row fr-grid-row--gutters">
        {appels.map((appel) => (
          <li key={appel.id} className="fr-col-12 fr-col-md-6">
            <CarteAppel appel={appel} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The first step of each of those who come here. */
function ParOuCommencer() {
  const session = useSession();
  return (
    <section className="fr-mb-6w">
      <h2>Par où commencer</h2>
      <ul>
        <li>
          <strong>Vous portez un projet :</strong> ouvrez un appel ci-dessous ; il dit qui peut candidater, combien
          demander et quelles pièces préparer.
        </li>
        <li>
          <strong>Vous financez, instruisez ou présidez :</strong>{' '}
          {session ? (
            <Link to="/ce-qui-m-attend">voyez ce qui vous attend</Link>
          ) : (
            <a href="/connexion?retour=/ce-qui-m-attend">connectez-vous</a>
          )}
          {'\u00a0'}: votes, annonces et signatures tiennent sur une seule page.
        </li>
        <li>
          <strong>Vous avez reçu une convention :</strong> <Link to="/verifier">vérifiez-la</Link>, sans compte.
        </li>
      </ul>
    </section>
  );
}

/** Public home: what can be applied for, and when. */
export function PageAccueil() {
  const [{ data, error, fetching }, relire] = useQuery({ query: LISTE_APPELS });
  if (fetching && !data) return <Attente />;
  if (error || !data) return <Panne erreur={error} reessayer={() => relire({ requestPolicy: 'network-only' })} />;
  const appels = data.appelsAProjets.edges.map((e) => e.node);
  const ouverts = appels.filter((a) => a.etat === 'OUVERT' || a.etat === 'PUBLIE');
  return (
    <>
      <Titre onglet="Appels à projets">Appels à projets pour l’inclusion numérique</Titre>
      <ParOuCommencer />
      <Section
        titre="Candidater maintenant"
        appels={ouverts}
        vide="Aucun appel n’est ouvert en ce moment. Ceux qui s’ouvriront paraîtront ici, avec leur calendrier."
      />
      <Section titre="Appels clos" appels={appels.filter((a) => !ouverts.includes(a))} />
      <CallOut title="Comment cela se passe" titleAs="h2">
        Un porteur dépose son projet contre un reçu. Les financeurs l’examinent ensemble, en conférence, et chacun
        décide de sa part par son propre acte. Une seule convention réunit tout le monde.
      </CallOut>
    </>
  );
}
