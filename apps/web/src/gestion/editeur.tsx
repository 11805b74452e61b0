import { Button } from '@codegouvfr/react-dsfr/Button';
import { Stepper } from '@codegouvfr/react-dsfr/Stepper';
import type { DetailRefus } from '@tdt/domaine';
import { useEffect, type ReactNode } from 'react';
import { useLocation, useSearchParams } from 'react-router';
import { ContexteErreurs, viser } from '../commun/champs.js';
import { SommaireErreurs } from '../commun/sommaire-erreurs.js';
import { manquesDe } from './demande.js';
import { etapeDuChemin, ETAPES } from './etapes.js';
import type { AppelSaisi } from './saisie.js';

interface Props {
  /** Address of the editor, without its step. */
  racine: string;
  saisie: AppelSaisi;
  modifier: (saisie: AppelSaisi) => void;
  /** What the last step says of what is missing. */
  titreManques: string;
  /** The act of the last step. */
  fin: (manques: readonly DetailRefus[]) => ReactNode;
}

/** Comes from the summary: its faults are shown, and the field that the address names takes the focus. */
function useChampVise(etape: string): void {
  const { hash } = useLocation();
  useEffect(() => {
    if (hash) viser(hash.slice(1));
  }, [hash, etape]);
}

function Pied({ rang, adresse }: { rang: number; adresse: (etape: string) => string }) {
  const [avant, apres] = [ETAPES[rang - 1], ETAPES[rang + 1]];
  return (
    <div className="tdt-dialogue-actions">
      {apres && <Button linkProps={{ to: adresse(apres.cle) }}>Continuer</Button>}
      {avant && (
        <Button priority="secondary" linkProps={{ to: adresse(avant.cle) }}>
          Revenir à l’étape précédente
        </Button>
      )}
    </div>
  );
}

/** The steps of a call, whoever keeps what is typed. */
export function Editeur({ racine, saisie, modifier, titreManques, fin }: Props) {
  const [adresses] = useSearchParams();
  const { hash } = useLocation();
  const adresse = (cle: string) => `${racine}?etape=${cle}`;
  const rang = Math.max(
    0,
    ETAPES.findIndex(({ cle }) => cle === adresses.get('etape')),
  );
  const etape = ETAPES[rang] ?? ETAPES[0];
  useChampVise(etape?.cle ?? '');
  if (!etape) return null;
  const manques = manquesDe(saisie);
  const derniere = etape.cle === 'verification';
  const ici = hash ? manques.filter(({ chemin }) => etapeDuChemin(chemin) === etape.cle) : [];
  const { Contenu } = etape;
  return (
    <>
      <Stepper
        currentStep={rang + 1}
        stepCount={ETAPES.length}
        title={etape.titre}
        nextTitle={ETAPES[rang + 1]?.titre}
      />
      {derniere && (
        <SommaireErreurs titre={titreManques} points={manques} page={(chemin) => adresse(etapeDuChemin(chemin))} />
      )}
      <ContexteErreurs value={new Map(ici.map((m) => [m.chemin, m.message]))}>
        <Contenu saisie={saisie} modifier={(changement) => modifier({ ...saisie, ...changement })} />
      </ContexteErreurs>
      {derniere && fin(manques)}
      <Pied rang={rang} adresse={adresse} />
    </>
  );
}

/** Why the act of the last step waits, or what it does. */
export function raisonDe(
  manques: readonly DetailRefus[],
  sinon: string,
  liste = 'la liste est en haut de cette page',
): string {
  if (manques.length === 0) return sinon;
  const points = manques.length === 1 ? 'Un point reste' : `${manques.length} points restent`;
  return `${points} à compléter : ${liste}.`;
}
