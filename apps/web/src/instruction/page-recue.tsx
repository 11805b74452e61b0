import { Breadcrumb } from '@codegouvfr/react-dsfr/Breadcrumb';
import { Button } from '@codegouvfr/react-dsfr/Button';
import { dansFenetre, ecrireInstant, recoitDepots, type CanalReception } from '@tdt/domaine';
import type { FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { useQuery } from 'urql';
import { chercherOrganismes } from '../candidatures/registres.js';
import { Echec, useActePuis } from '../commun/acte.js';
import { muter, type DonneesDe } from '../commun/api.js';
import { ChampChoix, ChampDate, ChampTexte, ContexteErreurs } from '../commun/champs.js';
import { Attente, Panne, Titre } from '../commun/etats.js';
import { useGardeLocale } from '../commun/garde-locale.js';
import { Recherche } from '../commun/recherche.js';
import { Reserve } from '../connexion/reserve.js';
import { instantSaisi } from '../gestion/demande.js';
import { InscrireOrganisme } from './inscrire-organisme.js';
import { APPELS_DE_RECEPTION, ENREGISTRER_RECUE } from './instruction.js';

const TITRE = 'Enregistrer une candidature reçue';
const CANAUX: { valeur: CanalReception; texte: string }[] = [
  { valeur: 'COURRIER', texte: 'Par courrier' },
  { valeur: 'COURRIEL', texte: 'Par courriel' },
];
const PREUVES: Record<CanalReception, string> = {
  COURRIER: 'Celle du cachet de la poste, ou de la remise. S’il n’y a que le jour, laissez 00:00.',
  COURRIEL: 'Celle à laquelle la boîte du service a reçu le message.',
};

type AppelPossible = DonneesDe<typeof APPELS_DE_RECEPTION>['appelsAProjets']['edges'][number]['node'];

/** What the instant of reception makes of the file: said before anything is sent. */
function delai(appel: AppelPossible | undefined, recueLe: Date | null): string {
  if (!appel?.ouverture || !appel.cloture || !recueLe) {
    return 'Le délai se juge sur l’instant de la réception, et non sur celui de l’enregistrement.';
  }
  const [ouverture, cloture] = [new Date(appel.ouverture), new Date(appel.cloture)];
  if (dansFenetre(recueLe, ouverture, cloture)) {
    return `Reçue dans le délai : les dépôts vont jusqu’au ${ecrireInstant(cloture)}.`;
  }
  return recueLe < ouverture
    ? `Reçue trop tôt : les dépôts ouvrent le ${ecrireInstant(ouverture)}.`
    : `Reçue trop tard : les dépôts sont clos depuis le ${ecrireInstant(cloture)}.`;
}

function Porteur({ nom, surChoix }: { nom: string; surChoix: (choisi: { id: string; nom: string } | null) => void }) {
  if (nom !== '') {
    return (
      <p id="champ-porteurId" tabIndex={-1}>
        Organisme qui candidate : <strong>{nom}</strong>{' '}
        <button type="button" className="fr-link" onClick={() => surChoix(null)}>
          Choisir un autre organisme
        </button>
      </p>
    );
  }
  return (
    <>
      <Recherche
        chemin="porteurId"
        label="Organisme qui candidate"
        indice="Une partie de son nom, ou son SIRET"
        verbe="Choisir"
        chercher={(texte) => chercherOrganismes(texte, [])}
        surChoix={surChoix}
        siRien={() => 'Aucun organisme de ce nom. Inscrivez-le ci-dessous.'}
      />
      <InscrireOrganisme surFait={surChoix} />
    </>
  );
}

interface Saisie {
  appelId: string;
  porteur: { id: string; nom: string } | null;
  canal: CanalReception;
  jour: string;
  heure: string;
}

const VIERGE: Saisie = { appelId: '', porteur: null, canal: 'COURRIER', jour: '', heure: '00:00' };

function Formulaire({ appels }: { appels: readonly AppelPossible[] }) {
  const naviguer = useNavigate();
  const [garde, garder] = useGardeLocale<Saisie>('recue');
  const saisi = garde ?? VIERGE;
  const poser = (changement: Partial<Saisie>) => garder({ ...saisi, ...changement });
  const { porteur } = saisi;
  const { issue, envoi, erreurs, faire } = useActePuis<{ id: string }>(({ id }) => {
    garder(null);
    void naviguer(`/candidatures/${id}/pieces`);
  });
  const recueLe = instantSaisi(saisi.jour, saisi.heure, '00');
  const complet = saisi.appelId !== '' && porteur !== null && recueLe !== null;
  const envoyer = (evenement: FormEvent) => {
    evenement.preventDefault();
    if (!porteur || !recueLe) return;
    const d = { appelId: saisi.appelId, porteurId: porteur.id, canal: saisi.canal, recueLe: recueLe.toISOString() };
    void faire((options) => muter(ENREGISTRER_RECUE, { d }, options));
  };
  return (
    <form onSubmit={envoyer}>
      <Echec issue={issue} titre="La candidature n’est pas enregistrée" champs={['appelId', 'porteurId', 'recueLe']} />
      <ContexteErreurs value={erreurs}>
        <ChampChoix
          chemin="appelId"
          label="Appel auquel elle répond"
          vide="Choisir un appel"
          options={appels.map((a) => ({ valeur: a.id, texte: a.titre }))}
          valeur={saisi.appelId}
          surChangement={(appelId) => poser({ appelId })}
        />
        <Porteur nom={porteur?.nom ?? ''} surChoix={(choisi) => poser({ porteur: choisi })} />
        <ChampChoix
          chemin="canal"
          label="Reçue"
          options={CANAUX}
          valeur={saisi.canal}
          surChangement={(canal) => poser({ canal: canal as CanalReception })}
        />
        <ChampDate
          chemin="recueLe"
          label="Jour de la réception"
          valeur={saisi.jour}
          surChangement={(jour) => poser({ jour })}
        />
        <ChampTexte
          chemin="heure"
          label="Heure de Paris"
          indice={PREUVES[saisi.canal]}
          valeur={saisi.heure}
          natif={{ type: 'time' }}
          surChangement={(heure) => poser({ heure })}
        />
      </ContexteErreurs>
      <p role="status">
        {delai(
          appels.find(({ id }) => id === saisi.appelId),
          recueLe,
        )}
      </p>
      <Button type="submit" disabled={envoi || !complet} nativeButtonProps={{ 'aria-describedby': 'raison-recue' }}>
        {envoi ? 'Enregistrement en cours…' : 'Enregistrer la réception'}
      </Button>
      <p id="raison-recue" className="fr-hint-text fr-mt-1w">
        {complet
          ? 'Cet instant et votre nom ne changeront plus. Vous numériserez ensuite la demande et la recopierez ; une autre personne vérifiera et déposera.'
          : 'Donnez l’appel, l’organisme et le jour de la réception.'}
      </p>
    </form>
  );
}

/** A file that came by post or e-mail enters the platform: for which call, from whom, how and when. */
export default function PageRecue() {
  const [{ data, error }, relire] = useQuery({ query: APPELS_DE_RECEPTION });
  if (error) return <Panne erreur={error} reessayer={() => relire({ requestPolicy: 'network-only' })} />;
  if (!data) return <Attente />;
  // The clock closes a call by itself: what was received before may still be registered.
  const appels = data.appelsAProjets.edges
    .map((e) => e.node)
    .filter(({ etat, ouverture }) => ouverture !== null && (recoitDepots(etat) || etat === 'CLOS'));
  return (
    <Reserve action="enregistrerCandidatureRecue">
      <Breadcrumb currentPageLabel={TITRE} segments={[{ label: 'Instruction', linkProps: { to: '/instruction' } }]} />
      <Titre onglet={TITRE}>{TITRE}</Titre>
      {appels.length === 0 ? (
        <p>Aucun appel publié n’a reçu de dépôt : une candidature s’enregistre une fois l’appel ouvert.</p>
      ) : (
        <Formulaire appels={appels} />
      )}
    </Reserve>
  );
}
