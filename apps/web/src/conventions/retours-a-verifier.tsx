import { ecrireInstant } from '@tdt/domaine';
import { muter } from '../commun/api.js';
import { ActeMotive } from './acte-confirme.js';
import { VERIFIER_EXTERNE, type ConventionLue } from './convention.js';
import { adresseExterne, type SignatureLue } from './signatures.js';

interface Props {
  convention: ConventionLue;
  relire: () => void;
}

function Retour({ convention, signature: s, relire }: Props & { signature: SignatureLue }) {
  const trancher = (retenue: boolean) => (motif: string, options: { cle: string }) =>
    muter(
      VERIFIER_EXTERNE,
      { d: { conventionId: convention.id, organismeId: s.organisme.id, retenue, motif } },
      options,
    );
  return (
    <li className="tdt-bloc">
      <h3 className="fr-h6">{s.organisme.nom}</h3>
      <p>
        {s.externeMotif} Signataire annoncé : {s.externeNom}
        {s.externeDemandeeLe && `, demandé le ${ecrireInstant(new Date(s.externeDemandeeLe))}`}.
      </p>
      {s.externeDocument && (
        <ul>
          <li>
            <a href={adresseExterne(s, 'document')} download>
              Télécharger le document reçu
            </a>
          </li>
          {s.externePreuve && (
            <li>
              <a href={adresseExterne(s, 'preuve')} download>
                Télécharger le dossier de preuve
              </a>
            </li>
          )}
        </ul>
      )}
      <div className="tdt-dialogue-actions">
        {s.externeDocument && (
          <ActeMotive
            verbe="Retenir cette signature"
            question={`Retenir la signature de ${s.organisme.nom} ?`}
            acte={trancher(true)}
            relire={relire}
            echec="La signature n’est pas enregistrée"
          >
            <p>
              Vous attestez avoir vérifié que ce document, signé, est celui de la convention. La signature aura le même
              effet que si elle avait été donnée ici, et ne se reprendra pas.
            </p>
          </ActeMotive>
        )}
        <ActeMotive
          verbe="Écarter ce retour"
          question={`Écarter ce qui est revenu pour ${s.organisme.nom} ?`}
          acte={trancher(false)}
          relire={relire}
          echec="Le retour n’est pas écarté"
          priorite="secondary"
        >
          <p>Cette partie est de nouveau attendue, et signe comme elle veut.</p>
        </ActeMotive>
      </div>
    </li>
  );
}

/** For the staff: what came back from the provider and does not prove itself. */
export function RetoursAVerifier({ convention, relire }: Props) {
  const retours = convention.signaturesDesParties.filter((s) => s.externeEtat === 'A_VERIFIER');
  if (retours.length === 0) return null;
  return (
    <section aria-labelledby="a-verifier" className="fr-mb-4w">
      <h2 id="a-verifier">Signatures à vérifier</h2>
      <p>
        Le prestataire de signature dit que c’est signé, mais le fichier qu’il a renvoyé ne le prouve pas tout seul.
        Ouvrez-le, comparez-le au document, puis tranchez.
      </p>
      <ul className="tdt-liste">
        {retours.map((s) => (
          <Retour key={s.id} convention={convention} signature={s} relire={relire} />
        ))}
      </ul>
    </section>
  );
}
