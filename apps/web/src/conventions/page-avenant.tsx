import { Button } from '@codegouvfr/react-dsfr/Button';
import {
  ecrireEuros,
  exigerHorsEnsemble,
  jourDeParis,
  lireDonneesConvention,
  proposerAvenant,
  type AvenantPropose,
  type Decision,
  type DetailRefus,
  type DonneesConvention,
} from '@tdt/domaine';
import { useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { Echec, pointsDe, useActe } from '../commun/acte.js';
import { muter, type Issue } from '../commun/api.js';
import { ContexteErreurs } from '../commun/champs.js';
import { Dialogue } from '../commun/dialogue.js';
import { useGardeLocale } from '../commun/garde-locale.js';
import { apercevoir, PROPOSER_AVENANT, telecharger } from './avenant.js';
import { CeQuiChange, CeQuiEstDemande, Totaux } from './bilan-avenant.js';
import type { ConventionLue } from './convention.js';
import { Champs } from './formulaire-avenant.js';
import { PageApresSignature } from './page-apres-signature.js';
import {
  aUnChamp,
  cheminDuChamp,
  enDemande,
  lireSaisie,
  SAISIE_VIDE,
  type Lecture,
  type SaisieAvenant,
} from './saisie-avenant.js';

/** A refusal in the words of the form: the field that asked for the modification at fault. */
function traduire<F>(issue: Issue<F>, { lues }: Lecture): Issue<F> {
  if (issue.sorte !== 'refus') return issue;
  const { refus } = issue;
  const details = refus.details.map((d) => ({ ...d, chemin: cheminDuChamp(lues, d.chemin) }));
  return { sorte: 'refus', refus: { ...refus, details, chemin: refus.chemin && cheminDuChamp(lues, refus.chemin) } };
}

/** Why what is typed is no avenant, if it is none; every field that cannot be read at once. */
function refusDe(
  { motif }: SaisieAvenant,
  { fautes }: Lecture,
  decision: Decision<AvenantPropose>,
): Issue<never> | undefined {
  const sansMotif: DetailRefus[] =
    motif.trim() === ''
      ? [{ code: 'ENTREE_INVALIDE', chemin: 'motif', message: 'Dites pourquoi : les parties le liront.' }]
      : [];
  const details = [...sansMotif, ...fautes];
  if (details.length > 0) {
    const message = 'L’avenant est incomplet.';
    return { sorte: 'refus', refus: { code: 'ENTREE_INVALIDE', message, chemin: null, details } };
  }
  if (decision.ok) return undefined;
  const { code, message, chemin = null } = decision.refus;
  return { sorte: 'refus', refus: { code, message, chemin, details: [] } };
}

function phrase(decision: Decision<AvenantPropose>, { lues, fautes }: Lecture): string {
  if (fautes.some((f) => f.chemin.startsWith('arrivees')))
    return 'Ce qui est dit du financeur qui arrive est incomplet : complétez-le.';
  if (fautes.length > 0) return 'Un montant ou une date ne se lit pas : corrigez-le.';
  if (lues.length === 0) return 'Rien ne change encore : modifiez au moins un champ.';
  if (!decision.ok) return decision.refus.message;
  const { donnees, parties } = decision.fait;
  return `L’avenant est équilibré : ${ecrireEuros(donnees.cout.total)} réunis pour le même coût. ${parties.length} parties le signeront.`;
}

interface BilanProps {
  donnees: DonneesConvention;
  lecture: Lecture;
  decision: Decision<AvenantPropose>;
}

/** What would be signed, as it is typed. */
function Bilan({ donnees, lecture, decision }: BilanProps) {
  const modifications = lecture.lues.map((l) => l.modification);
  return (
    <section aria-labelledby="bilan">
      <h2 id="bilan">Avant et après</h2>
      <p role="status">{phrase(decision, lecture)}</p>
      {modifications.length > 0 && (
        <>
          <CeQuiChange donnees={donnees} modifications={modifications} />
          <Totaux donnees={donnees} modifications={modifications} />
          <CeQuiEstDemande donnees={donnees} modifications={modifications} />
        </>
      )}
    </section>
  );
}

function usePreparation(convention: ConventionLue) {
  const [gardee, garder] = useGardeLocale<SaisieAvenant>(`avenant.${convention.id}`);
  // What an older version of the form has kept may lack a field.
  const saisie = { ...SAISIE_VIDE, ...gardee };
  const donnees = lireDonneesConvention(convention.donnees);
  const lecture = lireSaisie(donnees, saisie);
  const decision = proposerAvenant({
    etat: convention.etat,
    ouvert: false,
    donnees,
    modifications: lecture.lues.map((l) => l.modification),
    // Asked for once the rest is right: the summary speaks of the figures.
    motif: saisie.motif.trim() || '…',
    etablieLe: jourDeParis(new Date()),
    version: convention.version + 1,
  });
  return { gardee, garder, saisie, donnees, lecture, decision };
}

interface ConfirmationProps {
  ouverte: boolean;
  decision: Decision<AvenantPropose>;
  envoi: boolean;
  proposer: () => void;
  revenir: () => void;
}

function Confirmation({ ouverte, decision, envoi, proposer, revenir }: ConfirmationProps) {
  const parties = decision.ok ? decision.fait.parties.map((p) => p.denomination) : [];
  return (
    <Dialogue
      ouvert={ouverte}
      titre="Proposer cet avenant ?"
      surFermeture={revenir}
      actions={
        <>
          <Button type="button" onClick={proposer} disabled={envoi}>
            {envoi ? 'Mise en signature…' : 'Proposer l’avenant'}
          </Button>
          <Button type="button" priority="secondary" onClick={revenir}>
            Revenir
          </Button>
        </>
      }
    >
      <p>Son contenu est figé et part à la signature de {parties.join(', ')}.</p>
      <p>
        Jusqu’à la dernière signature, la convention demeure telle qu’elle est. Un seul avenant est en signature à la
        fois ; vous pourrez le retirer tant que tous ne l’ont pas signé.
      </p>
    </Dialogue>
  );
}

interface BoutonsProps {
  envoi: boolean;
  lire: () => void;
  /** Null while nothing is typed. */
  defaire: (() => void) | null;
}

function Boutons({ envoi, lire, defaire }: BoutonsProps) {
  return (
    <div className="tdt-dialogue-actions">
      <Button type="submit" disabled={envoi}>
        Proposer l’avenant…
      </Button>
      <Button type="button" priority="secondary" disabled={envoi} onClick={lire}>
        Lire le projet d’avenant (PDF)
      </Button>
      {defaire && (
        <Button type="button" priority="tertiary" onClick={defaire}>
          Tout remettre comme aujourd’hui
        </Button>
      )}
    </div>
  );
}

function Preparation({ convention }: { convention: ConventionLue }) {
  const naviguer = useNavigate();
  const { gardee, garder, saisie, donnees, lecture, decision } = usePreparation(convention);
  const [confirmation, setConfirmation] = useState(false);
  const { issue, envoi, tenter, effacer } = useActe();
  const points = pointsDe(issue).filter((p) => aUnChamp(p.chemin));
  const demande = {
    conventionId: convention.id,
    motif: saisie.motif,
    modifications: lecture.lues.map(enDemande),
  };
  /** Checked here as there: what is at fault is said without asking. */
  const siJuste = async (suite: () => Promise<void> | void) => {
    const refus = refusDe(saisie, lecture, decision);
    if (refus) await tenter(() => Promise.resolve(traduire(refus, lecture)));
    else await suite();
  };
  const lire = async () => {
    const fichier = await tenter(async () => traduire(await apercevoir(demande), lecture));
    if (fichier) telecharger(fichier);
  };
  const demander = (evenement: FormEvent) => {
    evenement.preventDefault();
    void siJuste(() => {
      effacer();
      setConfirmation(true);
    });
  };
  const proposer = async () => {
    const fait = await tenter(async (cle) => traduire(await muter(PROPOSER_AVENANT, { d: demande }, cle), lecture));
    setConfirmation(false);
    if (!fait) return;
    garder(null);
    void naviguer(`/conventions/${fait.id}`);
  };
  return (
    <form onSubmit={demander} noValidate>
      <ContexteErreurs value={new Map(points.map((p) => [p.chemin, p.message]))}>
        <Echec titre="L’avenant n’est pas proposé" issue={issue} points={points} />
        <Champs donnees={donnees} saisie={saisie} poser={(changement) => garder({ ...saisie, ...changement })} />
      </ContexteErreurs>
      <p className="fr-hint-text">Ce que vous écrivez ici est gardé sur cet appareil jusqu’à la proposition.</p>
      <Bilan donnees={donnees} lecture={lecture} decision={decision} />
      <Boutons
        envoi={envoi}
        lire={() => void siJuste(lire)}
        defaire={
          gardee &&
          (() => {
            garder(null);
            effacer();
          })
        }
      />
      <Confirmation
        ouverte={confirmation}
        decision={decision}
        envoi={envoi}
        proposer={() => void proposer()}
        revenir={() => setConfirmation(false)}
      />
    </form>
  );
}

/** An avenant before it is proposed: what changes, what it makes of the plan, and what it asks of whom (R46). */
export default function PageAvenant() {
  return (
    <PageApresSignature
      etape="Avenant"
      verbe="Préparer un avenant à"
      refus="Seule une convention signée de toutes ses parties, et toujours en vigueur, se modifie par avenant."
      dejaOuvert="Un avenant est déjà en signature : un seul l’est à la fois."
    >
      {(convention) => {
        const seule = exigerHorsEnsemble(lireDonneesConvention(convention.donnees));
        if (!seule.ok) return <p>{seule.refus.message}</p>;
        return (
          <>
            <p className="fr-text--lead">
              Chaque champ porte la valeur d’aujourd’hui : changez ce qui change, le reste demeure. L’objet de la
              convention ne se change pas.
            </p>
            <Preparation key={convention.id} convention={convention} />
          </>
        );
      }}
    </PageApresSignature>
  );
}
