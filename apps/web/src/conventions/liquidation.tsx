import { ecrireEuros, liquider, somme, type DonneesConvention } from '@tdt/domaine';

/** What each funder still owes for what was justified, and what its own act may free: in euros, before as after. */
export function Liquidation({ donnees, depenses }: { donnees: DonneesConvention; depenses: bigint }) {
  const parts = liquider(donnees, depenses);
  const nom = (partId: string) => donnees.plan.lignes.find((l) => l.partId === partId)?.financeur ?? '';
  const colonnes = [
    { titre: 'Part', valeurs: parts.map((p) => p.montant) },
    { titre: 'Dû', valeurs: parts.map((p) => p.du) },
    { titre: 'Libérable', valeurs: parts.map((p) => p.libere) },
  ];
  const propres = depenses - somme(parts.map((p) => p.du));
  return (
    <>
      <table className="tdt-table tdt-empilable fr-mb-3w">
        <caption>Ce que chaque part doit pour {ecrireEuros(depenses)} de dépenses justifiées</caption>
        <thead>
          <tr>
            <th scope="col">Financeur</th>
            {colonnes.map(({ titre }) => (
              <th key={titre} scope="col" className="tdt-montant">
                {titre}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {parts.map(({ partId }, i) => (
            <tr key={partId}>
              <th scope="row">{nom(partId)}</th>
              {colonnes.map(({ titre, valeurs }) => (
                <td key={titre} className="tdt-montant" data-libelle={titre}>
                  {ecrireEuros(valeurs[i] ?? 0n)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Ensemble</th>
            {colonnes.map(({ titre, valeurs }) => (
              <td key={titre} className="tdt-montant" data-libelle={titre}>
                <strong>{ecrireEuros(somme(valeurs))}</strong>
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
      {propres > 0n && <p>Les ressources propres du porteur supportent le reste : {ecrireEuros(propres)}.</p>}
    </>
  );
}
