import { Button } from '@codegouvfr/react-dsfr/Button';
import { Checkbox } from '@codegouvfr/react-dsfr/Checkbox';
import { CYCLE_CANDIDATURE, ecrireEuros } from '@tdt/domaine';
import { useState } from 'react';
import { ChampChoix, ChampTexte, idChamp } from '../commun/champs.js';
import {
  AUTRES_POINTS,
  cleDePoint,
  pointDeDossier,
  type AutrePoint,
  type DossierPret,
  type PointSaisi,
} from './convocation.js';
import { TYPES_DE_POINT } from './seance.js';

interface Props {
  prets: readonly DossierPret[];
  points: readonly PointSaisi[];
  surChangement: (points: PointSaisi[]) => void;
}

const details = ({ porteur, score, montantDemande, etat, appel }: DossierPret) =>
  [
    porteur.nom,
    score === null ? 'non noté' : `note ${score}`,
    montantDemande && `${ecrireEuros(BigInt(montantDemande))} demandés`,
    etat !== 'INSTRUIT' && CYCLE_CANDIDATURE.etats[etat],
    appel.titre,
  ]
    .filter(Boolean)
    .join(', ');

function Dossiers({ prets, points, surChangement }: Props) {
  const choisi = (id: string) => points.some((p) => p.candidatureId === id);
  if (prets.length === 0) {
    return (
      <p>
        Aucun dossier n’attend d’être inscrit : un dossier vient ici quand son instruction est terminée. Vous pouvez
        convoquer sur un autre objet.
      </p>
    );
  }
  const restants = prets.filter((d) => !choisi(d.id));
  return (
    <>
      <Checkbox
        legend="Dossiers prêts, du mieux noté au moins bien noté"
        small
        options={prets.map((d) => ({
          label: d.titre,
          hintText: details(d),
          nativeInputProps: {
            checked: choisi(d.id),
            onChange: () =>
              surChangement(
                choisi(d.id) ? points.filter((p) => p.candidatureId !== d.id) : [...points, pointDeDossier(d.id)],
              ),
          },
        }))}
      />
      {restants.length > 1 && (
        <Button
          type="button"
          priority="tertiary"
          size="small"
          onClick={() => surChangement([...points, ...restants.map((d) => pointDeDossier(d.id))])}
        >
          Inscrire les {restants.length} dossiers
        </Button>
      )}
    </>
  );
}

function AutreObjet({ points, surChangement }: Omit<Props, 'prets'>) {
  const [type, setType] = useState<AutrePoint>('AUTRE');
  const [intitule, setIntitule] = useState('');
  const point = { candidatureId: null, type, intitule: intitule.trim() };
  const deja = points.some((p) => cleDePoint(p) === cleDePoint(point));
  return (
    <details className="tdt-point">
      <summary>Ajouter un point sur un autre objet</summary>
      <ChampChoix
        chemin="autre-type"
        label="Objet"
        valeur={type}
        surChangement={(t) => setType(AUTRES_POINTS.find((x) => x === t) ?? 'AUTRE')}
        options={AUTRES_POINTS.map((t) => ({ valeur: t, texte: TYPES_DE_POINT[t] }))}
      />
      <ChampTexte
        chemin="autre-intitule"
        label="Intitulé du point"
        valeur={intitule}
        max={300}
        surChangement={setIntitule}
      />
      <Button
        type="button"
        priority="secondary"
        size="small"
        disabled={point.intitule === '' || deja}
        nativeButtonProps={{ 'aria-describedby': 'autre-raison' }}
        onClick={() => {
          surChangement([...points, point]);
          setIntitule('');
        }}
      >
        Ajouter ce point
      </Button>
      <p id="autre-raison" className="fr-hint-text fr-mt-1v">
        {deja ? 'Ce point figure déjà à l’ordre du jour.' : 'Un intitulé est nécessaire.'}
      </p>
    </details>
  );
}

/** The agenda as it will be frozen: its order is the one in which items are called, and the one that breaks ties. */
function Ordre({ prets, points, surChangement }: Props) {
  if (points.length === 0) return <p>L’ordre du jour est vide : choisissez au moins un point.</p>;
  const nom = (p: PointSaisi) => prets.find((d) => d.id === p.candidatureId)?.titre ?? (p.intitule || 'Dossier choisi');
  const deplacer = (rang: number, pas: number) => {
    const suite = [...points];
    const [point] = suite.splice(rang, 1);
    if (point) suite.splice(rang + pas, 0, point);
    surChangement(suite);
  };
  return (
    <ol className="tdt-liste">
      {points.map((point, rang) => (
        <li key={cleDePoint(point)} className="fr-mb-2w">
          {rang + 1}. {nom(point)}
          <div className="tdt-dialogue-actions fr-mt-1v">
            {rang > 0 && (
              <Button type="button" priority="tertiary" size="small" onClick={() => deplacer(rang, -1)}>
                Monter<span className="fr-sr-only"> : {nom(point)}</span>
              </Button>
            )}
            {rang < points.length - 1 && (
              <Button type="button" priority="tertiary" size="small" onClick={() => deplacer(rang, 1)}>
                Descendre<span className="fr-sr-only"> : {nom(point)}</span>
              </Button>
            )}
            <Button
              type="button"
              priority="tertiary"
              size="small"
              nativeButtonProps={{ id: idChamp(`points[${rang}].candidatureId`) }}
              onClick={() => surChangement(points.filter((_p, i) => i !== rang))}
            >
              Retirer<span className="fr-sr-only"> : {nom(point)}</span>
            </Button>
          </div>
        </li>
      ))}
    </ol>
  );
}

/** The agenda of a summons: the files that are ready, other items, and the order of all. */
export function PointsAInscrire(props: Props) {
  return (
    <>
      <Dossiers {...props} />
      <AutreObjet {...props} />
      <section id={idChamp('points')} aria-labelledby="ordre-convoque" tabIndex={-1}>
        <h2 id="ordre-convoque" className="fr-h5 fr-mt-3w">
          L’ordre du jour
        </h2>
        <Ordre {...props} />
      </section>
    </>
  );
}
