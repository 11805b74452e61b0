import { Button } from '@codegouvfr/react-dsfr/Button';
import { useState } from 'react';
import { muter } from '../commun/api.js';
import { Lot, type Sujet } from '../commun/lot.js';
import { COMMENCER, DECLARER_RECEVABLE, type LigneTableau } from './instruction.js';
import { nomDossier } from './table-dossiers.js';

interface ActeEnLot {
  nom: 'declarerRecevable' | 'commencerInstruction';
  verbe: string;
  question: string;
  effet: string;
  /** Why none of the chosen files can. */
  aucun: string;
  document: typeof DECLARER_RECEVABLE | typeof COMMENCER;
}

/** The acts that need nothing but a file. Those that need reasons are done one by one, on the file. */
const ACTES: readonly ActeEnLot[] = [
  {
    nom: 'declarerRecevable',
    verbe: 'Déclarer recevables',
    question: 'Déclarer ces dossiers recevables ?',
    effet:
      'Chaque porteur en est averti, et les membres de la conférence pourront lire son projet. On ne revient pas sur cet acte.',
    aucun: 'aucun dossier choisi n’attend d’être jugé recevable',
    document: DECLARER_RECEVABLE,
  },
  {
    nom: 'commencerInstruction',
    verbe: 'Commencer l’instruction',
    question: 'Commencer l’instruction de ces dossiers ?',
    effet: 'Vous en devenez l’instructeur : ils attendront vos notes et votre avis.',
    aucun: 'aucun dossier choisi n’est recevable et libre',
    document: COMMENCER,
  },
];

interface EnCours {
  acte: ActeEnLot;
  sujets: Sujet[];
}

interface Props {
  choisis: readonly LigneTableau[];
  /** How many shown files wait for one of the acts. */
  affiches: number;
  surTout: () => void;
  surRien: () => void;
  relire: () => void;
}

/** What can be done at once on the chosen files. */
export function ActesEnLot({ choisis, affiches, surTout, surRien, relire }: Props) {
  const [enCours, setEnCours] = useState<EnCours | null>(null);
  const possibles = (acte: ActeEnLot) => choisis.filter((l) => l.actionsPossibles.includes(acte.nom));
  const raisons = ACTES.filter((acte) => choisis.length > 0 && possibles(acte).length === 0);
  const commencer = (acte: ActeEnLot) =>
    setEnCours({ acte, sujets: possibles(acte).map((l) => ({ id: l.id, nom: nomDossier(l) })) });
  return (
    <section aria-label="Actes sur les dossiers choisis" className="tdt-bloc fr-mt-2w">
      <p role="status" className="fr-mb-1w">
        {choisis.length === 0
          ? 'Choisissez des dossiers pour agir sur plusieurs à la fois.'
          : `${choisis.length} ${choisis.length === 1 ? 'dossier choisi' : 'dossiers choisis'} sur ${affiches} qui attendent un de ces actes.`}
      </p>
      <div className="tdt-dialogue-actions fr-mt-0">
        {choisis.length < affiches && (
          <Button priority="tertiary" size="small" onClick={surTout}>
            Choisir tous les dossiers qui attendent
          </Button>
        )}
        {choisis.length > 0 && (
          <Button priority="tertiary" size="small" onClick={surRien}>
            Ne rien choisir
          </Button>
        )}
        {ACTES.map((acte) => (
          <Button
            key={acte.nom}
            size="small"
            disabled={possibles(acte).length === 0}
            nativeButtonProps={{ 'aria-describedby': 'raison-lot' }}
            onClick={() => commencer(acte)}
          >
            {`${acte.verbe} (${possibles(acte).length})`}
          </Button>
        ))}
      </div>
      <p id="raison-lot" className="fr-hint-text fr-mb-0 fr-mt-1w">
        {raisons.map(({ verbe, aucun }) => `« ${verbe} » : ${aucun}.`).join(' ')}
      </p>
      {enCours && (
        <Lot
          ouvert
          titre={enCours.acte.question}
          verbe={enCours.acte.verbe}
          sujets={enCours.sujets}
          acte={({ id }, options) => muter(enCours.acte.document, { id }, options)}
          surFin={(agi) => {
            setEnCours(null);
            if (agi) relire();
          }}
        >
          <p>{enCours.acte.effet}</p>
        </Lot>
      )}
    </section>
  );
}
