import { ecrireDate, ecrireEuros } from '@tdt/domaine';
import { Link } from 'react-router';
import { EtatDossier } from '../candidatures/etat-dossier.js';
import type { LigneTableau } from './instruction.js';

/** How a file is called when it is spoken of. */
export function nomDossier({ titre, numero, porteur }: Pick<LigneTableau, 'titre' | 'numero' | 'porteur'>): string {
  return [titre || 'Projet sans titre', numero, porteur.nom].filter(Boolean).join(', ');
}

function instruitPar({ instructeur, etat }: LigneTableau): string {
  if (instructeur) return `${instructeur.prenom} ${instructeur.nom}`;
  return etat === 'EN_INSTRUCTION' || etat === 'INSTRUIT' ? 'une autre personne' : 'personne encore';
}

function Note({ score, avisFavorable }: LigneTableau) {
  if (score === null) return <>—</>;
  return (
    <>
      {score} sur 100
      {avisFavorable !== null && (
        <span className="fr-hint-text">{avisFavorable ? 'avis favorable' : 'avis défavorable'}</span>
      )}
    </>
  );
}

/** One of the acts that can be done in a batch waits for the reader. */
export function agissable({ actionsPossibles }: LigneTableau): boolean {
  return actionsPossibles.includes('declarerRecevable') || actionsPossibles.includes('commencerInstruction');
}

interface Props {
  lignes: readonly LigneTableau[];
  choisis: ReadonlySet<string>;
  /** Null: the reader has no act to do in a batch, and nothing can be chosen. */
  surChoix: ((id: string) => void) | null;
}

export function TableDossiers({ lignes, choisis, surChoix }: Props) {
  return (
    <table className="tdt-table tdt-empilable">
      <caption>Dossiers déposés, dans l’ordre choisi</caption>
      <thead>
        <tr>
          {surChoix && <th scope="col">Choix</th>}
          <th scope="col">Projet</th>
          <th scope="col">État</th>
          <th scope="col">Dépôt</th>
          <th scope="col" className="tdt-montant">
            Montant demandé
          </th>
          <th scope="col">Note</th>
          <th scope="col">Instruction</th>
        </tr>
      </thead>
      <tbody>
        {lignes.map((l) => (
          <tr key={l.id}>
            {surChoix && (
              <td>
                {agissable(l) && (
                  <div className="fr-checkbox-group tdt-choix">
                    <input
                      type="checkbox"
                      id={`choix-${l.id}`}
                      checked={choisis.has(l.id)}
                      onChange={() => surChoix(l.id)}
                    />
                    <label className="fr-label" htmlFor={`choix-${l.id}`}>
                      <span className="fr-sr-only">Choisir {nomDossier(l)}</span>
                    </label>
                  </div>
                )}
              </td>
            )}
            <th scope="row">
              <Link to={`/instruction/${l.id}`}>{l.titre || 'Projet sans titre'}</Link>
              <span className="fr-hint-text">
                {l.porteur.nom}, n° {l.numero}
              </span>
            </th>
            <td data-libelle="État">
              <EtatDossier etat={l.etat} />
            </td>
            <td data-libelle="Dépôt">{l.deposeLe && ecrireDate(new Date(l.deposeLe))}</td>
            <td className="tdt-montant" data-libelle="Demandé">
              {l.montantDemande && ecrireEuros(BigInt(l.montantDemande))}
            </td>
            <td data-libelle="Note">
              <Note {...l} />
            </td>
            <td data-libelle="Instruit par">{instruitPar(l)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
