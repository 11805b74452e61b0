import { Alert } from '@codegouvfr/react-dsfr/Alert';
import { ecrireDate, ecrireEuros, type SceauConvention, type VerdictConvention } from '@tdt/domaine';

interface Texte {
  severite: 'success' | 'info' | 'warning' | 'error';
  titre: string;
  texte: string;
}

/** What each word means for whoever holds the convention, and what to do. */
const VERDICTS: Readonly<Record<VerdictConvention, Texte>> = {
  EN_VIGUEUR: {
    severite: 'success',
    titre: 'Cette convention est authentique et en vigueur',
    texte: 'Toutes les parties l’ont signée ; elle n’a été ni remplacée ni résiliée.',
  },
  EN_SIGNATURE: {
    severite: 'info',
    titre: 'Cette convention est authentique, en cours de signature',
    texte: 'La plateforme l’a figée, mais toutes les parties ne l’ont pas encore signée : elle n’engage pas encore.',
  },
  REMPLACEE: {
    severite: 'warning',
    titre: 'Cette convention a été remplacée',
    texte: 'Elle est authentique, mais une version plus récente existe. Demandez-la à qui vous a remis celle-ci.',
  },
  RESILIEE: {
    severite: 'warning',
    titre: 'Cette convention a été résiliée',
    texte: 'Elle est authentique, mais les parties n’y sont plus tenues.',
  },
  CADUQUE: {
    severite: 'warning',
    titre: 'Cette convention a été abandonnée',
    texte: 'Elle est authentique, mais n’a pas été signée par tous : elle n’engage personne.',
  },
  FALSIFIEE: {
    severite: 'error',
    titre: 'Cette convention a été modifiée',
    texte: 'Elle a changé après avoir été scellée, ou son code est abîmé. Ne vous y fiez pas : demandez l’original.',
  },
  INCOHERENTE: {
    severite: 'error',
    titre: 'Ces éléments ne vont pas ensemble',
    texte:
      'Le fichier, le code ou le numéro viennent de conventions différentes. Demandez l’original à qui vous l’a remise.',
  },
  CACHET_INCONNU: {
    severite: 'error',
    titre: 'Le sceau n’est pas celui de la plateforme',
    texte: 'Ce document est scellé par une clé que nous ne connaissons pas. Ne vous y fiez pas.',
  },
  INCONNUE: {
    severite: 'warning',
    titre: 'Cette convention est inconnue',
    texte:
      'Aucune convention enregistrée ne correspond. Un projet ou une copie numérisée ne se reconnaissent pas : déposez le fichier d’origine, ou scannez le code imprimé.',
  },
};

/** The answer: one word, explained. Null: the service did not answer. */
export function Verdict({ verdict }: { verdict: VerdictConvention | null }) {
  if (verdict === null) {
    return (
      <Alert
        as="h2"
        severity="error"
        title="La vérification n’a pas abouti"
        description="Le service ne répond pas : nous ne pouvons pas dire si cette convention est en vigueur. Ce que vous avez indiqué est gardé ; vérifiez votre connexion, puis recommencez."
      />
    );
  }
  const { severite, titre, texte } = VERDICTS[verdict];
  return <Alert as="h2" severity={severite} title={titre} description={texte} />;
}

export type Manuscrites = readonly { partie: string; recueLe: string }[];

/** The parties that signed with a pen: the file bears no trace of it. */
export function SignaturesManuscrites({ lignes }: { lignes: Manuscrites }) {
  if (lignes.length === 0) return null;
  return (
    <section aria-labelledby="manuscrites" className="fr-mt-3w">
      <h2 id="manuscrites">Signé sur papier</h2>
      <ul>
        {lignes.map(({ partie, recueLe }) => (
          <li key={partie}>
            {partie} : signature manuscrite, reçue le {ecrireDate(new Date(recueLe))}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What an authentic seal says: the amounts to compare with those that are printed. */
export function ContenuDuSceau({ sceau }: { sceau: SceauConvention }) {
  return (
    <section aria-labelledby="sceau" className="fr-mt-3w">
      <h2 className="fr-h4" id="sceau">
        Ce que dit le sceau
      </h2>
      <p>
        Sceau authentique, vérifié par votre navigateur. Convention {sceau.numero}, établie le {ecrireDate(sceau.date)}
        {sceau.siret && `, bénéficiaire SIRET ${sceau.siret}`}. Comparez ces montants à ceux du document.
      </p>
      <table className="tdt-table">
        <caption>Montants scellés</caption>
        <thead>
          <tr>
            <th scope="col">SIRET du financeur</th>
            <th scope="col" className="tdt-montant">
              Montant
            </th>
          </tr>
        </thead>
        <tbody>
          {sceau.parts.map((part) => (
            <tr key={part.siret}>
              <th scope="row">{part.siret ?? 'Financeurs sans SIRET'}</th>
              <td className="tdt-montant">{ecrireEuros(part.montant)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Total</th>
            <td className="tdt-montant">{ecrireEuros(sceau.total)}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}
