import { Checkbox } from '@codegouvfr/react-dsfr/Checkbox';
import { useState } from 'react';
import { useQuery } from 'urql';
import { muter } from '../commun/api.js';
import { ChampChoix, ChampTexte } from '../commun/champs.js';
import { Attente, Panne } from '../commun/etats.js';
import { Acte } from './acte.js';
import { AJOUTER_POINT, DOSSIERS_PRETS, dossiersPrets } from './convocation.js';
import { siegesDe, type Vue } from './seance.js';

const AUTRE = 'AUTRE';

function Objet({ vue, objet, surChangement }: { vue: Vue; objet: string; surChangement: (objet: string) => void }) {
  const { id } = vue.seance.conference;
  const [{ data, error }, relire] = useQuery({ query: DOSSIERS_PRETS, variables: { conferenceId: id } });
  if (error) return <Panne erreur={error} reessayer={() => relire({ requestPolicy: 'network-only' })} />;
  if (!data) return <Attente />;
  return (
    <ChampChoix
      chemin="objet"
      label="Objet du point"
      valeur={objet}
      surChangement={surChangement}
      options={[
        { valeur: AUTRE, texte: 'Autre point' },
        ...dossiersPrets(data).map((d) => ({ valeur: d.id, texte: d.titre })),
      ]}
    />
  );
}

/** An item added after the summons: only when every member was asked, and none objects (R18). */
export function AjouterPoint({ vue }: { vue: Vue }) {
  const [objet, setObjet] = useState(AUTRE);
  const [intitule, setIntitule] = useState('');
  const [membresConsultes, setConsultes] = useState(false);
  const [opposantIds, setOpposants] = useState<string[]>([]);
  const point =
    objet === AUTRE
      ? { type: 'AUTRE' as const, intitule }
      : { type: 'PLAN_DE_FINANCEMENT' as const, candidatureId: objet };
  return (
    <Acte
      priorite="tertiary"
      bouton="Ajouter un point"
      titre="Ajouter un point à l’ordre du jour"
      confirmer="Ajouter le point"
      faire={(options) =>
        muter(AJOUTER_POINT, { d: { seanceId: vue.seance.id, point, membresConsultes, opposantIds } }, options)
      }
      surFait={vue.relire}
    >
      <p>
        L’ordre du jour est figé depuis la convocation. Un point ne s’y ajoute que si tous les membres ont été
        consultés, et qu’aucun ne s’y oppose.
      </p>
      <Objet vue={vue} objet={objet} surChangement={setObjet} />
      {objet === AUTRE && (
        <ChampTexte
          chemin="intitule"
          label="Intitulé du point"
          valeur={intitule}
          max={300}
          surChangement={setIntitule}
        />
      )}
      <Checkbox
        small
        options={[
          {
            label: 'Tous les membres ont été consultés',
            nativeInputProps: { checked: membresConsultes, onChange: (e) => setConsultes(e.currentTarget.checked) },
          },
        ]}
      />
      <Checkbox
        small
        legend="Membres qui s’y opposent, s’il y en a"
        options={siegesDe(vue.seance).map((m) => ({
          label: m.organisme.nom,
          nativeInputProps: {
            checked: opposantIds.includes(m.id),
            onChange: () =>
              setOpposants(opposantIds.includes(m.id) ? opposantIds.filter((x) => x !== m.id) : [...opposantIds, m.id]),
          },
        }))}
      />
    </Acte>
  );
}
