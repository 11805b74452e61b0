import { Alert } from '@codegouvfr/react-dsfr/Alert';
import { Button } from '@codegouvfr/react-dsfr/Button';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { nouvelleCle, type Issue } from './api.js';
import { Dialogue } from './dialogue.js';

/** One thing on which the act is done. */
export interface Sujet {
  id: string;
  nom: string;
}

interface Props<S extends Sujet> {
  ouvert: boolean;
  /** A question: « Déclarer recevables ces dossiers ? » */
  titre: string;
  /** What will change, for each. */
  children: ReactNode;
  /** The button that begins: « Déclarer recevables ». */
  verbe: string;
  sujets: readonly S[];
  acte: (sujet: S, options: { cle: string }) => Promise<Issue<unknown>>;
  /** `agi`: something may have changed. */
  surFin: (agi: boolean) => void;
}

type Resultats = ReadonlyMap<string, Issue<unknown>>;

/**
 * The same act on several things: one act each, under a key of its own, one after the other. One that is refused does not
 * stop the others; stopping leaves what is done done. After a breakdown, going on sends the same keys: nothing happens twice.
 */
function useLot<S extends Sujet>({ sujets, acte }: Pick<Props<S>, 'sujets' | 'acte'>) {
  const [resultats, setResultats] = useState<Resultats>(new Map());
  const [enCours, setEnCours] = useState(false);
  const [lance, setLance] = useState(false);
  const arret = useRef(false);
  const cles = useRef(new Map<string, string>());
  const arreter = () => {
    arret.current = true;
  };
  useEffect(() => arreter, []);
  const restants = sujets.filter(({ id }) => {
    const issue = resultats.get(id);
    return !issue || issue.sorte === 'panne';
  });
  const lancer = async () => {
    arret.current = false;
    setLance(true);
    setEnCours(true);
    for (const sujet of restants) {
      if (arret.current) break;
      const cle = cles.current.get(sujet.id) ?? nouvelleCle();
      cles.current.set(sujet.id, cle);
      const issue = await acte(sujet, { cle });
      setResultats((avant) => new Map(avant).set(sujet.id, issue));
      if (issue.sorte === 'panne') break;
    }
    setEnCours(false);
  };
  return { resultats, restants, enCours, lance, lancer, arreter };
}

function compter(resultats: Resultats, sorte: Issue<unknown>['sorte']): number {
  return [...resultats.values()].filter((issue) => issue.sorte === sorte).length;
}

function motDe(issue: Issue<unknown> | undefined): string {
  if (!issue) return 'pas encore traité';
  if (issue.sorte === 'fait') return 'fait';
  return issue.sorte === 'refus' ? `refusé : ${issue.refus.message}` : 'interrompu : rien ne prouve qu’il soit fait';
}

function Bilan({ sujets, resultats }: { sujets: readonly Sujet[]; resultats: Resultats }) {
  return (
    <ul className="tdt-lot fr-mt-2w">
      {sujets.map(({ id, nom }) => {
        const issue = resultats.get(id);
        return (
          <li key={id}>
            {nom} : <strong>{motDe(issue)}</strong>
            {issue?.sorte === 'refus' &&
              issue.refus.details.map((d) => (
                <span key={d.chemin + d.message} className="fr-hint-text">
                  {d.message}
                </span>
              ))}
          </li>
        );
      })}
    </ul>
  );
}

/** What the batch did so far, in one sentence read aloud as it changes. */
function phrase(total: number, resultats: Resultats, enCours: boolean): string {
  const [faits, refuses] = [compter(resultats, 'fait'), compter(resultats, 'refus')];
  const debut = `${faits + refuses} sur ${total} traités${refuses > 0 ? `, dont ${refuses} refusés` : ''}`;
  if (enCours) return `${debut}…`;
  return faits + refuses === total ? `Terminé : ${debut}.` : `Arrêté : ${debut}.`;
}

function Progres<S extends Sujet>({ lot, sujets }: { lot: ReturnType<typeof useLot<S>>; sujets: readonly S[] }) {
  const { resultats, enCours } = lot;
  const panne = [...resultats.values()].find((issue) => issue.sorte === 'panne');
  return (
    <>
      <p role="status" id="progres-lot" className="fr-mb-1w">
        {phrase(sujets.length, resultats, enCours)}
      </p>
      <progress
        className="tdt-progres"
        aria-labelledby="progres-lot"
        value={compter(resultats, 'fait') + compter(resultats, 'refus')}
        max={sujets.length}
      />
      {panne && !enCours && (
        <Alert
          small
          severity="error"
          className="fr-mt-2w"
          description={`${panne.message} Ce qui est fait est gardé. Reprendre ne fera rien deux fois.`}
        />
      )}
      <Bilan sujets={sujets} resultats={resultats} />
    </>
  );
}

/** Confirms, does, and tells: the three moments of a batch in one dialog. */
export function Lot<S extends Sujet>(props: Props<S>) {
  const { ouvert, titre, children, verbe, sujets, surFin } = props;
  const lot = useLot(props);
  const fermer = () => {
    lot.arreter();
    surFin(lot.lance);
  };
  const reste = lot.restants.length > 0;
  return (
    <Dialogue
      ouvert={ouvert}
      titre={titre}
      surFermeture={fermer}
      actions={
        <>
          {lot.enCours && <Button onClick={lot.arreter}>Arrêter après le dossier en cours</Button>}
          {!lot.enCours && reste && (
            <Button onClick={() => void lot.lancer()}>{lot.lance ? 'Reprendre les dossiers restants' : verbe}</Button>
          )}
          {!lot.enCours && (
            <Button priority={reste ? 'secondary' : 'primary'} onClick={fermer}>
              {lot.lance ? 'Fermer et voir la liste' : 'Ne rien faire'}
            </Button>
          )}
        </>
      }
    >
      {lot.lance ? (
        <Progres lot={lot} sujets={sujets} />
      ) : (
        <>
          {children}
          <ul className="tdt-lot">
            {sujets.map(({ id, nom }) => (
              <li key={id}>{nom}</li>
            ))}
          </ul>
        </>
      )}
    </Dialogue>
  );
}
