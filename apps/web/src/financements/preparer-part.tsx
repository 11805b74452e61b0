import { Button } from '@codegouvfr/react-dsfr/Button';
import { ecrireEuros, ETAPES_PART, lireEuros, type EtapePart, type ProjetSollicite } from '@tdt/domaine';
import type { FormEvent } from 'react';
import { montantSaisi } from '../candidatures/saisie.js';
import { Echec, useActe } from '../commun/acte.js';
import { muter } from '../commun/api.js';
import { ChampChoix, ChampMontant, ChampTexte, ContexteErreurs } from '../commun/champs.js';
import { lireGarde, useGardeLocale } from '../commun/garde-locale.js';
import type { AppelAvecRegles } from '../enveloppes/regle.js';
import { MODIFIER_PART, PROPOSER_PART, type DossierFinance, type MonEnveloppe } from './financement.js';
import { Plafonds } from './plafonds.js';

const CHAMPS = ['enveloppeId', 'montant', 'etape', 'condition'];

/** How far the funder goes, and who then knows. */
const LIBELLES_ETAPE: Record<EtapePart, string> = {
  PRESSENTIE: 'Pressentie : une intention, que la gestion voit aussi',
  ANNONCEE: 'Annoncée à la gestion',
  PROPOSEE: 'Proposée au vote de la séance',
};

interface Props {
  candidatureId: string;
  projet: ProjetSollicite;
  appel: AppelAvecRegles;
  enveloppes: readonly MonEnveloppe[];
  /** The share to change; a new one without it. */
  part: DossierFinance['parts'][number] | null;
  surFin: (fait: boolean) => void;
}

interface Saisie {
  enveloppeId: string;
  montant: string;
  etape: EtapePart;
  condition: string;
}

interface PropsChamps {
  saisie: Saisie;
  poser: (changement: Partial<Saisie>) => void;
  etapes: readonly EtapePart[];
}

function Champs({ saisie, poser, etapes }: PropsChamps) {
  return (
    <>
      <ChampMontant
        chemin="montant"
        label="Montant de votre part, en euros"
        valeur={saisie.montant}
        surChangement={(montant) => poser({ montant })}
      />
      <ChampChoix
        chemin="etape"
        label="Jusqu’où vous allez"
        valeur={saisie.etape}
        surChangement={(valeur) => poser({ etape: valeur as EtapePart })}
        options={etapes.map((valeur) => ({ valeur, texte: LIBELLES_ETAPE[valeur] }))}
      />
      <ChampTexte
        chemin="condition"
        label="Condition que vous y mettez (facultatif)"
        valeur={saisie.condition}
        max={500}
        surChangement={(condition) => poser({ condition })}
      />
    </>
  );
}

const nomGarde = (candidatureId: string, partId = '') => `part.${candidatureId}.${partId}`;

/** A share that this device keeps half written, the new one or that one. */
export const partCommencee = (candidatureId: string, partId?: string) =>
  lireGarde<Saisie>(nomGarde(candidatureId, partId)) !== null;

/** What is typed, kept on this device; before that, what the share says, or the first envelope. */
function useSaisie({ candidatureId, part, enveloppes }: Props): [Saisie, (saisie: Saisie | null) => void] {
  const [gardee, garder] = useGardeLocale<Saisie>(nomGarde(candidatureId, part?.id));
  const initiale: Saisie = {
    enveloppeId: part?.enveloppe?.id ?? enveloppes[0]?.id ?? '',
    montant: part ? montantSaisi(part.montant) : '',
    etape: (part?.etat as EtapePart | undefined) ?? 'PROPOSEE',
    condition: part?.condition ?? '',
  };
  return [gardee ?? initiale, garder];
}

/** Prepares a share before the vote, or changes it: the caps stand beside the amount, from the very function of the engine. */
export function PreparerPart(props: Props) {
  const { candidatureId, projet, appel, enveloppes, part, surFin } = props;
  const { issue, envoi, tenter, erreurs } = useActe();
  const [saisie, garder] = useSaisie(props);
  const poser = (changement: Partial<Saisie>) => garder({ ...saisie, ...changement });
  const { enveloppeId } = saisie;
  const finir = (fait: boolean) => {
    garder(null);
    surFin(fait);
  };
  const enveloppe = enveloppes.find((e) => e.id === enveloppeId);
  const envoyer = async (evenement: FormEvent) => {
    evenement.preventDefault();
    const fait = await tenter(async (cle) => {
      const lu = lireEuros(saisie.montant);
      if (!lu.ok) return { sorte: 'refus', refus: { ...lu.refus, chemin: 'montant', details: [] } };
      const { etape, condition } = saisie;
      const commune = { montant: String(lu.fait), etape, condition: condition.trim() || null };
      if (part) return muter(MODIFIER_PART, { d: { partId: part.id, ...commune } }, cle);
      return muter(PROPOSER_PART, { d: { candidatureId, enveloppeId, ...commune } }, cle);
    });
    if (fait) finir(true);
  };
  // A share only goes forward: what it has passed is no longer offered.
  const etapes = ETAPES_PART.slice(part ? ETAPES_PART.indexOf(part.etat as EtapePart) : 0);
  return (
    <form className="tdt-bloc" onSubmit={(e) => void envoyer(e)} noValidate aria-label="Préparer votre part">
      <ContexteErreurs value={erreurs}>
        <Echec titre="Votre part n’est pas enregistrée" issue={issue} champs={CHAMPS} />
        {!part && (
          <ChampChoix
            chemin="enveloppeId"
            label="Sur quelle enveloppe"
            valeur={enveloppeId}
            surChangement={(id) => poser({ enveloppeId: id })}
            options={enveloppes.map((e) => ({
              valeur: e.id,
              texte: `${e.libelle}, ${e.exercice} (${ecrireEuros(BigInt(e.disponible))} disponibles)`,
            }))}
          />
        )}
        {enveloppe && (
          <Plafonds
            projet={projet}
            appel={appel}
            financeur={enveloppe.financeur}
            mobilisable={BigInt(enveloppe.disponible)}
            montant={saisie.montant}
            surMaximum={(maximum) => poser({ montant: montantSaisi(maximum) })}
          />
        )}
        <Champs saisie={saisie} poser={poser} etapes={etapes} />
      </ContexteErreurs>
      <p className="fr-text--sm">
        Rien n’est dépensé : une part proposée est soumise au vote, puis seul l’acte de votre organisme l’engage.
      </p>
      <div className="tdt-dialogue-actions">
        <Button type="submit" disabled={envoi}>
          {envoi ? 'Enregistrement…' : part ? 'Enregistrer la part' : 'Préparer cette part'}
        </Button>
        <Button type="button" priority="secondary" onClick={() => finir(false)}>
          Ne rien changer
        </Button>
      </div>
    </form>
  );
}
