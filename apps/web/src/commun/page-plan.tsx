import { Link } from 'react-router';
import { useSession } from '../connexion/session.js';
import { Titre } from './etats.js';
import { entreesDe } from './navigation.js';

const PUBLIQUES = [
  { vers: '/', texte: 'Appels à projets' },
  { vers: '/verifier', texte: 'Vérifier une convention' },
  { vers: '/donnees-ouvertes', texte: 'Données ouvertes des conventions signées' },
  { vers: '/journal', texte: 'Registre des sceaux du journal' },
  { vers: '/accessibilite', texte: 'Déclaration d’accessibilité' },
  { vers: '/mentions-legales', texte: 'Mentions légales' },
];
const DE_CHACUN = [
  { vers: '/mon-organisme', texte: 'Pour qui vous agissez' },
  { vers: '/mes-avis', texte: 'Vos courriels' },
];

function Section({ titre, pages }: { titre: string; pages: readonly { vers: string; texte: string }[] }) {
  return (
    <section>
      <h2>{titre}</h2>
      <ul>
        {pages.map(({ vers, texte }) => (
          <li key={vers}>
            <Link to={vers}>{texte}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Where everything is, for whoever does not go by the menu (RGAA 12.1): the pages of all, then those of this person. */
export default function PagePlan() {
  const session = useSession();
  const siennes = entreesDe(session);
  return (
    <>
      <Titre onglet="Plan du site">Plan du site</Titre>
      <Section titre="Pour tous" pages={PUBLIQUES} />
      {session ? (
        <Section titre="Pour vous" pages={[...siennes, ...DE_CHACUN]} />
      ) : (
        <p>
          Les autres pages demandent d’être connecté.{' '}
          <Link to="/connexion?retour=/plan-du-site" reloadDocument>
            Se connecter
          </Link>
        </p>
      )}
    </>
  );
}
