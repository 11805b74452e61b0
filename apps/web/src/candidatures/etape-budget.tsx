import { Alert } from '@codegouvfr/react-dsfr/Alert';
import { Button } from '@codegouvfr/react-dsfr/Button';
import { COMPTES, ecrireEuros, equilibre, somme, totauxBudget, type Compte } from '@tdt/domaine';
import { ChampMontant, idChamp } from '../commun/champs.js';
import { useBrouillon } from './brouillon.js';
import { centimesDe, dossierDe } from './dossier.js';
import { useReprisePlan } from './reprise-plan.js';
import type { LigneBudgetSaisie } from './saisie.js';

interface Rangee {
  compte: Compte;
  /** Rank in the form of the line shown; null: nothing is written on this account yet. */
  rang: number | null;
}

/** The form of the Cerfa: every account, with what is written on it; a heading is written only when it has no detail. */
function rangees(budget: readonly LigneBudgetSaisie[], rubrique: Compte): Rangee[] {
  const details = COMPTES.filter((c) => c.rubrique === rubrique.code);
  return [rubrique, ...details].flatMap((compte): Rangee[] => {
    const ecrites = budget.flatMap((l, rang) => (l.compte === compte.code ? [{ compte, rang }] : []));
    if (ecrites.length > 0) return ecrites;
    return compte === rubrique && details.length > 0 ? [] : [{ compte, rang: null }];
  });
}

function LigneDeCompte({ compte, rang }: Rangee) {
  const { saisie, modifier } = useBrouillon();
  const { budget } = saisie;
  const ligne = rang === null ? undefined : budget[rang];
  const poser = (changement: Partial<LigneBudgetSaisie>) => {
    if (!ligne)
      return modifier('budget', [...budget, { compte: compte.code, libelle: '', montant: '', ...changement }]);
    const nouvelle = { ...ligne, ...changement };
    const vide = nouvelle.montant === '' && nouvelle.libelle === '';
    return modifier(
      'budget',
      vide ? budget.filter((l) => l !== ligne) : budget.map((l) => (l === ligne ? nouvelle : l)),
    );
  };
  const nom = `${compte.code} ${compte.libelle}`;
  const chemin = rang === null ? `compte.${compte.code}` : `budget[${rang}].montant`;
  return (
    <tr>
      <th scope="row" className={compte.rubrique === null ? 'fr-text--bold' : undefined}>
        <span className="tdt-compte">{compte.code}</span> {compte.libelle}
      </th>
      <td>
        <ChampMontant
          chemin={chemin}
          label={`Montant, ${nom}`}
          masquerLabel
          valeur={ligne?.montant ?? ''}
          surChangement={(montant) => poser({ montant })}
        />
      </td>
      <td>
        {ligne && (
          <input
            className="fr-input"
            aria-label={`Précision, ${nom}`}
            placeholder="Précision (facultatif)"
            maxLength={300}
            value={ligne.libelle}
            onChange={(e) => poser({ libelle: e.currentTarget.value })}
          />
        )}
      </td>
    </tr>
  );
}

function Rubrique({ rubrique }: { rubrique: Compte }) {
  const { budget } = useBrouillon().saisie;
  const lignes = rangees(budget, rubrique);
  const detaillee = COMPTES.some((c) => c.rubrique === rubrique.code);
  const total = somme(lignes.map(({ rang }) => (rang === null ? 0n : centimesDe(budget[rang]?.montant ?? ''))));
  return (
    <tbody>
      {detaillee && (
        <tr className="tdt-rubrique">
          <th scope="rowgroup">
            <span className="tdt-compte">{rubrique.code}</span> {rubrique.libelle}
          </th>
          <td className="tdt-montant">{ecrireEuros(total)}</td>
          <td />
        </tr>
      )}
      {lignes.map((r) => (
        <LigneDeCompte key={`${r.compte.code}-${lignes.filter((x) => x.compte === r.compte).indexOf(r)}`} {...r} />
      ))}
    </tbody>
  );
}

function TableauBudget({ sens, total }: { sens: Compte['sens']; total: bigint }) {
  const charge = sens === 'CHARGE';
  const volontaire = charge ? '86' : '87';
  return (
    <table className="tdt-cerfa fr-mb-4w">
      <caption>{charge ? 'Charges' : 'Produits'} du projet, en euros</caption>
      <thead>
        <tr>
          <th scope="col">Compte</th>
          <th scope="col">Montant</th>
          <th scope="col">Précision</th>
        </tr>
      </thead>
      {COMPTES.filter((c) => c.sens === sens && c.rubrique === null).map((c) => (
        <Rubrique key={c.code} rubrique={c} />
      ))}
      <tfoot>
        <tr>
          <th scope="row">
            Total des {charge ? 'charges' : 'produits'}
            <span className="fr-hint-text">sans le compte {volontaire}</span>
          </th>
          <td className="tdt-montant">{ecrireEuros(total)}</td>
          <td />
        </tr>
      </tfoot>
    </table>
  );
}

export function EtapeBudget() {
  const { saisie, lue } = useBrouillon();
  const { budget } = dossierDe(saisie, lue);
  const totaux = totauxBudget(budget);
  const verdict = equilibre(budget);
  const reprendre = useReprisePlan();
  return (
    <>
      <p>
        C’est le budget du formulaire Cerfa n° 12156 : remplissez les seules lignes utiles, au centime. Les charges et
        les produits doivent être égaux.
        {saisie.plan.length === 0 &&
          ' Commencez par les charges : subventions et ressources propres se reporteront du plan de financement, à l’étape suivante.'}
      </p>
      <TableauBudget sens="CHARGE" total={totaux.charges} />
      {saisie.plan.length > 0 && (
        <Button priority="secondary" size="small" className="fr-mb-2w" onClick={reprendre}>
          Reprendre les subventions et ressources propres du plan de financement
        </Button>
      )}
      <TableauBudget sens="PRODUIT" total={totaux.produits} />
      <div role="status" id={idChamp('budget')} tabIndex={-1}>
        {budget.length > 0 && (
          <Alert
            small
            severity={verdict.ok ? 'success' : 'warning'}
            description={
              verdict.ok
                ? `Le budget est équilibré : ${ecrireEuros(totaux.charges)}.`
                : (verdict.refus.details?.[0]?.message ?? verdict.refus.message)
            }
          />
        )}
      </div>
    </>
  );
}
