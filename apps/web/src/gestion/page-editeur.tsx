import { Breadcrumb } from '@codegouvfr/react-dsfr/Breadcrumb';
import { Button } from '@codegouvfr/react-dsfr/Button';
import type { DetailRefus } from '@tdt/domaine';
import { useNavigate } from 'react-router';
import { Echec, pointsDe, useActePuis } from '../commun/acte.js';
import { muter } from '../commun/api.js';
import { Titre } from '../commun/etats.js';
import { useGardeLocale } from '../commun/garde-locale.js';
import { CREER_APPEL } from './appel.js';
import { demandeDe } from './demande.js';
import { Editeur, raisonDe } from './editeur.js';
import { APPEL_VIERGE, GARDE_APPEL, type AppelSaisi } from './saisie.js';

function Creation({
  saisie,
  manques,
  oublier,
}: {
  saisie: AppelSaisi;
  manques: readonly DetailRefus[];
  oublier: () => void;
}) {
  const naviguer = useNavigate();
  const { issue, envoi, faire } = useActePuis<{ id: string }>(({ id }) => {
    oublier();
    void naviguer(`/gestion/${id}`);
  });
  return (
    <>
      <Echec issue={issue} titre="Le brouillon n’est pas créé" points={pointsDe(issue, 'code')} />
      <Button
        disabled={envoi || manques.length > 0}
        nativeButtonProps={{ 'aria-describedby': 'raison-creer' }}
        onClick={() => void faire((options) => muter(CREER_APPEL, { d: demandeDe(saisie) }, options))}
      >
        {envoi ? 'Création en cours…' : 'Créer le brouillon de l’appel'}
      </Button>
      <p id="raison-creer" className="fr-hint-text fr-mt-1w">
        {raisonDe(
          manques,
          'L’appel reste un brouillon, que vos collègues seuls voient. Un autre gestionnaire que vous le publiera.',
        )}
      </p>
    </>
  );
}

/** A call and its rules, written without code: steps, a live simulator, and the list of what is missing. */
export default function PageEditeur() {
  const [gardee, garder] = useGardeLocale<AppelSaisi>(GARDE_APPEL);
  const saisie = gardee ?? APPEL_VIERGE;
  return (
    <>
      <Breadcrumb
        currentPageLabel="Préparer un appel"
        segments={[{ label: 'Appels gérés', linkProps: { to: '/gestion' } }]}
      />
      <Titre onglet="Préparer un appel">Préparer un appel</Titre>
      <Editeur
        racine="/gestion/nouvel-appel"
        saisie={saisie}
        modifier={garder}
        titreManques="À compléter avant de créer l’appel"
        fin={(manques) => <Creation saisie={saisie} manques={manques} oublier={() => garder(null)} />}
      />
      <p className="fr-hint-text fr-mt-2w">
        Ce que vous écrivez est gardé sur cet appareil jusqu’à la création du brouillon.{' '}
        {gardee && (
          <button type="button" className="fr-link" onClick={() => garder(null)}>
            Tout effacer et recommencer
          </button>
        )}
      </p>
    </>
  );
}
