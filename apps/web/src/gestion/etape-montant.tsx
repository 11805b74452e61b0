import { Button } from '@codegouvfr/react-dsfr/Button';
import { Checkbox } from '@codegouvfr/react-dsfr/Checkbox';
import { LIBELLES_ZONAGE, ZONAGES, type ConditionBonification, type TypePlafond } from '@tdt/domaine';
import { Simulateur } from '../appels/simulateur.js';
import { ChampChoix, ChampMontant, ChampTexte } from '../commun/champs.js';
import { reglesSaisies } from './demande.js';
import type { EtapeProps } from './etapes.js';
import type { BonificationSaisie, PlafondSaisi } from './saisie.js';

const MODES = [
  { valeur: 'PLAFOND', texte: 'Un plafond : le porteur demande ce montant au plus' },
  { valeur: 'FORFAIT', texte: 'Un forfait : le porteur demande exactement ce montant' },
];
const CONDITIONS = ZONAGES.map((z) => ({ valeur: `LIEU_${z}`, texte: `Une action en ${LIBELLES_ZONAGE[z]}` }));
const LIMITES: { valeur: TypePlafond; texte: string }[] = [
  { valeur: 'TAUX_MAX', texte: 'Pas plus de … % du coût du projet' },
  { valeur: 'MONTANT_MAX', texte: 'Pas plus de … € en tout' },
  { valeur: 'MONTANT_MIN', texte: 'Pas d’aide inférieure à … €' },
  { valeur: 'PROJET_MIN', texte: 'Pas de projet inférieur à … €' },
];

function Bonification({
  rang,
  valeur,
  surChangement,
  surRetrait,
}: {
  rang: number;
  valeur: BonificationSaisie;
  surChangement: (valeur: BonificationSaisie) => void;
  surRetrait: () => void;
}) {
  const chemin = `bonifications[${rang}]`;
  const poser = (c: Partial<BonificationSaisie>) => surChangement({ ...valeur, ...c });
  return (
    <fieldset className="tdt-bloc">
      <legend>Bonification {rang + 1}</legend>
      <ChampTexte
        chemin={`${chemin}.libelle`}
        label="Nom"
        valeur={valeur.libelle}
        max={200}
        surChangement={(libelle) => poser({ libelle })}
      />
      <ChampMontant
        chemin={`${chemin}.montant`}
        label="Montant en plus, en euros"
        valeur={valeur.montant}
        surChangement={(montant) => poser({ montant })}
      />
      <ChampChoix
        chemin={`${chemin}.condition`}
        label="Condition"
        options={CONDITIONS}
        valeur={valeur.condition}
        surChangement={(condition) => poser({ condition: condition as ConditionBonification })}
      />
      <ChampTexte
        chemin={`${chemin}.preuve`}
        label="Ce que le projet doit prévoir"
        indice="Cette phrase suit « En plus : » sur la page de l’appel. Par exemple : une action dans un quartier prioritaire nommé."
        valeur={valeur.preuve}
        max={500}
        surChangement={(preuve) => poser({ preuve })}
      />
      <Checkbox
        small
        options={[
          {
            label: 'S’ajoute aux autres bonifications',
            nativeInputProps: { checked: valeur.cumulable, onChange: () => poser({ cumulable: !valeur.cumulable }) },
          },
        ]}
      />
      <Button priority="tertiary" size="small" onClick={surRetrait}>{`Retirer la bonification ${rang + 1}`}</Button>
    </fieldset>
  );
}

function Limite({
  rang,
  valeur,
  surChangement,
  surRetrait,
}: {
  rang: number;
  valeur: PlafondSaisi;
  surChangement: (valeur: PlafondSaisi) => void;
  surRetrait: () => void;
}) {
  const chemin = `plafonds[${rang}]`;
  const poser = (c: Partial<PlafondSaisi>) => surChangement({ ...valeur, ...c });
  const taux = valeur.type === 'TAUX_MAX';
  const commun = {
    chemin: `${chemin}.valeur`,
    valeur: valeur.valeur,
    surChangement: (v: string) => poser({ valeur: v }),
  };
  return (
    <fieldset className="tdt-bloc">
      <legend>Limite {rang + 1}</legend>
      <ChampChoix
        chemin={`${chemin}.type`}
        label="Sorte de limite"
        options={LIMITES}
        valeur={valeur.type}
        surChangement={(type) => poser({ type: type as TypePlafond, valeur: '' })}
      />
      {taux ? (
        <ChampTexte
          {...commun}
          label="Taux, en pourcentage du coût"
          indice="Par exemple : 80"
          max={8}
          natif={{ inputMode: 'decimal' }}
        />
      ) : (
        <ChampMontant {...commun} label="Montant, en euros" />
      )}
      <ChampTexte
        chemin={`${chemin}.libelle`}
        label="Nom de la limite"
        valeur={valeur.libelle}
        max={200}
        surChangement={(libelle) => poser({ libelle })}
      />
      <ChampTexte
        chemin={`${chemin}.source`}
        label="Texte dont elle vient"
        indice="Il s’affiche auprès de chaque montant que cette limite réduit."
        valeur={valeur.source}
        max={300}
        surChangement={(source) => poser({ source })}
      />
      <Button priority="tertiary" size="small" onClick={surRetrait}>{`Retirer la limite ${rang + 1}`}</Button>
    </fieldset>
  );
}

