import { Button } from '@codegouvfr/react-dsfr/Button';
import { ecrireEuros, ETATS_CANDIDATURE_FINANCABLES, type EtatCandidature, type ProjetSollicite } from '@tdt/domaine';
import { useState } from 'react';
import { Link } from 'react-router';
import type { FinancementLu, MonEnveloppe } from './financement.js';
import { estAvantVote, estEcartee, phraseDePart } from './mes-parts.js';
import { partCommencee, PreparerPart } from './preparer-part.js';
import { RetirerPart } from './retirer-part.js';

type Part = NonNullable<FinancementLu['candidature']>['parts'][number];

interface Props {
  candidature: { id: string; etat: EtatCandidature; appel: { id: string } };
  projet: ProjetSollicite;
  lu: FinancementLu;
  moi: string;
  relire: () => void;
}

function Ligne({ part, modifier, relire }: { part: Part; modifier: (() => void) | null; relire: () => void }) {
  return (
    <li>
      <span>
        <Link to={`/financements/parts/${part.id}`}>{phraseDePart(part)}</Link>
        <span className="fr-hint-text">
          {[part.dispositif, part.enveloppe && `sur ${part.enveloppe.libelle}`, part.condition]
            .filter(Boolean)
            .join(', ')}
        </span>
      </span>
      {modifier && (
        <span className="tdt-dialogue-actions fr-mt-0">
          <Button priority="secondary" size="small" onClick={modifier}>
            Changer le montant
          </Button>
          <RetirerPart part={part} relire={relire} />
        </span>
      )}
    </li>
  );
}

/** Why no share can be prepared here, or null. */
function empechement(etat: EtatCandidature, enveloppes: readonly MonEnveloppe[]): string | null {
  if (!ETATS_CANDIDATURE_FINANCABLES.includes(etat)) {
    return 'Ce dossier n’est plus, ou pas encore, à une étape où une part se prépare.';
  }
  return enveloppes.length === 0 ? 'Aucune de vos enveloppes ouvertes n’est destinée à cet appel.' : null;
}

/** What the organisation brings to a file, and what it may still change before the vote. */
export function VosParts({ candidature, projet, lu, moi, relire }: Props) {
  const siennes = (lu.candidature?.parts ?? []).filter((p) => p.financeur.id === moi && !estEcartee(p));
  // What was half written opens again as it was left.
  const [saisie, setSaisie] = useState<Part | 'nouvelle' | null>(() =>
    partCommencee(candidature.id)
      ? 'nouvelle'
      : (siennes.find((p) => estAvantVote(p) && partCommencee(candidature.id, p.id)) ?? null),
  );
  const enveloppes = lu.mesEnveloppes.edges
    .map((e) => e.node)
    .filter((e) => e.statut === 'OUVERTE' && (e.appel === null || e.appel.id === candidature.appel.id));
  const obstacle = empechement(candidature.etat, enveloppes);
  const financable = ETATS_CANDIDATURE_FINANCABLES.includes(candidature.etat);
  const total = siennes.reduce((t, p) => t + BigInt(p.montant), 0n);
  return (
    <section aria-labelledby="vos-parts">
      <h2 id="vos-parts">Votre part</h2>
      <p>
        {siennes.length === 0
          ? 'Votre organisme n’apporte encore rien à ce projet.'
          : `Votre organisme apporte ${ecrireEuros(total)}.`}
      </p>
      <ul className="tdt-resultats fr-mb-2w">
        {siennes.map((p) => (
          <Ligne
            key={p.id}
            part={p}
            modifier={financable && estAvantVote(p) ? () => setSaisie(p) : null}
            relire={relire}
          />
        ))}
      </ul>
      {saisie === null && (
        <>
          <Button
            priority="secondary"
            disabled={obstacle !== null}
            onClick={() => setSaisie('nouvelle')}
            nativeButtonProps={{ 'aria-describedby': obstacle ? 'raison-part' : undefined }}
          >
            Préparer une part
          </Button>
          {obstacle && (
            <p id="raison-part" className="fr-hint-text fr-mt-1w">
              {obstacle} <Link to="/enveloppes">Voir vos enveloppes</Link>
            </p>
          )}
        </>
      )}
      {saisie !== null && lu.appelAProjets && (
        <PreparerPart
          key={saisie === 'nouvelle' ? 'nouvelle' : saisie.id}
          candidatureId={candidature.id}
          projet={projet}
          appel={lu.appelAProjets}
          enveloppes={enveloppes}
          part={saisie === 'nouvelle' ? null : saisie}
          surFin={(fait) => {
            setSaisie(null);
            if (fait) relire();
          }}
        />
      )}
    </section>
  );
}
