import {
  arriveesDe,
  direModification,
  ecartsDesParts,
  ecrireEuros,
  esquisserModifications,
  inverserModifications,
  partiesConcernees,
  reuniPar,
  somme,
  type DonneesConvention,
  type Modification,
  type SignatureDePartie,
} from '@tdt/domaine';

interface Props {
  donnees: DonneesConvention;
  modifications: readonly Modification[];
}

/** What the avenant changes, the old value beside the new one: what its document prints. */
export function CeQuiChange({ donnees, modifications }: Props) {
  return (
    <table className="tdt-table tdt-empilable fr-mb-3w">
      <caption>Ce que l’avenant change</caption>
      <thead>
        <tr>
          <th scope="col">Disposition</th>
          <th scope="col">Avant</th>
          <th scope="col">Après</th>
        </tr>
      </thead>
      <tbody>
        {modifications.map((m) => {
          const { libelle, ancien, nouveau } = direModification(donnees, m);
          return (
            <tr key={libelle + ancien + nouveau}>
              <th scope="row">{libelle}</th>
              <td data-libelle="Avant">{ancien}</td>
              <td data-libelle="Après">
                <strong>{nouveau}</strong>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** The convention that an avenant changes, from what it makes of it. */
export function avantAvenant(apres: DonneesConvention, modifications: readonly Modification[]): DonneesConvention {
  const retour = esquisserModifications(apres, inverserModifications(modifications));
  return retour.ok ? retour.fait : apres;
}

/** « + 10 000,00 € »: the sign of a difference is read as well as seen. */
export function ecrireEcart(delta: bigint): string {
  if (delta === 0n) return 'inchangé';
  return delta > 0n ? `+ ${ecrireEuros(delta)}` : `− ${ecrireEuros(-delta)}`;
}

function totaux(donnees: DonneesConvention): { titre: string; montant: bigint }[] {
  const { plan, cout } = donnees;
  return [
    { titre: 'Parts des financeurs', montant: somme(plan.lignes.map((l) => l.montant)) },
    { titre: 'Ressources propres', montant: plan.ressourcesPropres },
    { titre: 'Total réuni', montant: reuniPar(donnees) },
    { titre: 'Coût du projet', montant: cout.total },
  ];
}

/** The totals, before and after, of what would be signed; nothing when no amount is concerned. */
export function Totaux({ donnees, modifications }: Props) {
  const esquisse = esquisserModifications(donnees, modifications);
  if (!esquisse.ok || modifications.every((m) => m.type === 'DATES' || m.type === 'BENEFICIAIRE')) return null;
  const apres = totaux(esquisse.fait);
  return (
    <table className="tdt-table tdt-empilable fr-mb-3w">
      <caption>Les totaux, avant et après</caption>
      <thead>
        <tr>
          <th scope="col">Total</th>
          <th scope="col" className="tdt-montant">
            Avant
          </th>
          <th scope="col" className="tdt-montant">
            Après
          </th>
          <th scope="col" className="tdt-montant">
            Différence
          </th>
        </tr>
      </thead>
      <tbody>
        {totaux(donnees).map(({ titre, montant }, i) => {
          const nouveau = apres[i]?.montant ?? montant;
          return (
            <tr key={titre}>
              <th scope="row">{titre}</th>
              <td className="tdt-montant" data-libelle="Avant">
                {ecrireEuros(montant)}
              </td>
              <td className="tdt-montant" data-libelle="Après">
                <strong>{ecrireEuros(nouveau)}</strong>
              </td>
              <td className="tdt-montant" data-libelle="Différence">
                {ecrireEcart(nouveau - montant)}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** What the avenant asks of one party, besides its signature. */
function demandes({ donnees, modifications }: Props, { organismeId, qualite }: SignatureDePartie): string[] {
  const arrivees = arriveesDe(modifications).map((m) => m.ligne);
  const parts = [...donnees.plan.lignes, ...arrivees].filter((l) => l.financeurId === organismeId);
  const ecarts = ecartsDesParts(modifications).filter((e) => parts.some((p) => p.partId === e.partId));
  const sommes = ecarts.map(({ delta, depart, arrivee }) => {
    if (depart) return `Quitte la convention : ${ecrireEuros(-delta)} retournent à son enveloppe.`;
    if (arrivee)
      return `Rejoint la convention : ${ecrireEuros(delta)}, gardés dans son enveloppe jusqu’à la dernière signature.`;
    if (delta < 0n) return `Apporte ${ecrireEuros(-delta)} de moins, qui retournent à son enveloppe.`;
    return `Apporte ${ecrireEuros(delta)} de plus, gardés dans son enveloppe jusqu’à la dernière signature.`;
  });
  if (sommes.length > 0) return sommes;
  if (qualite === 'BENEFICIAIRE') return ['Le bénéficiaire signe tout avenant.'];
  return ['Sa part ne change pas ; ce qui change est commun à toutes les parties.'];
}

/** Who signs, what it asks of each, and who has nothing to do. */
export function CeQuiEstDemande({ donnees, modifications }: Props) {
  const parties = partiesConcernees(donnees, modifications);
  const signent = new Set(parties.map((p) => p.organismeId));
  const autres = donnees.financeurs.filter((f) => !signent.has(f.organismeId)).map((f) => f.denomination);
  return (
    <>
      <table className="tdt-table tdt-empilable fr-mb-2w">
        <caption>Ce qui sera demandé, et à qui</caption>
        <thead>
          <tr>
            <th scope="col">Signe l’avenant</th>
            <th scope="col">Ce que cela change pour cette partie</th>
          </tr>
        </thead>
        <tbody>
          {parties.map((partie) => (
            <tr key={partie.organismeId}>
              <th scope="row">{partie.denomination}</th>
              <td data-libelle="Pour elle">
                {demandes({ donnees, modifications }, partie).map((phrase) => (
                  <p key={phrase} className="fr-mb-0">
                    {phrase}
                  </p>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {autres.length > 0 && (
        <p className="fr-text--sm">
          {autres.length === 1 ? 'Ne signe pas' : 'Ne signent pas'}, faute d’être{' '}
          {autres.length === 1 ? 'concerné' : 'concernés'} : {autres.join(', ')}.
        </p>
      )}
    </>
  );
}