const BONIFICATION: BonificationSaisie = {
  libelle: '',
  montant: '',
  condition: 'LIEU_QPV',
  preuve: '',
  cumulable: true,
};
const LIMITE: PlafondSaisi = { type: 'TAUX_MAX', libelle: '', valeur: '', source: '' };
const remplacer = <T,>(liste: readonly T[], rang: number, valeur: T) => liste.map((l, i) => (i === rang ? valeur : l));
const sans = <T,>(liste: readonly T[], rang: number) => liste.filter((_l, i) => i !== rang);

function Listes({ saisie, modifier }: EtapeProps) {
  const { bonifications, plafonds } = saisie;
  return (
    <>
      <h3>Bonifications</h3>
      {bonifications.map((b, i) => (
        <Bonification
          key={i}
          rang={i}
          valeur={b}
          surChangement={(valeur) => modifier({ bonifications: remplacer(bonifications, i, valeur) })}
          surRetrait={() => modifier({ bonifications: sans(bonifications, i) })}
        />
      ))}
      <Button
        priority="secondary"
        size="small"
        onClick={() => modifier({ bonifications: [...bonifications, BONIFICATION] })}
      >
        Ajouter une bonification
      </Button>
      <h3>Limites</h3>
      {plafonds.map((p, i) => (
        <Limite
          key={i}
          rang={i}
          valeur={p}
          surChangement={(valeur) => modifier({ plafonds: remplacer(plafonds, i, valeur) })}
          surRetrait={() => modifier({ plafonds: sans(plafonds, i) })}
        />
      ))}
      <Button priority="secondary" size="small" onClick={() => modifier({ plafonds: [...plafonds, LIMITE] })}>
        Ajouter une limite
      </Button>
    </>
  );
}

/** How much the call gives, and at once what that makes for a project: the applicant will see the same simulator. */
export function EtapeMontant({ saisie, modifier }: EtapeProps) {
  const annees = [
    { nom: 'millesimeQpv', label: 'Année de la liste des quartiers prioritaires' },
    { nom: 'millesimeAcv', label: 'Année de la liste Action cœur de ville' },
  ] as const;
  return (
    <>
      <ChampChoix
        chemin="mode"
        label="Le montant de base est"
        options={MODES}
        valeur={saisie.mode}
        surChangement={(mode) => modifier({ mode: mode as Api.ModeMontant })}
      />
      <ChampMontant
        chemin="base"
        label="Montant de base, en euros"
        valeur={saisie.base}
        surChangement={(base) => modifier({ base })}
      />
      <Listes saisie={saisie} modifier={modifier} />
      <h3>Enveloppe et listes de référence</h3>
      <ChampMontant
        chemin="montantAnnonce"
        label="Enveloppe annoncée au public, en euros (facultatif)"
        valeur={saisie.montantAnnonce}
        surChangement={(montantAnnonce) => modifier({ montantAnnonce })}
      />
      {annees.map(({ nom, label }) => (
        <ChampTexte
          key={nom}
          chemin={nom}
          label={`${label} (facultatif)`}
          valeur={saisie[nom]}
          max={4}
          natif={{ inputMode: 'numeric' }}
          surChangement={(valeur) => modifier({ [nom]: valeur })}
        />
      ))}
      <Checkbox
        small
        options={[
          {
            label: 'Un projet peut être financé en partie',
            nativeInputProps: {
              checked: saisie.financementPartiel,
              onChange: () => modifier({ financementPartiel: !saisie.financementPartiel }),
            },
          },
        ]}
      />
      <div className="tdt-bloc fr-mt-3w">
        <p className="fr-mb-0">
          <strong>Essayez vos règles.</strong> Ce simulateur est celui que verront les porteurs, avec les règles écrites
          ci-dessus.
        </p>
        <Simulateur nom="gestion" appel={{ modeMontant: saisie.mode, regles: reglesSaisies(saisie) }} />
      </div>
    </>
  );
}
