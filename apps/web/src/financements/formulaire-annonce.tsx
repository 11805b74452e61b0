import { Button } from '@codegouvfr/react-dsfr/Button';
import { ecrireEuros } from '@tdt/domaine';
import { useState, type FormEvent } from 'react';
import { Link } from 'react-router';
import { Echec, useActe } from '../commun/acte.js';
import { muter, type Issue } from '../commun/api.js';
import { ChampChoix, ChampMontant, ContexteErreurs } from '../commun/champs.js';
import { Dialogue } from '../commun/dialogue.js';
import { useGardeLocale } from '../commun/garde-locale.js';
import type { AppelAvecRegles } from '../enveloppes/regle.js';
import { SCELLER_ANNONCE, type AnnonceLue, type EnveloppeDAnnonce, type TourLu } from './annonce.js';
import { ProjetAnnonce } from './projet-annonce.js';
import {
  annonces,
  CHAMPS_LIGNE,
  cheminDansLeFormulaire,
  demandeAnnonce,
  illisibles,
  LIGNE_VIDE,
  plafondAnnonce,
  saisieDeLAnnonce,
  totalAnnonce,
  type SaisieAnnonce,
} from './saisie-annonce.js';

interface Props {
  tour: TourLu;
  enveloppes: readonly EnveloppeDAnnonce[];
  appel: AppelAvecRegles | null;
  /** The announcement that this one would replace. */
  precedente: AnnonceLue | null;
  surFin: () => void;
  surAbandon: (() => void) | null;
}

/** The paths of a refusal, in the words of this form. */
function traduire<F>(issue: Issue<F>, saisie: SaisieAnnonce, ordre: readonly string[]): Issue<F> {
  if (issue.sorte !== 'refus') return issue;
  const { chemin, details } = issue.refus;
  const ici = (c: string) => cheminDansLeFormulaire(c, saisie, ordre);
  return {
    sorte: 'refus',
    refus: {
      ...issue.refus,
      chemin: chemin && ici(chemin),
      details: details.map((d) => ({ ...d, chemin: ici(d.chemin) })),
    },
  };
}

function SansEnveloppe() {
  return (
    <p>
      Aucune de vos enveloppes ouvertes ne peut financer ces projets.{' '}
      <Link to="/enveloppes">Préparez une enveloppe</Link>, puis revenez : le tour reste ouvert jusqu’à sa révélation.
    </p>
  );
}

interface PropsChamps {
  tour: TourLu;
  appel: AppelAvecRegles;
  utiles: readonly EnveloppeDAnnonce[];
  enveloppe: EnveloppeDAnnonce;
  saisie: SaisieAnnonce;
  ecrire: (saisie: SaisieAnnonce) => void;
}

function Champs({ tour, appel, utiles, enveloppe, saisie, ecrire }: PropsChamps) {
  const total = totalAnnonce(saisie, ordreDe(tour));
  return (
    <>
      <ChampChoix
        chemin="enveloppeId"
        label="Sur quelle enveloppe"
        valeur={enveloppe.id}
        surChangement={(enveloppeId) => ecrire({ ...saisie, enveloppeId })}
        options={utiles.map((e) => ({
          valeur: e.id,
          texte: `${e.libelle}, ${e.exercice} (${ecrireEuros(BigInt(e.disponible))} disponibles)`,
        }))}
      />
      {tour.projets.map((projet) => (
        <ProjetAnnonce
          key={projet.id}
          projet={projet}
          tour={tour}
          appel={appel}
          enveloppe={enveloppe}
          ligne={saisie.lignes[projet.candidatureId] ?? LIGNE_VIDE}
          surChangement={(ligne) => ecrire({ ...saisie, lignes: { ...saisie.lignes, [projet.candidatureId]: ligne } })}
        />
      ))}
      <ChampMontant
        chemin="plafond"
        label="Au plus, pour l’ensemble du tour, en euros (facultatif)"
        indice={`Sans montant, la somme de vos accords : ${ecrireEuros(total)}. L’enveloppe a ${ecrireEuros(BigInt(enveloppe.disponible))} disponibles.`}
        valeur={saisie.plafond}
        surChangement={(valeur) => ecrire({ ...saisie, plafond: valeur })}
      />
    </>
  );
}

interface PropsConfirmation {
  ouverte: boolean;
  nombre: number;
  plafond: bigint;
  remplace: boolean;
  envoi: boolean;
  sceller: () => void;
  surFermeture: () => void;
}

/** What sealing changes, before it does. */
function Confirmation({ ouverte, nombre, plafond, remplace, envoi, sceller, surFermeture }: PropsConfirmation) {
  return (
    <Dialogue
      ouvert={ouverte}
      titre="Sceller cette annonce ?"
      surFermeture={surFermeture}
      actions={
        <>
          <Button type="button" onClick={sceller} disabled={envoi}>
            {envoi ? 'Scellement…' : 'Sceller maintenant'}
          </Button>
          <Button type="button" priority="secondary" onClick={surFermeture}>
            Relire encore
          </Button>
        </>
      }
    >
      <p>
        Vous annoncez {compter(nombre)}, <strong>{ecrireEuros(plafond)}</strong> au plus en tout. Ce sera l’accord de
        votre organisme : le calcul de la répartition ne le dépassera jamais.
      </p>
      <ul>
        <li>Chacun verra que votre organisme a scellé, et quand. Personne ne lira un montant avant la révélation.</li>
        <li>Jusque-là, vous pourrez remplacer ou retirer l’annonce. Après, elle ne changera plus.</li>
        <li>Rien n’est dépensé ni réservé : seul votre acte, après le vote, engagera votre argent.</li>
        {remplace && <li>Votre annonce précédente ne comptera plus.</li>}
      </ul>
    </Dialogue>
  );
}

