import { Badge } from '@codegouvfr/react-dsfr/Badge';
import {
  CYCLE_SIGNATURE,
  CYCLE_SIGNATURE_EXTERNE,
  ecrireDate,
  ecrireInstant,
  estVive,
  LIBELLES_ORDRE_SIGNATURE,
  LIBELLES_TYPE_ACTE,
  type EtatSignature,
} from '@tdt/domaine';
import { majuscule } from '../candidatures/recit.js';
import type { ConventionLue } from './convention.js';

export type SignatureLue = ConventionLue['signaturesDesParties'][number];

/** Where the scan of a paper signature is downloaded. */
export const adresseDePiece = ({ pieceId }: SignatureLue) => `/documents/pieces/${pieceId}`;

/** Where what the provider gave back is downloaded. */
export const adresseExterne = ({ externeId }: SignatureLue, fichier: 'document' | 'preuve') =>
  `/documents/signatures-externes/${externeId}/${fichier}.pdf`;

const TONS: Record<EtatSignature, 'info' | 'success' | 'error'> = {
  ATTENDUE: 'info',
  DONNEE: 'success',
  REFUSEE: 'error',
};

function Precisions({ signature: s }: { signature: SignatureLue }) {
  if (s.etat === 'REFUSEE') return <>« {s.motif} »</>;
  if (s.etat === 'ATTENDUE') {
    const vive = s.externeEtat !== null && estVive(s.externeEtat);
    return <>{vive && s.externeEtat ? majuscule(CYCLE_SIGNATURE_EXTERNE.etats[s.externeEtat]) : '—'}</>;
  }
  return (
    <>
      {s.nom}, {s.qualite}
      <span className="fr-hint-text">
        {s.acteType && LIBELLES_TYPE_ACTE[s.acteType]} n° {s.acteNumero} du {s.acteDate && ecrireDate(s.acteDate)}
      </span>
      {s.mode === 'MANUSCRITE' && s.signeeLe && s.faiteLe && (
        <span className="fr-hint-text">
          Signature manuscrite du {ecrireDate(s.signeeLe)}, reçue le {ecrireDate(new Date(s.faiteLe))} :{' '}
          <a href={adresseDePiece(s)} download>
            lire la numérisation
          </a>
        </span>
      )}
      {s.mode === 'PRESTATAIRE' && (
        <span className="fr-hint-text">
          Signature chez un prestataire :{' '}
          <a href={adresseExterne(s, 'document')} download>
            le document signé
          </a>
          {s.externePreuve && (
            <>
              {' et '}
              <a href={adresseExterne(s, 'preuve')} download>
                son dossier de preuve
              </a>
            </>
          )}
        </span>
      )}
    </>
  );
}

/** Who has signed, who is awaited, who will not: the same for all parties. */
export function Signatures({ convention }: { convention: ConventionLue }) {
  const { signaturesDesParties: lignes, ordreSignature, signeeLe, notifieeLe } = convention;
  if (lignes.length === 0) return null;
  const donnees = lignes.filter((s) => s.etat === 'DONNEE').length;
  return (
    <section aria-labelledby="signatures">
      <h2 id="signatures">Les signatures</h2>
      <p>
        {donnees} sur {lignes.length} : {LIBELLES_ORDRE_SIGNATURE[ordreSignature].toLowerCase()}.
      </p>
      <table className="tdt-table tdt-empilable fr-mb-3w">
        <caption>Signature de chaque partie</caption>
        <thead>
          <tr>
            <th scope="col">Partie</th>
            <th scope="col">Signature</th>
            <th scope="col">Signataire et acte qui l’habilite</th>
            <th scope="col">Le</th>
          </tr>
        </thead>
        <tbody>
          {lignes.map((s) => (
            <tr key={s.id}>
              <th scope="row">
                {s.organisme.nom}
                <span className="fr-hint-text">
                  {s.qualitePartie === 'BENEFICIAIRE' ? 'Bénéficiaire' : 'Financeur'}
                </span>
              </th>
              <td data-libelle="Signature">
                <Badge as="span" noIcon severity={TONS[s.etat]}>
                  {majuscule(CYCLE_SIGNATURE.etats[s.etat])}
                </Badge>
              </td>
              <td data-libelle="Signataire">
                <Precisions signature={s} />
              </td>
              <td data-libelle="Le">{s.faiteLe ? ecrireInstant(new Date(s.faiteLe)) : '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {signeeLe && (
        <p>
          Signée de toutes ses parties le {ecrireInstant(new Date(signeeLe))} : ses données essentielles sont à publier
          au plus tard le {convention.aPublierAvant && ecrireDate(convention.aPublierAvant)}.
        </p>
      )}
      {notifieeLe && (
        <p>
          Notifiée le {ecrireInstant(new Date(notifieeLe))} : ce qui est dû à la notification se paie au plus tard le{' '}
          {convention.aPayerAvant && ecrireDate(convention.aPayerAvant)}.
        </p>
      )}
    </section>
  );
}
