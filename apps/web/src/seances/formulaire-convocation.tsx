import { Button } from '@codegouvfr/react-dsfr/Button';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { Echec, useActe } from '../commun/acte.js';
import { muter, type Issue } from '../commun/api.js';
import { ChampDate, ChampTexte, ContexteErreurs } from '../commun/champs.js';
import { Dialogue } from '../commun/dialogue.js';
import { CONVOQUER_SEANCE, manquesDe, prevueLe, type ConvocationSaisie } from './convocation.js';
import { quand } from './seance.js';

type Moment = Pick<ConvocationSaisie, 'intitule' | 'jour' | 'heure' | 'lieu'>;

interface PropsMoment {
  saisie: Moment;
  poser: (changement: Partial<Moment>) => void;
  /** Full days that the summons leaves before the session. */
  delai: number;
}

function QuandEtOu({ saisie, poser, delai }: PropsMoment) {
  return (
    <>
      <ChampTexte
        chemin="intitule"
        label="Intitulé de la séance"
        indice="Par exemple : Séance d’automne"
        valeur={saisie.intitule}
        max={200}
        surChangement={(intitule) => poser({ intitule })}
      />
      <div className="fr-grid-row fr-grid-row--gutters">
        <div className="fr-col-12 fr-col-md-6">
          <ChampDate
            chemin="prevueLe"
            label="Jour"
            indice={`La convocation part au moins ${delai} jour${delai > 1 ? 's' : ''} plein${delai > 1 ? 's' : ''} avant.`}
            valeur={saisie.jour}
            surChangement={(jour) => poser({ jour })}
          />
        </div>
        <div className="fr-col-12 fr-col-md-6">
          <ChampTexte
            chemin="heure"
            label="Heure"
            indice="Heure de Paris"
            valeur={saisie.heure}
            natif={{ type: 'time' }}
            surChangement={(heure) => poser({ heure })}
          />
        </div>
      </div>
      <ChampTexte
        chemin="lieu"
        label="Lieu, ou adresse de la visioconférence"
        valeur={saisie.lieu}
        max={300}
        surChangement={(lieu) => poser({ lieu })}
      />
    </>
  );
}

interface Props extends PropsMoment {
  conferenceId: string;
  points: readonly { type: Api.TypePoint; candidatureId?: string; intitule?: string }[];
  /** Second summons: the session that lacked a quorum. */
  seancePrecedenteId: string | null;
  membres: number | null;
  /** Only prepared here: the chair alone summons. */
  empeche?: boolean;
  /** The agenda, to be built or only read. */
  children: ReactNode;
  /** The summons is on its way: what was typed need not be kept. */
  surConvoquee: () => void;
}

interface PropsConfirmation extends Pick<Props, 'saisie' | 'membres' | 'seancePrecedenteId'> {
  ouverte: boolean;
  envoi: boolean;
  surChoix: (convoquer: boolean) => void;
}

/** What a summons changes, said before it leaves. */
function Confirmation({ saisie, membres, seancePrecedenteId, ouverte, envoi, surChoix }: PropsConfirmation) {
  return (
    <Dialogue
      ouvert={ouverte}
      titre="Convoquer la séance ?"
      surFermeture={() => surChoix(false)}
      actions={
        <>
          <Button type="button" disabled={envoi} onClick={() => surChoix(true)}>
            {envoi ? 'Envoi en cours…' : 'Convoquer'}
          </Button>
          <Button type="button" priority="secondary" onClick={() => surChoix(false)}>
            Renoncer
          </Button>
        </>
      }
    >
      <p>
        « {saisie.intitule} », le {ouverte && quand(prevueLe(saisie))}. {saisie.lieu}.
      </p>
      <p>
        {membres === null ? 'Les membres' : `Les ${membres} membres`} reçoivent la convocation aussitôt. L’ordre du jour
        est figé : un point ne s’y ajoute ensuite que si aucun membre ne s’y oppose.
        {seancePrecedenteId && ' La convocation dit que la conférence délibérera sans condition de quorum.'}
      </p>
    </Dialogue>
  );
}

/** Who is summoned, on what, when and where; confirmed before it leaves, since it freezes the agenda. */
export function FormulaireConvocation(props: Props) {
  const { conferenceId, points, seancePrecedenteId, saisie, empeche = false, surConvoquee, children } = props;
  const aller = useNavigate();
  const { issue, envoi, tenter, erreurs } = useActe();
  const [confirme, setConfirme] = useState(false);
  const verifier = (evenement: FormEvent) => {
    evenement.preventDefault();
    void tenter(async (): Promise<Issue<true>> => {
      const details = manquesDe(saisie);
      if (details.length === 0) return { sorte: 'fait', fait: true };
      return {
        sorte: 'refus',
        refus: { code: 'INCOMPLET', message: 'Il manque des informations.', chemin: null, details },
      };
    }).then((complet) => setConfirme(complet === true));
  };
  const convoquer = async () => {
    const { intitule, lieu } = saisie;
    const d = { conferenceId, intitule, lieu, prevueLe: prevueLe(saisie), seancePrecedenteId, points: [...points] };
    const fait = await tenter((cle) => muter(CONVOQUER_SEANCE, { d }, cle));
    setConfirme(false);
    if (!fait) return;
    surConvoquee();
    await aller(`/seances/${fait.id}`);
  };
  const champs = [
    'intitule',
    'prevueLe',
    'heure',
    'lieu',
    'points',
    ...points.map((_p, i) => `points[${i}].candidatureId`),
  ];
  return (
    <form onSubmit={verifier} noValidate>
      <ContexteErreurs value={erreurs}>
        <Echec titre="La séance n’est pas convoquée" issue={issue} champs={champs} />
        <QuandEtOu {...props} />
        {children}
      </ContexteErreurs>
      {!empeche && (
        <Button type="submit" className="fr-mt-3w" disabled={envoi}>
          Vérifier et convoquer
        </Button>
      )}
      <Confirmation
        {...props}
        ouverte={confirme}
        envoi={envoi}
        surChoix={(oui) => (oui ? void convoquer() : setConfirme(false))}
      />
    </form>
  );
}
