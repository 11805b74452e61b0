import { Alert } from '@codegouvfr/react-dsfr/Alert';
import { Button } from '@codegouvfr/react-dsfr/Button';
import { CYCLE_SIGNATURE_EXTERNE, ecrireInstant, estVive, type EtatSignatureExterne } from '@tdt/domaine';
import { useEffect } from 'react';
import { muter } from '../commun/api.js';
import { ActeConfirme } from './acte-confirme.js';
import { ABANDONNER_EXTERNE, type ConventionLue } from './convention.js';
import type { SignatureLue } from './signatures.js';

/** How often the page looks again while something may come back. */
const RELECTURE_MS = 10_000;

/** What its party reads of a request, whatever its state. */
const PHRASES: Partial<Record<EtatSignatureExterne, (prestataire: string) => string>> = {
  A_OUVRIR: (prestataire) =>
    `La demande part chez ${prestataire}. S’il ne répond pas, elle lui sera présentée de nouveau, sans que vous ayez rien à faire.`,
  OUVERTE: (prestataire) =>
    `${prestataire} attend la signature. Une fois donnée, elle apparaît ici d’elle-même, en général en moins d’une minute.`,
  A_ANNULER: (prestataire) =>
    `L’annulation est demandée à ${prestataire} : vous pourrez signer autrement dès qu’il l’aura confirmée.`,
  A_VERIFIER: () => 'Ce que le prestataire a renvoyé ne se prouve pas tout seul : la gestion le vérifie.',
};

/** Reads the convention again while a request is alive, and when one comes back to this page. */
export function useRelecture(actif: boolean, relire: () => void) {
  useEffect(() => {
    if (!actif) return undefined;
    const relireSiVisible = () => {
      if (document.visibilityState === 'visible') relire();
    };
    const minuterie = setInterval(relireSiVisible, RELECTURE_MS);
    document.addEventListener('visibilitychange', relireSiVisible);
    return () => {
      clearInterval(minuterie);
      document.removeEventListener('visibilitychange', relireSiVisible);
    };
  }, [actif, relire]);
}

/** Something may still come back from the provider for this party. */
export function attendUnRetour({ externeEtat }: Pick<SignatureLue, 'externeEtat'>): boolean {
  return externeEtat !== null && estVive(externeEtat);
}

interface Props {
  convention: ConventionLue;
  signature: SignatureLue;
  prestataire: string | null;
  relire: () => void;
}

/** One party has asked the provider: where it stands, the way to the page where one signs, and how to give it up. */
export function ChezPrestataire({ convention, signature, prestataire, relire }: Props) {
  const { externeEtat: etat, externeId, externeNom, externeDemandeeLe, organisme } = signature;
  if (etat === null) return null;
  const nom = prestataire ?? 'le prestataire';
  const abandonnable = etat === 'A_OUVRIR' || etat === 'OUVERTE';
  return (
    <section aria-labelledby="prestataire" className="fr-mb-4w">
      <h2 id="prestataire">
        {organisme.nom} signe chez {nom}
      </h2>
      <p role="status">{PHRASES[etat]?.(nom)}</p>
      <p className="fr-text--sm">
        Signataire : {externeNom}.{externeDemandeeLe && ` Demandé le ${ecrireInstant(new Date(externeDemandeeLe))}.`}
      </p>
      <div className="tdt-dialogue-actions">
        {etat === 'OUVERTE' && (
          <Button linkProps={{ href: `/documents/signatures-externes/${externeId}/signer`, target: '_blank' }}>
            Signer chez {nom}
          </Button>
        )}
        {abandonnable && (
          <ActeConfirme
            verbe="Abandonner la demande"
            question={`Abandonner la demande faite à ${nom} ?`}
            acte={(options) => muter(ABANDONNER_EXTERNE, { d: { conventionId: convention.id } }, options)}
            relire={relire}
            echec="La demande n’est pas abandonnée"
            priorite="secondary"
          >
            <p>
              Le lien reçu par le signataire cesse de fonctionner, et votre organisme peut signer autrement. Si le
              signataire a été plus rapide, sa signature compte.
            </p>
          </ActeConfirme>
        )}
      </div>
    </section>
  );
}

const FINS: readonly EtatSignatureExterne[] = ['EXPIREE', 'ANNULEE', 'ECHOUEE', 'ECARTEE'];

/** How the last request ended, when the party must choose again. */
export function FinDeDemande({ signature: { externeEtat: etat, externeMotif } }: { signature: SignatureLue }) {
  if (etat === null || !FINS.includes(etat)) return null;
  return (
    <Alert
      small
      severity={etat === 'ANNULEE' ? 'info' : 'warning'}
      className="fr-mb-3w"
      description={`La dernière demande faite au prestataire est ${CYCLE_SIGNATURE_EXTERNE.etats[etat]}.${externeMotif ? ` ${externeMotif}` : ''} Votre signature est de nouveau attendue.`}
    />
  );
}
