import { Button } from '@codegouvfr/react-dsfr/Button';
import { Checkbox } from '@codegouvfr/react-dsfr/Checkbox';
import { useState, type ReactNode } from 'react';
import type { CandidatureLue } from '../candidatures/candidature.js';
import { Echec, pointsDe, useActePuis } from '../commun/acte.js';
import { muter } from '../commun/api.js';
import { ChampDate, ChampTexte } from '../commun/champs.js';
import { Dialogue } from '../commun/dialogue.js';
import { useGardeLocale } from '../commun/garde-locale.js';
import { COMMENCER, DECLARER_IRRECEVABLE, DECLARER_RECEVABLE, DEMANDER_COMPLEMENTS } from './instruction.js';

export interface ActeProps {
  lue: CandidatureLue;
  relire: () => void;
}

interface Confirmation extends ActeProps {
  verbe: string;
  question: string;
  document: typeof DECLARER_RECEVABLE | typeof COMMENCER;
  children: ReactNode;
}

/** An act that needs no word, confirmed with what it changes. */
function ActeSimple({ lue, relire, verbe, question, document, children }: Confirmation) {
  const [ouvert, setOuvert] = useState(false);
  const { issue, envoi, faire } = useActePuis(() => {
    setOuvert(false);
    relire();
  });
  return (
    <>
      <Button onClick={() => setOuvert(true)}>{verbe}</Button>
      <Dialogue
        ouvert={ouvert}
        titre={question}
        surFermeture={() => setOuvert(false)}
        actions={
          <>
            <Button disabled={envoi} onClick={() => void faire((options) => muter(document, { id: lue.id }, options))}>
              {envoi ? 'Envoi en cours…' : verbe}
            </Button>
            <Button priority="secondary" onClick={() => setOuvert(false)}>
              Annuler
            </Button>
          </>
        }
      >
        <Echec issue={issue} titre="Rien n’a changé" />
        {children}
      </Dialogue>
    </>
  );
}

export function Recevable(props: ActeProps) {
  return (
    <ActeSimple
      {...props}
      verbe="Déclarer recevable"
      question="Déclarer ce dossier recevable ?"
      document={DECLARER_RECEVABLE}
    >
      <p>
        Le porteur en est averti, et les membres de la conférence pourront lire son projet. On ne revient pas sur cet
        acte.
      </p>
    </ActeSimple>
  );
}

export function Commencer(props: ActeProps) {
  return (
    <ActeSimple
      {...props}
      verbe="Commencer l’instruction"
      question="Commencer l’instruction de ce dossier ?"
      document={COMMENCER}
    >
      <p>Vous en devenez l’instructeur : il attendra vos notes sur chaque critère, puis votre avis.</p>
    </ActeSimple>
  );
}

export function Irrecevable({ lue, relire }: ActeProps) {
  const [ouvert, setOuvert] = useState(false);
  const [motif, setMotif] = useGardeLocale<string>(`irrecevable.${lue.id}`);
  const { issue, envoi, faire } = useActePuis(() => {
    setMotif(null);
    setOuvert(false);
    relire();
  });
  const points = pointsDe(issue, 'motif');
  return (
    <>
      <Button priority="tertiary" onClick={() => setOuvert(true)}>
        Déclarer irrecevable
      </Button>
      <Dialogue
        ouvert={ouvert}
        titre="Déclarer ce dossier irrecevable ?"
        surFermeture={() => setOuvert(false)}
        actions={
          <>
            <Button
              disabled={envoi}
              onClick={() =>
                void faire((options) => muter(DECLARER_IRRECEVABLE, { id: lue.id, motif: motif ?? '' }, options))
              }
            >
              {envoi ? 'Envoi en cours…' : 'Déclarer irrecevable'}
            </Button>
            <Button priority="secondary" onClick={() => setOuvert(false)}>
              Annuler
            </Button>
          </>
        }
      >
        <Echec issue={issue} titre="Le dossier reste ouvert" points={points} />
        <p>Le projet ne sera plus examiné, et ne peut pas revenir. Le porteur lit votre motif tel quel.</p>
        <ChampTexte
          chemin="motif"
          label="Motif"
          indice="Ce que l’appel demande, et en quoi le dossier n’y répond pas."
          valeur={motif ?? ''}
          long
          max={3000}
          erreur={points.find((p) => p.chemin === 'motif')?.message}
          surChangement={setMotif}
        />
      </Dialogue>
    </>
  );
}

