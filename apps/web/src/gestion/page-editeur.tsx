import { Breadcrumb } from '@codegouvfr/react-dsfr/Breadcrumb';
import { Button } from '@codegouvfr/react-dsfr/Button';
import { Stepper } from '@codegouvfr/react-dsfr/Stepper';
import type { DetailRefus } from '@tdt/domaine';
import { useEffect } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { Echec, pointsDe, useActePuis } from '../commun/acte.js';
import { muter } from '../commun/api.js';
import { ContexteErreurs, viser } from '../commun/champs.js';
import { Titre } from '../commun/etats.js';
import { useGardeLocale } from '../commun/garde-locale.js';
import { SommaireErreurs } from '../commun/sommaire-erreurs.js';
import { CREER_APPEL } from './appel.js';
import { demandeDe, manquesDe } from './demande.js';
import { etapeDuChemin, ETAPES } from './etapes.js';
import { APPEL_VIERGE, GARDE_APPEL, type AppelSaisi } from './saisie.js';

const adresse = (etape: string) => `/gestion/nouvel-appel?etape=${etape}`;

function Pied({ rang }: { rang: number }) {
  const [avant, apres] = [ETAPES[rang - 1], ETAPES[rang + 1]];
  return (
    <div className="tdt-dialogue-actions">
      {apres && <Button linkProps={{ to: adresse(apres.cle) }}>Continuer</Button>}
      {avant && (
        <Button priority="secondary" linkProps={{ to: adresse(avant.cle) }}>
          Revenir à l’étape précédente
        </Button>
      )}
    </div>
  );
}

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
  const raison =
    manques.length === 0
      ? 'L’appel reste un brouillon, que vos collègues seuls voient. Un autre gestionnaire que vous le publiera.'
      : `${manques.length === 1 ? 'Un point reste' : `${manques.length} points restent`} à compléter : la liste est en haut de cette page.`;
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
        {raison}
      </p>
    </>
  );
}

/** Comes from the summary: its faults are shown, and the field that the address names takes the focus. */
function useChampVise(etape: string): void {
  const { hash } = useLocation();
  useEffect(() => {
    if (hash) viser(hash.slice(1));
  }, [hash, etape]);
}

function Editeur() {
  const [adresses] = useSearchParams();
  const { hash } = useLocation();
  const [gardee, garder] = useGardeLocale<AppelSaisi>(GARDE_APPEL);
  const saisie = gardee ?? APPEL_VIERGE;
  const rang = Math.max(
    0,
    ETAPES.findIndex(({ cle }) => cle === adresses.get('etape')),
  );
  const etape = ETAPES[rang] ?? ETAPES[0];
  useChampVise(etape?.cle ?? '');
  if (!etape) return null;
  const manques = manquesDe(saisie);
  const derniere = etape.cle === 'verification';
  const ici = hash ? manques.filter(({ chemin }) => etapeDuChemin(chemin) === etape.cle) : [];
  const { Contenu } = etape;
  return (
    <>
      <Stepper
        currentStep={rang + 1}
        stepCount={ETAPES.length}
        title={etape.titre}
        nextTitle={ETAPES[rang + 1]?.titre}
      />
      {derniere && (
        <SommaireErreurs
          titre="À compléter avant de créer l’appel"
          points={manques}
          page={(chemin) => adresse(etapeDuChemin(chemin))}
        />
      )}
      <ContexteErreurs value={new Map(ici.map((m) => [m.chemin, m.message]))}>
        <Contenu saisie={saisie} modifier={(changement) => garder({ ...saisie, ...changement })} />
      </ContexteErreurs>
      {derniere && <Creation saisie={saisie} manques={manques} oublier={() => garder(null)} />}
      <Pied rang={rang} />
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

/** A call and its rules, written without code: steps, a live simulator, and the list of what is missing. */
export default function PageEditeur() {
  return (
    <>
      <Breadcrumb
        currentPageLabel="Préparer un appel"
        segments={[{ label: 'Appels gérés', linkProps: { to: '/gestion' } }]}
      />
      <Titre onglet="Préparer un appel">Préparer un appel</Titre>
      <Editeur />
    </>
  );
}
