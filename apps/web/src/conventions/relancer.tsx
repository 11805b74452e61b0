import { attendus, ecrireDate, ecrireInstant, RELANCE_JOURS, RELANCES_MAX, relancerSignataires } from '@tdt/domaine';
import { Link } from 'react-router';
import { muter } from '../commun/api.js';
import { ActeConfirme } from './acte-confirme.js';
import { enSignature, RELANCER, type ConventionLue } from './convention.js';

const EN_LETTRES = new Intl.ListFormat('fr', { type: 'conjunction' });

/** What the rules of a reminder see of a convention, now. */
function demandeDe({ etat, ordreSignature, figeeLe, relanceeLe, signaturesDesParties }: ConventionLue) {
  return {
    etat,
    ordre: ordreSignature,
    figeeLe: new Date(figeeLe ?? 0),
    relanceeLe: relanceeLe === null ? null : new Date(relanceeLe),
    signatures: signaturesDesParties.map(({ organisme, qualitePartie: qualite, rang, etat: signature, faiteLe }) => ({
      organismeId: organisme.id,
      denomination: organisme.nom,
      qualite,
      rang,
      etat: signature,
      faiteLe: faiteLe === null ? null : new Date(faiteLe),
    })),
    instant: new Date(),
  };
}

/** For the staff: who has not signed, since when, when they were last told; and telling them again. */
export function Relances({ convention, relire }: { convention: ConventionLue; relire: () => void }) {
  const demande = demandeDe(convention);
  const sansLimite = relancerSignataires({ ...demande, relanceeLe: null });
  if (!enSignature(convention.etat) || !sansLimite.ok) return null;
  const { depuis } = sansLimite.fait;
  const aRelancer = attendus(demande.ordre, demande.signatures);
  const relance = relancerSignataires(demande);
  return (
    <section aria-labelledby="relances" className="fr-mb-4w">
      <h2 id="relances">Qui n’a pas encore signé</h2>
      <ul>
        {demande.signatures
          .filter((s) => s.etat === 'ATTENDUE')
          .map((s) => (
            <li key={s.organismeId}>
              {s.denomination} :{' '}
              {aRelancer.includes(s) ? `attendue depuis le ${ecrireDate(depuis)}` : 'son tour viendra'}
            </li>
          ))}
      </ul>
      <p>
        {demande.relanceeLe
          ? `Dernière relance le ${ecrireInstant(demande.relanceeLe)}.`
          : 'Aucune relance n’est encore partie.'}{' '}
        La plateforme relance d’elle-même tous les {RELANCE_JOURS} jours, {RELANCES_MAX} fois au plus.
      </p>
      <p>
        Une partie peut aussi signer sur papier :{' '}
        <Link to={`/conventions/${convention.id}/papier`}>imprimer le document et recevoir les numérisations</Link>
      </p>
      {relance.ok ? (
        <ActeConfirme
          verbe="Relancer"
          question="Relancer les parties qui n’ont pas signé ?"
          acte={(options) => muter(RELANCER, { id: convention.id }, options)}
          relire={relire}
          echec="La relance n’est pas partie"
          priorite="secondary"
        >
          <p>
            Un courriel part aux personnes qui agissent pour{' '}
            <strong>{EN_LETTRES.format(aRelancer.map((s) => s.denomination))}</strong>, selon leurs réglages. Il nomme
            la convention, dit depuis quand elle attend, et mène à la page où la signer.
          </p>
        </ActeConfirme>
      ) : (
        <p className="fr-hint-text">{relance.refus.message}</p>
      )}
    </section>
  );
}
