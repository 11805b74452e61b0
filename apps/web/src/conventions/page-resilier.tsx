import { Button } from '@codegouvfr/react-dsfr/Button';
import {
  ecrireDate,
  ecrireEuros,
  jourDeParis,
  lireDonneesConvention,
  lireEuros,
  premierEffetResiliation,
  PREAVIS_RESILIATION_JOURS,
  resilierConvention,
  somme,
  type DetailRefus,
  type DonneesConvention,
  type PartLiquidee,
} from '@tdt/domaine';
import { useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { Echec, useActe } from '../commun/acte.js';
import { muter, type Issue } from '../commun/api.js';
import { ChampDate, ChampMontant, ChampTexte, ContexteErreurs } from '../commun/champs.js';
import { Dialogue } from '../commun/dialogue.js';
import { useGardeLocale } from '../commun/garde-locale.js';
import { RESILIER } from './avenant.js';
import type { ConventionLue } from './convention.js';
import { Liquidation } from './liquidation.js';
import { PageApresSignature } from './page-apres-signature.js';

interface Saisie {
  motif: string;
  miseEnDemeureLe: string;
  effetLe: string;
  depenses: string;
}

const VIDE: Saisie = { motif: '', miseEnDemeureLe: '', effetLe: '', depenses: '' };
const CHAMPS = ['motif', 'miseEnDemeureLe', 'effetLe', 'depensesJustifiees'];

function point(chemin: string, message: string): DetailRefus {
  return { code: 'ENTREE_INVALIDE', chemin, message };
}

/** What cannot be sent as it is typed. */
function fautes({ motif, miseEnDemeureLe, effetLe, depenses }: Saisie): DetailRefus[] {
  const lu = lireEuros(depenses);
  return [
    ...(motif.trim() === '' ? [point('motif', 'Dites pourquoi : les parties le liront.')] : []),
    ...(miseEnDemeureLe === '' ? [point('miseEnDemeureLe', 'Indiquez le jour de la lettre recommandée.')] : []),
    ...(effetLe === '' ? [point('effetLe', 'Indiquez le jour de la prise d’effet.')] : []),
    ...(lu.ok ? [] : [point('depensesJustifiees', 'Indiquez les dépenses justifiées, 0 s’il n’y en a aucune.')]),
  ];
}

function refusLocal(message: string, chemin: string | null, details: DetailRefus[]): Issue<never> {
  return { sorte: 'refus', refus: { code: 'ENTREE_INVALIDE', message, chemin, details } };
}

function Champs({ saisie, poser }: { saisie: Saisie; poser: (changement: Partial<Saisie>) => void }) {
  const { miseEnDemeureLe } = saisie;
  const premier = miseEnDemeureLe === '' ? null : premierEffetResiliation(miseEnDemeureLe);
  return (
    <>
      <ChampTexte
        chemin="motif"
        label="Motif de la résiliation"
        indice="Toutes les parties le liront"
        long
        max={1000}
        valeur={saisie.motif}
        surChangement={(motif) => poser({ motif })}
      />
      <ChampDate
        chemin="miseEnDemeureLe"
        label="Mise en demeure, par lettre recommandée"
        indice={`La résiliation prend effet ${PREAVIS_RESILIATION_JOURS} jours plus tard, au plus tôt`}
        valeur={miseEnDemeureLe}
        surChangement={(jour) => poser({ miseEnDemeureLe: jour })}
      />
      <ChampDate
        chemin="effetLe"
        label="Prise d’effet"
        indice={
          premier === null
            ? 'Aujourd’hui au plus tard : la résiliation se prononce quand elle prend effet'
            : `À partir du ${ecrireDate(premier)}, et aujourd’hui au plus tard`
        }
        valeur={saisie.effetLe}
        surChangement={(effetLe) => poser({ effetLe })}
      />
      <ChampMontant
        chemin="depensesJustifiees"
        label="Dépenses du projet justifiées à cette date, en euros"
        indice="Le total du projet, toutes ressources confondues"
        valeur={saisie.depenses}
        surChangement={(depenses) => poser({ depenses })}
      />
    </>
  );
}

function Consequences({ donnees, depenses }: { donnees: DonneesConvention; depenses: string }) {
  const lu = lireEuros(depenses);
  if (!lu.ok || lu.fait > donnees.cout.total) {
    return (
      <p role="status">
        Indiquez les dépenses justifiées, de 0 à {ecrireEuros(donnees.cout.total)} : ce que chaque part doit paraît ici.
      </p>
    );
  }
  return (
    <>
      <p role="status">
        Chaque source supporte les dépenses justifiées dans la proportion du plan, les ressources propres aussi.
      </p>
      <Liquidation donnees={donnees} depenses={lu.fait} />
    </>
  );
}

/** What the domain says of what is typed; null while a field is missing. */
function deciderDe({ etat }: ConventionLue, donnees: DonneesConvention, saisie: Saisie) {
  const lu = lireEuros(saisie.depenses);
  if (!lu.ok || fautes(saisie).length > 0) return null;
  const { motif, miseEnDemeureLe, effetLe } = saisie;
  const aujourdhui = jourDeParis(new Date());
  const demande = { motif, miseEnDemeureLe, effetLe, depensesJustifiees: lu.fait };
  return { demande, verdict: resilierConvention({ ...demande, etat, avenantOuvert: false, donnees, aujourdhui }) };
}

function useResiliation(convention: ConventionLue) {
  const [gardee, garder] = useGardeLocale<Saisie>(`resiliation.${convention.id}`);
  const saisie = gardee ?? VIDE;
  const donnees = lireDonneesConvention(convention.donnees);
  return { saisie, garder, donnees, decision: deciderDe(convention, donnees, saisie) };
}

interface ConfirmationProps {
  ouverte: boolean;
  numero: string;
  parts: readonly PartLiquidee[];
  envoi: boolean;
  resilier: () => void;
  revenir: () => void;
}

function Confirmation({ ouverte, numero, parts, envoi, resilier, revenir }: ConfirmationProps) {
  return (
    <Dialogue
      ouvert={ouverte}
      titre={`Résilier la convention ${numero} ?`}
      surFermeture={revenir}
      actions={
        <>
          <Button type="button" onClick={resilier} disabled={envoi}>
            {envoi ? 'Résiliation…' : 'Résilier la convention'}
          </Button>
          <Button type="button" priority="secondary" onClick={revenir}>
            Revenir
          </Button>
        </>
      }
    >
      <p>
        <strong>{ecrireEuros(somme(parts.map((p) => p.du)))}</strong> restent dus par les financeurs pour ce qui est
        justifié ; <strong>{ecrireEuros(somme(parts.map((p) => p.libere)))}</strong> ne le sont plus. Le dossier n’est
        plus conventionné, et toutes les parties en sont prévenues.
      </p>
      <p>Une résiliation ne se reprend pas.</p>
    </Dialogue>
  );
}

function Formulaire({ convention }: { convention: ConventionLue }) {
  const naviguer = useNavigate();
  const { saisie, garder, donnees, decision } = useResiliation(convention);
  const [confirmation, setConfirmation] = useState(false);
  const { issue, envoi, tenter, effacer, erreurs } = useActe();
  const demander = (evenement: FormEvent) => {
    evenement.preventDefault();
    if (!decision) {
      const refus = refusLocal('La résiliation est incomplète.', null, fautes(saisie));
      return void tenter(() => Promise.resolve(refus));
    }
    if (!decision.verdict.ok) {
      const { message, chemin = null } = decision.verdict.refus;
      return void tenter(() => Promise.resolve(refusLocal(message, chemin, [])));
    }
    effacer();
    setConfirmation(true);
  };
  const resilier = async () => {
    if (!decision) return;
    const depensesJustifiees = String(decision.demande.depensesJustifiees);
    const d = { ...decision.demande, conventionId: convention.id, depensesJustifiees };
    const fait = await tenter((cle) => muter(RESILIER, { d }, cle));
    setConfirmation(false);
    if (!fait) return;
    garder(null);
    void naviguer(`/conventions/${convention.id}`);
  };
  return (
    <form onSubmit={demander} noValidate>
      <ContexteErreurs value={erreurs}>
        <Echec titre="La convention n’est pas résiliée" issue={issue} champs={CHAMPS} />
        <Champs saisie={saisie} poser={(changement) => garder({ ...saisie, ...changement })} />
      </ContexteErreurs>
      <h2>Ce que cela change, en euros</h2>
      <Consequences donnees={donnees} depenses={saisie.depenses} />
      <p>
        Chaque part redevient engagée par le seul acte de son financeur : lui seul paie ce qu’elle doit, et libère le
        reste par un autre acte.
      </p>
      <Button type="submit" disabled={envoi}>
        Résilier la convention…
      </Button>
      <Confirmation
        ouverte={confirmation}
        numero={convention.numero}
        parts={decision?.verdict.ok ? decision.verdict.fait : []}
        envoi={envoi}
        resilier={() => void resilier()}
        revenir={() => setConfirmation(false)}
      />
    </form>
  );
}

/** The end of a convention before its term: why, when, and what each still owes (R47). */
export default function PageResilier() {
  return (
    <PageApresSignature
      etape="Résiliation"
      verbe="Résilier"
      refus="Seule une convention signée de toutes ses parties, et toujours en vigueur, se résilie."
      dejaOuvert="Un avenant est en signature : retirez-le d’abord."
    >
      {(convention) => <Formulaire key={convention.id} convention={convention} />}
    </PageApresSignature>
  );
}
