import { Alert } from '@codegouvfr/react-dsfr/Alert';
import { Button } from '@codegouvfr/react-dsfr/Button';
import { exigerHorsEnsemble, type DonneesConvention } from '@tdt/domaine';
import { Link } from 'react-router';
import { muter } from '../commun/api.js';
import { ActeMotive } from './acte-confirme.js';
import { RETIRER_AVENANT } from './avenant.js';
import { avenantOuvert, seModifie, type ConventionLue } from './convention.js';

interface Props {
  convention: ConventionLue;
  relire: () => void;
}

/** The avenant will not be signed: the convention stands as it was, and what was kept for it is free again. */
export function RetirerAvenant({ convention: { id }, relire }: Props) {
  return (
    <ActeMotive
      verbe="Retirer l’avenant"
      question="Retirer cet avenant ?"
      echec="L’avenant n’est pas retiré"
      acte={(motif, options) => muter(RETIRER_AVENANT, { d: { avenantId: id, motif } }, options)}
      relire={relire}
    >
      <p>
        Plus personne ne le signera, et les signatures déjà données tombent avec lui. La convention demeure telle
        qu’elle est ; ce qui était gardé pour une hausse retourne à son enveloppe.
      </p>
    </ActeMotive>
  );
}

/** What may still be done to a convention that all have signed: one avenant at a time, or its end. */
export function ApresSignature({ convention, donnees }: Pick<Props, 'convention'> & { donnees: DonneesConvention }) {
  if (!seModifie(convention)) return null;
  const seule = exigerHorsEnsemble(donnees);
  const ouvert = avenantOuvert(convention);
  if (ouvert) {
    return (
      <Alert
        severity="info"
        small
        className="fr-mb-3w"
        description={
          <>
            Un avenant, <Link to={`/conventions/${ouvert.id}`}>version {ouvert.version}</Link>, est en signature. Tant
            qu’il n’est pas signé ou retiré, la convention ne se modifie ni ne se résilie.
          </>
        }
      />
    );
  }
  return (
    <div className="fr-mb-4w">
      <div className="tdt-dialogue-actions">
        {seule.ok && (
          <Button priority="secondary" linkProps={{ to: `/conventions/${convention.id}/avenant` }}>
            Préparer un avenant
          </Button>
        )}
        <Button priority="tertiary" linkProps={{ to: `/conventions/${convention.id}/resiliation` }}>
          Résilier…
        </Button>
      </div>
      {!seule.ok && <p className="fr-hint-text">{seule.refus.message}</p>}
    </div>
  );
}
