import {
  ecrireDate,
  ecrireInstant,
  lireDonneesConvention,
  lireModifications,
  type DonneesConvention,
} from '@tdt/domaine';
import { Link } from 'react-router';
import { avantAvenant, CeQuiChange, Totaux } from './bilan-avenant.js';
import type { ConventionLue } from './convention.js';
import { Liquidation } from './liquidation.js';

/** What this avenant changes in the convention that it names, and why. */
export function Avenant({ convention, donnees }: { convention: ConventionLue; donnees: DonneesConvention }) {
  const { avenantDeId, avenantMotif, avenantModifications } = convention;
  if (avenantDeId === null) return null;
  const modifications = lireModifications(avenantModifications ?? '[]');
  const avant = avantAvenant(donnees, modifications);
  return (
    <section aria-labelledby="avenant">
      <h2 id="avenant">Ce que change l’avenant</h2>
      <p>
        Il modifie <Link to={`/conventions/${avenantDeId}`}>la convention signée</Link>. Motif : « {avenantMotif} »
      </p>
      <CeQuiChange donnees={avant} modifications={modifications} />
      <Totaux donnees={avant} modifications={modifications} />
    </section>
  );
}

/** How it ended before its term, and what it left due. */
export function Resiliation({ convention: c, gestion }: { convention: ConventionLue; gestion: boolean }) {
  if (c.resilieeLe === null || c.resiliationEffetLe === null || c.miseEnDemeureLe === null) return null;
  return (
    <section aria-labelledby="resiliation">
      <h2 id="resiliation">La résiliation</h2>
      <p>
        Mise en demeure du {ecrireDate(c.miseEnDemeureLe)}, prise d’effet le {ecrireDate(c.resiliationEffetLe)},
        prononcée le {ecrireInstant(new Date(c.resilieeLe))}. Motif : « {c.resiliationMotif} »
      </p>
      <Liquidation donnees={lireDonneesConvention(c.donnees)} depenses={BigInt(c.depensesJustifiees ?? '0')} />
      {gestion && c.candidature.etat === 'RETENU' && (
        <p>
          Aucune convention n’est attendue après elle. S’il en faut une autre, elle se génère depuis{' '}
          <Link to={`/conventions/dossiers/${c.candidature.id}`}>le dossier retenu</Link>, sous un autre numéro.
        </p>
      )}
    </section>
  );
}