const compter = (nombre: number) => (nombre === 1 ? 'un projet' : `${nombre} projets`);
const ordreDe = (tour: TourLu) => tour.projets.map((p) => p.candidatureId);

/** The envelopes that may pay for projects of this round. */
function utilesAu(tour: TourLu, enveloppes: readonly EnveloppeDAnnonce[]): EnveloppeDAnnonce[] {
  const appels = tour.projets.map((p) => p.candidature?.appel.id);
  return enveloppes.filter((e) => e.statut === 'OUVERTE' && (e.appel === null || appels.includes(e.appel.id)));
}

/** The act itself: what is typed and cannot be read stops it first; what the API refuses comes back in the words of the form. */
function useScellement(tour: TourLu, saisie: SaisieAnnonce) {
  const { tenter, effacer, ...reste } = useActe();
  const ordre = ordreDe(tour);
  return {
    ...reste,
    verifier: (): boolean => {
      const details = illisibles(saisie, ordre);
      if (details.length === 0) {
        effacer();
        return true;
      }
      const refus = { code: 'ENTREE_INVALIDE', message: 'Un montant ne se lit pas.', chemin: null, details };
      void tenter(() => Promise.resolve({ sorte: 'refus', refus }));
      return false;
    },
    sceller: (enveloppeId: string) => {
      const d = demandeAnnonce(tour.id, { ...saisie, enveloppeId }, ordre);
      return tenter(async (cle) => traduire(await muter(SCELLER_ANNONCE, { d }, cle), saisie, ordre));
    },
  };
}

/** What the organisation announces, before it is sealed; kept on this device meanwhile. */
export function FormulaireAnnonce({ tour, enveloppes, appel, precedente, surFin, surAbandon }: Props) {
  const ordre = ordreDe(tour);
  const utiles = utilesAu(tour, enveloppes);
  const vide = saisieDeLAnnonce(precedente, utiles[0]?.id ?? '');
  const [garde, garder] = useGardeLocale<SaisieAnnonce>(`annonce.${tour.id}.${precedente?.id ?? ''}`);
  const saisie = garde ?? vide;
  const [confirmation, setConfirmation] = useState(false);
  const { issue, envoi, erreurs, verifier, sceller } = useScellement(tour, saisie);
  const enveloppe = utiles.find((e) => e.id === saisie.enveloppeId) ?? utiles[0];
  if (!enveloppe || !appel) return <SansEnveloppe />;
  const nombre = annonces(saisie, ordre).length;
  const plafond = plafondAnnonce(saisie, ordre);
  const demander = (evenement: FormEvent) => {
    evenement.preventDefault();
    setConfirmation(verifier());
  };
  const confirmer = async () => {
    const fait = await sceller(enveloppe.id);
    setConfirmation(false);
    if (!fait) return;
    garder(null);
    surFin();
  };
  const abandonner = () => {
    garder(null);
    surAbandon?.();
  };
  const champs = ['plafond', 'enveloppeId', ...ordre.flatMap((id) => CHAMPS_LIGNE.map((c) => `lignes.${id}.${c}`))];
  return (
    <form onSubmit={demander} noValidate aria-labelledby="preparer">
      <h2 id="preparer">{precedente ? 'Remplacer votre annonce' : 'Préparer votre annonce'}</h2>
      <ContexteErreurs value={erreurs}>
        <Echec titre="Votre annonce n’est pas scellée" issue={issue} champs={champs} />
        <Champs {...{ tour, appel, utiles, enveloppe, saisie, ecrire: garder }} />
      </ContexteErreurs>
      <p className="fr-text--sm" role="status" id="bilan-annonce">
        {nombre === 0
          ? 'Rien n’est annoncé encore : indiquez un montant pour un projet au moins.'
          : `Vous annoncez ${compter(nombre)}, ${ecrireEuros(plafond)} au plus en tout. Ce brouillon est gardé sur cet appareil.`}
      </p>
      <div className="tdt-dialogue-actions fr-mb-4w">
        <Button
          type="submit"
          disabled={envoi || nombre === 0}
          nativeButtonProps={{ 'aria-describedby': 'bilan-annonce' }}
        >
          Sceller l’annonce…
        </Button>
        {surAbandon && (
          <Button type="button" priority="secondary" onClick={abandonner}>
            Garder l’annonce scellée
          </Button>
        )}
      </div>
      <Confirmation
        ouverte={confirmation}
        remplace={precedente !== null}
        sceller={() => void confirmer()}
        surFermeture={() => setConfirmation(false)}
        {...{ nombre, plafond, envoi }}
      />
    </form>
  );
}
