import { Checkbox } from '@codegouvfr/react-dsfr/Checkbox';
import { Input } from '@codegouvfr/react-dsfr/Input';
import { ecrireEuros, lireEuros, montantDroit, type LieuAction, type Zonage } from '@tdt/domaine';
import { useGardeLocale } from '../commun/garde-locale.js';
import { reglesDe, type AppelPublic } from './appel.js';

function lieuDeclare(zonage: Zonage): LieuAction {
  return { zonage, code: 'exemple', libelle: 'un lieu nommé', reconnu: true };
}

interface Props {
  appel: Pick<AppelPublic, 'modeMontant' | 'regles'>;
  /** Under which this device keeps what is tried. */
  nom: string;
}

interface Essai {
  cout: string;
  zonages: Zonage[];
}

/** "How much could I get?": the very function that the API decides with, so the two cannot disagree. */
export function Simulateur({ appel, nom }: Props) {
  const regles = reglesDe(appel);
  const [garde, garder] = useGardeLocale<Essai>(`simulation.${nom}`);
  const { cout, zonages } = garde ?? { cout: '', zonages: [] };
  const possibles = [...new Set(regles.bonifications.map((b) => b.condition.slice('LIEU_'.length) as Zonage))];
  const lu = cout.trim() === '' ? null : lireEuros(cout);
  const montant = lu?.ok ? lu.fait : null;
  const droit =
    montant === null
      ? null
      : montantDroit(regles, { lieux: zonages.map(lieuDeclare), assiette: montant, coutTotal: montant });
  const trop = droit !== null && montant !== null && droit.montant > montant;
  return (
    <section className="fr-mb-4w">
      <h2>Combien pourrais-je obtenir ?</h2>
      <Input
        label="Coût total de votre projet, en euros"
        hintText="Par exemple : 600 000"
        state={lu && !lu.ok ? 'error' : 'default'}
        stateRelatedMessage={lu && !lu.ok ? lu.refus.message : undefined}
        nativeInputProps={{
          value: cout,
          inputMode: 'decimal',
          autoComplete: 'off',
          onChange: (e) => garder({ cout: e.currentTarget.value, zonages }),
        }}
      />
      {possibles.length > 0 && (
        <Checkbox
          legend="Votre projet prévoit une action…"
          options={possibles.map((zonage) => ({
            label: regles.bonifications.find((b) => b.condition === `LIEU_${zonage}`)?.preuve || zonage,
            nativeInputProps: {
              checked: zonages.includes(zonage),
              onChange: () =>
                garder({
                  cout,
                  zonages: zonages.includes(zonage) ? zonages.filter((z) => z !== zonage) : [...zonages, zonage],
                }),
            },
          }))}
        />
      )}
      <div role="status" aria-live="polite">
        {droit && (
          <>
            <p className="fr-text--lead fr-mb-1w">
              Aide au plus :{' '}
              <strong className="tdt-montant">{ecrireEuros(trop ? (montant ?? 0n) : droit.montant)}</strong>
            </p>
            <ul className="fr-text--sm">
              {droit.detail
                .filter((l) => l.obtenu)
                .map((l) => (
                  <li key={l.code}>
                    {l.libelle} : <span className="tdt-montant">{ecrireEuros(l.montant)}</span>
                  </li>
                ))}
              {trop && <li>L’aide ne dépasse jamais le coût du projet.</li>}
            </ul>
          </>
        )}
      </div>
    </section>
  );
}
