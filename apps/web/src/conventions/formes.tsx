import { RadioButtons } from '@codegouvfr/react-dsfr/RadioButtons';
import {
  ecrireEuros,
  LIBELLES_DOCUMENT_ENGAGEMENT,
  LIBELLES_MODE_CONVENTION,
  somme,
  type FormeProposee,
  type ModeConvention,
} from '@tdt/domaine';

const RESUMES: Readonly<Record<ModeConvention, string>> = {
  MULTIPARTITE: 'Le porteur et tous les financeurs signent le même document.',
  BIPARTITES_COORDONNEES:
    'Chaque financeur signe avec le porteur, sur le même plan ; qui ne doit pas de convention écrit sa lettre.',
};

/** What a form would give: every document, who signs it with the beneficiary, and how much. */
function Documents({ forme: { forme, documents }, porteur }: { forme: FormeProposee; porteur: string }) {
  return (
    <table className="tdt-table tdt-empilable fr-mb-4w">
      <caption>Documents que donnera cette forme : « {LIBELLES_MODE_CONVENTION[forme].toLowerCase()} »</caption>
      <thead>
        <tr>
          <th scope="col">Document</th>
          <th scope="col">Parties</th>
          <th scope="col" className="tdt-montant">
            Montant
          </th>
        </tr>
      </thead>
      <tbody>
        {documents.map(({ document, financeurs, montant }) => (
          <tr key={financeurs.join()}>
            <th scope="row">{LIBELLES_DOCUMENT_ENGAGEMENT[document]}</th>
            <td data-libelle="Parties">{[...financeurs, porteur].join(', ')}</td>
            <td className="tdt-montant" data-libelle="Montant">
              {ecrireEuros(montant)}
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">Total des parts</th>
          <td />
          <td className="tdt-montant" data-libelle="Montant">
            <strong>{ecrireEuros(somme(documents.map((d) => d.montant)))}</strong>
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

interface Props {
  formes: readonly FormeProposee[];
  choisie: ModeConvention;
  porteur: string;
  /** Absent when the form can no longer be changed. */
  choisir?: (forme: ModeConvention) => void;
}

/** The form of the conventions of a file, and what it gives (R33). */
export function Formes({ formes, choisie, porteur, choisir }: Props) {
  const forme = formes.find((f) => f.forme === choisie);
  return (
    <section aria-labelledby="forme">
      <h2 id="forme">La forme</h2>
      {choisir ? (
        <RadioButtons
          legend="Comment les financeurs s’engagent-ils ?"
          options={formes.map((f) => ({
            label: LIBELLES_MODE_CONVENTION[f.forme],
            hintText: f.obstacle ?? RESUMES[f.forme],
            nativeInputProps: {
              checked: f.forme === choisie,
              disabled: f.obstacle !== null,
              onChange: () => choisir(f.forme),
            },
          }))}
        />
      ) : (
        <p>
          {LIBELLES_MODE_CONVENTION[choisie]}. {RESUMES[choisie]} Pour changer de forme, constatez d’abord la caducité
          de ce qui est généré.
        </p>
      )}
      {choisir && forme && forme.documents.length > 0 && <Documents forme={forme} porteur={porteur} />}
    </section>
  );
}
