import { Breadcrumb } from '@codegouvfr/react-dsfr/Breadcrumb';
import { Button } from '@codegouvfr/react-dsfr/Button';
import { jourDeParis, type DetailRefus } from '@tdt/domaine';
import { type FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { useQuery } from 'urql';
import { Echec, useActe } from '../commun/acte.js';
import { muter } from '../commun/api.js';
import { ChampChoix, ChampTexte, ContexteErreurs } from '../commun/champs.js';
import { Attente, Panne, Titre } from '../commun/etats.js';
import { useGardeLocale } from '../commun/garde-locale.js';
import { useSession } from '../connexion/session.js';
import { APPELS_POSSIBLES, CREER_ENVELOPPE, LIBELLES_CREDIT } from './enveloppe.js';

const CHAMPS = ['appelId', 'libelle', 'dispositif', 'exercice', 'typeCredit'];
const TITRE = 'Ouvrir une enveloppe';

interface Saisie {
  appelId: string;
  libelle: string;
  dispositif: string;
  exercice: string;
  typeCredit: Api.TypeCredit;
}

/** What the form itself sees, before anything is sent. */
function manques({ libelle, dispositif, exercice }: Saisie): DetailRefus[] {
  return [
    ...(libelle.trim() === '' ? [{ chemin: 'libelle', message: 'Nommez l’enveloppe.' }] : []),
    ...(dispositif.trim() === '' ? [{ chemin: 'dispositif', message: 'Indiquez le dispositif.' }] : []),
    ...(/^20\d\d$/.test(exercice) ? [] : [{ chemin: 'exercice', message: 'Indiquez l’année, par exemple 2026.' }]),
  ].map((m) => ({ ...m, code: 'INCOMPLET' as const }));
}

interface PropsChamps {
  saisie: Saisie;
  poser: (changement: Partial<Saisie>) => void;
  appels: readonly { id: string; titre: string }[];
}

function Champs({ saisie, poser, appels }: PropsChamps) {
  return (
    <>
      <ChampChoix
        chemin="appelId"
        label="Appel auquel elle est destinée"
        indice="Sans appel choisi, elle peut financer les projets de tous."
        valeur={saisie.appelId}
        vide="Tous les appels"
        surChangement={(appelId) => poser({ appelId })}
        options={appels.map(({ id, titre }) => ({ valeur: id, texte: titre }))}
      />
      <ChampTexte
        chemin="libelle"
        label="Nom de l’enveloppe"
        indice="Par exemple : Inclusion numérique"
        valeur={saisie.libelle}
        max={200}
        surChangement={(libelle) => poser({ libelle })}
      />
      <ChampTexte
        chemin="dispositif"
        label="Dispositif"
        indice="Le programme d’aide de votre organisme, tel qu’il paraîtra dans les plans de financement"
        valeur={saisie.dispositif}
        max={200}
        surChangement={(dispositif) => poser({ dispositif })}
      />
      <ChampTexte
        chemin="exercice"
        label="Exercice budgétaire"
        valeur={saisie.exercice}
        max={4}
        natif={{ inputMode: 'numeric' }}
        surChangement={(exercice) => poser({ exercice })}
      />
      <ChampChoix
        chemin="typeCredit"
        label="Nature des crédits"
        valeur={saisie.typeCredit}
        surChangement={(valeur) => poser({ typeCredit: valeur as Api.TypeCredit })}
        options={Object.entries(LIBELLES_CREDIT).map(([valeur, texte]) => ({ valeur, texte }))}
      />
    </>
  );
}

function vide(): Saisie {
  const exercice = jourDeParis(new Date()).slice(0, 4);
  return { appelId: '', libelle: '', dispositif: '', exercice, typeCredit: 'UNIQUE' };
}

/** Opens an empty envelope; somebody else puts money into it. */
export default function PageNouvelle() {
  const session = useSession();
  const aller = useNavigate();
  const [{ data, error }, relire] = useQuery({ query: APPELS_POSSIBLES });
  const { issue, envoi, tenter, erreurs } = useActe();
  const [gardee, garder] = useGardeLocale<Saisie>('enveloppe');
  const saisie = gardee ?? vide();
  if (error) return <Panne erreur={error} reessayer={() => relire({ requestPolicy: 'network-only' })} />;
  if (!data) return <Attente />;
  const envoyer = async (evenement: FormEvent) => {
    evenement.preventDefault();
    const fait = await tenter(async (cle) => {
      const details = manques(saisie);
      const message = 'Il manque des informations.';
      if (details.length > 0) return { sorte: 'refus', refus: { code: 'INCOMPLET', message, chemin: null, details } };
      const { appelId, exercice, ...reste } = saisie;
      const financeurId = session?.organisme?.id ?? '';
      const d = { ...reste, financeurId, appelId: appelId || null, exercice: Number(exercice) };
      return muter(CREER_ENVELOPPE, { d }, cle);
    });
    if (!fait) return;
    garder(null);
    await aller(`/enveloppes/${fait.id}?ouverte`);
  };
  return (
    <>
      <Breadcrumb currentPageLabel={TITRE} segments={[{ label: 'Mes enveloppes', linkProps: { to: '/enveloppes' } }]} />
      <Titre onglet={TITRE}>{TITRE}</Titre>
      <p>
        L’enveloppe s’ouvre vide, au nom de {session?.organisme?.nom}. Une autre personne de votre organisme y met
        ensuite les crédits : à deux, une erreur se voit.
      </p>
      <form onSubmit={(e) => void envoyer(e)} noValidate>
        <ContexteErreurs value={erreurs}>
          <Echec titre="L’enveloppe n’est pas ouverte" issue={issue} champs={CHAMPS} />
          <Champs
            saisie={saisie}
            poser={(changement) => garder({ ...saisie, ...changement })}
            appels={data.appelsAProjets.edges.map((e) => e.node)}
          />
        </ContexteErreurs>
        <Button type="submit" disabled={envoi}>
          {envoi ? 'Ouverture en cours…' : 'Ouvrir l’enveloppe'}
        </Button>
      </form>
    </>
  );
}