interface DemandeSaisie {
  message: string;
  pieces: string[];
  echeance: string;
}

const VIERGE: DemandeSaisie = { message: '', pieces: [], echeance: '' };

function FormulaireComplements({
  lue,
  saisie,
  surSaisie,
  erreurs,
}: {
  lue: CandidatureLue;
  saisie: DemandeSaisie;
  surSaisie: (saisie: DemandeSaisie) => void;
  erreurs: ReadonlyMap<string, string>;
}) {
  const basculer = (code: string) =>
    surSaisie({
      ...saisie,
      pieces: saisie.pieces.includes(code) ? saisie.pieces.filter((c) => c !== code) : [...saisie.pieces, code],
    });
  return (
    <>
      <ChampTexte
        chemin="message"
        label="Ce qui manque"
        indice="Le porteur lit ce texte tel quel."
        valeur={saisie.message}
        long
        max={3000}
        erreur={erreurs.get('message')}
        surChangement={(message) => surSaisie({ ...saisie, message })}
      />
      {lue.appel.pieces.length > 0 && (
        <Checkbox
          legend="Pièces à joindre de nouveau (facultatif)"
          small
          options={lue.appel.pieces.map(({ code, libelle }) => ({
            label: libelle,
            nativeInputProps: { checked: saisie.pieces.includes(code), onChange: () => basculer(code) },
          }))}
        />
      )}
      <ChampDate
        chemin="echeance"
        label="Dernier jour pour répondre"
        valeur={saisie.echeance}
        erreur={erreurs.get('echeance')}
        surChangement={(echeance) => surSaisie({ ...saisie, echeance })}
      />
    </>
  );
}

export function DemanderComplements({ lue, relire }: ActeProps) {
  const [ouvert, setOuvert] = useState(false);
  const [gardee, garder] = useGardeLocale<DemandeSaisie>(`complements.${lue.id}`);
  const saisie = gardee ?? VIERGE;
  const { issue, envoi, faire } = useActePuis(() => {
    garder(null);
    setOuvert(false);
    relire();
  });
  const points = pointsDe(issue, 'message');
  const envoyer = () =>
    faire(async (options) =>
      saisie.echeance === ''
        ? { sorte: 'refus', refus: { code: 'INCOMPLET', details: [], ...SANS_ECHEANCE } }
        : muter(DEMANDER_COMPLEMENTS, { d: { id: lue.id, ...saisie } }, options),
    );
  return (
    <>
      <Button priority="secondary" onClick={() => setOuvert(true)}>
        Demander des compléments
      </Button>
      <Dialogue
        ouvert={ouvert}
        titre="Demander des compléments"
        surFermeture={() => setOuvert(false)}
        actions={
          <>
            <Button disabled={envoi} onClick={() => void envoyer()}>
              {envoi ? 'Envoi en cours…' : 'Envoyer la demande'}
            </Button>
            <Button priority="secondary" onClick={() => setOuvert(false)}>
              Annuler
            </Button>
          </>
        }
      >
        <Echec issue={issue} titre="La demande n’est pas partie" points={points} />
        <p>Le dossier repasse entre les mains du porteur jusqu’à sa réponse. La date de son dépôt ne change pas.</p>
        <FormulaireComplements
          lue={lue}
          saisie={saisie}
          surSaisie={garder}
          erreurs={new Map(points.map((p) => [p.chemin, p.message]))}
        />
      </Dialogue>
    </>
  );
}

const SANS_ECHEANCE = { chemin: 'echeance', message: 'Donnez un dernier jour pour répondre.' };
