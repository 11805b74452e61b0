import { Button } from '@codegouvfr/react-dsfr/Button';
import { defautsDesNotes, type Note } from '@tdt/domaine';
import { useState, type FormEvent } from 'react';
import { Echec, pointsDe, useActePuis } from '../commun/acte.js';
import { muter } from '../commun/api.js';
import { ChampTexte, ContexteErreurs } from '../commun/champs.js';
import { useGardeLocale } from '../commun/garde-locale.js';
import { SommaireErreurs, type PointAVoir } from '../commun/sommaire-erreurs.js';
import { NOTER, type Instruction } from './instruction.js';

type Critere = Instruction['appel']['grille'][number];
type Saisie = Record<string, { points: string; commentaire: string }>;

const ENTIER = /^\d{1,3}$/;

function saisieDe({ notes }: Instruction): Saisie {
  return Object.fromEntries(
    notes.map(({ critere, points, commentaire }) => [critere.code, { points: String(points), commentaire }]),
  );
}

/** The marks that are begun; what is no whole number cannot be sent. */
function notesDe(saisie: Saisie, grille: readonly Critere[]): Note[] {
  return grille.flatMap(({ code }) => {
    const { points = '', commentaire = '' } = saisie[code] ?? {};
    if (points.trim() === '' && commentaire.trim() === '') return [];
    return [{ critere: code, points: ENTIER.test(points.trim()) ? Number(points.trim()) : Number.NaN, commentaire }];
  });
}

/** « notes[1].points » → « notes.CODE.points »: the field, wherever its criterion stands. */
function parCritere(points: readonly PointAVoir[], notes: readonly Note[]): PointAVoir[] {
  return points.map((p) => ({
    ...p,
    chemin: p.chemin.replace(/^notes\[(\d+)\]/, (_tout, i: string) => `notes.${notes[Number(i)]?.critere ?? ''}`),
  }));
}

function total(notes: readonly Note[]): number {
  return notes.reduce((t, { points }) => t + (Number.isNaN(points) ? 0 : points), 0);
}

function UnCritere({
  critere,
  valeur,
  surChangement,
}: {
  critere: Critere;
  valeur: { points: string; commentaire: string };
  surChangement: (valeur: { points: string; commentaire: string }) => void;
}) {
  return (
    <fieldset className="tdt-bloc">
      <legend>{critere.libelle}</legend>
      <div className="fr-grid-row fr-grid-row--gutters">
        <div className="fr-col-12 fr-col-md-3">
          <ChampTexte
            chemin={`notes.${critere.code}.points`}
            label={`Points, de 0 à ${critere.poids}`}
            valeur={valeur.points}
            max={3}
            natif={{ inputMode: 'numeric' }}
            surChangement={(points) => surChangement({ ...valeur, points })}
          />
        </div>
        <div className="fr-col-12 fr-col-md-9">
          <ChampTexte
            chemin={`notes.${critere.code}.commentaire`}
            label="Commentaire"
            valeur={valeur.commentaire}
            long
            max={3000}
            surChangement={(commentaire) => surChangement({ ...valeur, commentaire })}
          />
        </div>
      </div>
    </fieldset>
  );
}

function Total({ instruction, notes }: { instruction: Instruction; notes: readonly Note[] }) {
  const { grille, seuilInstruction: seuil } = instruction.appel;
  return (
    <p role="status" className="fr-text--lead">
      Note : <strong>{total(notes)} sur 100</strong>, {notes.length} {notes.length > 1 ? 'critères' : 'critère'} sur{' '}
      {grille.length}.
      {seuil !== null && notes.length === grille.length && (
        <span className="fr-hint-text">
          {total(notes) >= seuil ? `Au-dessus du seuil de ${seuil}.` : `Sous le seuil de ${seuil}.`}
        </span>
      )}
    </p>
  );
}

/** The grid of the call: some criteria or all, saved when asked, kept on this device until then. */
export function Grille({ id, instruction, relire }: { id: string; instruction: Instruction; relire: () => void }) {
  const { grille } = instruction.appel;
  const [gardee, garder] = useGardeLocale<Saisie>(`notes.${id}`);
  const [vus, setVus] = useState<readonly PointAVoir[]>([]);
  const saisie = gardee ?? saisieDe(instruction);
  const notes = notesDe(saisie, grille);
  const { issue, envoi, faire } = useActePuis(() => {
    garder(null);
    relire();
  });
  const envoyer = (evenement: FormEvent) => {
    evenement.preventDefault();
    const defauts = parCritere(defautsDesNotes(grille, notes), notes);
    setVus(defauts);
    if (defauts.length === 0) void faire((options) => muter(NOTER, { d: { id, notes } }, options));
  };
  const points = vus.length > 0 ? vus : parCritere(pointsDe(issue, 'notes'), notes);
  return (
    <form onSubmit={envoyer} aria-label="Notes sur la grille de l’appel">
      <ContexteErreurs value={new Map(points.map((p) => [p.chemin, p.message]))}>
        {vus.length > 0 ? (
          <SommaireErreurs titre="Les notes ne sont pas enregistrées" points={vus} prendreFocus />
        ) : (
          <Echec issue={issue} titre="Les notes ne sont pas enregistrées" points={points} />
        )}
        {grille.map((critere) => (
          <UnCritere
            key={critere.id}
            critere={critere}
            valeur={saisie[critere.code] ?? { points: '', commentaire: '' }}
            surChangement={(valeur) => garder({ ...saisie, [critere.code]: valeur })}
          />
        ))}
      </ContexteErreurs>
      <Total instruction={instruction} notes={notes} />
      <Button
        type="submit"
        disabled={envoi || notes.length === 0}
        nativeButtonProps={{ 'aria-describedby': 'garde-notes' }}
      >
        {envoi ? 'Envoi en cours…' : 'Enregistrer les notes'}
      </Button>
      <p id="garde-notes" className="fr-hint-text fr-mt-1w">
        {notes.length === 0
          ? 'Notez un critère au moins pour enregistrer.'
          : gardee
            ? 'Des notes ne sont pas encore enregistrées : elles sont gardées sur cet appareil.'
            : 'Toutes les notes écrites sont enregistrées.'}
      </p>
    </form>
  );
}

/** The marks as they stand, for whoever only reads them. */
export function NotesLues({ instruction }: { instruction: Instruction }) {
  const { grille } = instruction.appel;
  if (instruction.notes.length === 0) return <p>Aucun critère n’est noté.</p>;
  const points = instruction.notes.reduce((t, n) => t + n.points, 0);
  return (
    <table className="tdt-table tdt-empilable">
      <caption>Notes sur la grille de l’appel</caption>
      <thead>
        <tr>
          <th scope="col">Critère</th>
          <th scope="col">Note</th>
          <th scope="col">Commentaire</th>
        </tr>
      </thead>
      <tbody>
        {grille.map(({ code, libelle, poids }) => {
          const note = instruction.notes.find((n) => n.critere.code === code);
          return (
            <tr key={code}>
              <th scope="row">{libelle}</th>
              <td data-libelle="Note">{note ? `${note.points} sur ${poids}` : 'non noté'}</td>
              <td data-libelle="Commentaire">{note?.commentaire}</td>
            </tr>
          );
        })}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">Total</th>
          <td colSpan={2}>
            <strong>{points} sur 100</strong>
          </td>
        </tr>
      </tfoot>
    </table>
  );
}
