import { Alert } from '@codegouvfr/react-dsfr/Alert';
import { RadioButtons } from '@codegouvfr/react-dsfr/RadioButtons';
import { LIBELLES_MODE_AVIS, MODES_AVIS, type ModeAvis } from '@tdt/domaine';
import { useState } from 'react';
import { useQuery } from 'urql';
import { gql, muter, type DonneesDe } from '../commun/api.js';
import { Attente, Panne, Titre } from '../commun/etats.js';
import PageIntrouvable from '../commun/page-introuvable.js';

const TITRE = 'Vos courriels';

const MES_AVIS = gql(`
  query MesAvis {
    mesAvis {
      reglages { famille libelle mode evenements }
      obligatoires { libelle raison }
    }
  }
`);

const REGLER = gql(`
  mutation ReglerAvis($d: ReglerAvisInput!) {
    r: reglerAvis(demande: $d) {
      __typename
      ... on MesAvis { reglages { famille mode } }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

type Avis = NonNullable<DonneesDe<typeof MES_AVIS>['mesAvis']>;
type Reglage = Avis['reglages'][number];

/** One family: the choice is saved as soon as it is made, and says so; refused, the former one comes back. */
function Famille({ reglage }: { reglage: Reglage }) {
  const { famille, libelle, evenements } = reglage;
  const [mode, setMode] = useState(reglage.mode);
  const [etat, setEtat] = useState<{ severite: 'success' | 'error' | 'info'; texte: string } | null>(null);
  const choisir = async (choisi: ModeAvis) => {
    const avant = mode;
    setMode(choisi);
    setEtat({ severite: 'info', texte: 'Enregistrement…' });
    const issue = await muter(REGLER, { d: { famille, mode: choisi } });
    if (issue.sorte === 'fait') return setEtat({ severite: 'success', texte: 'Votre choix est enregistré.' });
    setMode(avant);
    const pourquoi = issue.sorte === 'refus' ? issue.refus.message : issue.message;
    setEtat({ severite: 'error', texte: `${pourquoi} Votre choix précédent est gardé.` });
  };
  return (
    <div className="fr-mb-4w">
      <RadioButtons
        legend={libelle}
        hintText={evenements.join(' ; ')}
        name={famille}
        state={etat?.severite ?? 'default'}
        stateRelatedMessage={etat?.texte}
        options={MODES_AVIS.map((m) => ({
          label: LIBELLES_MODE_AVIS[m],
          nativeInputProps: { checked: mode === m, onChange: () => void choisir(m) },
        }))}
      />
    </div>
  );
}

/** What the platform writes to the person about, and when; what is compulsory says why. */
export default function PageAvis() {
  const [{ data, error }, relire] = useQuery({ query: MES_AVIS });
  if (error) return <Panne erreur={error} reessayer={() => relire({ requestPolicy: 'network-only' })} />;
  if (!data) return <Attente />;
  const { mesAvis } = data;
  if (!mesAvis) return <PageIntrouvable />;
  return (
    <>
      <Titre onglet={TITRE}>{TITRE}</Titre>
      <p>
        Choisissez, sujet par sujet, quand la plateforme vous écrit. Chaque choix est enregistré aussitôt. Ce qui vous
        attend reste toujours affiché dans « Ce qui m’attend ».
      </p>
      {mesAvis.reglages.map((reglage) => (
        <Famille key={reglage.famille} reglage={reglage} />
      ))}
      <h2>Ce qui part toujours</h2>
      {mesAvis.obligatoires.length === 0 ? (
        <Alert severity="info" small description="Aucun courriel ne vous est imposé." />
      ) : (
        <ul>
          {mesAvis.obligatoires.map(({ libelle, raison }) => (
            <li key={libelle}>
              {libelle} : {raison}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
