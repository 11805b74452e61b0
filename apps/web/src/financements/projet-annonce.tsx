import { ecrireEuros } from '@tdt/domaine';
import { Link } from 'react-router';
import { montantSaisi } from '../candidatures/saisie.js';
import { ChampMontant, ChampTexte } from '../commun/champs.js';
import type { AppelAvecRegles } from '../enveloppes/regle.js';
import type { EnveloppeDAnnonce, ProjetDuTour, TourLu } from './annonce.js';
import { Plafonds } from './plafonds.js';
import { projetSollicite } from './projet.js';
import type { LigneSaisie } from './saisie-annonce.js';

interface Props {
  projet: ProjetDuTour;
  tour: TourLu;
  appel: AppelAvecRegles;
  enveloppe: EnveloppeDAnnonce;
  ligne: LigneSaisie;
  surChangement: (ligne: LigneSaisie) => void;
}

/** One project of the round: its cost, what bounds the funder, and what it announces. */
export function ProjetAnnonce({ projet, tour, appel, enveloppe, ligne, surChangement }: Props) {
  const { candidature } = projet;
  if (!candidature) {
    return (
      <p className="tdt-bloc">
        Projet n° {projet.rang} : votre organisme s’en est déporté, ou ne peut pas le lire. Il n’y annonce rien.
      </p>
    );
  }
  const poser = (changement: Partial<LigneSaisie>) => surChangement({ ...ligne, ...changement });
  const chemin = (champ: keyof LigneSaisie) => `lignes.${projet.candidatureId}.${champ}`;
  return (
    <fieldset className="fr-fieldset tdt-bloc">
      <legend className="fr-fieldset__legend">
        {projet.rang}. {candidature.titre}
        <span className="fr-hint-text">
          {candidature.porteur.nom}, coût {ecrireEuros(BigInt(candidature.totalCharges))}
        </span>
      </legend>
      <div className="fr-fieldset__element">
        <p className="fr-text--sm fr-mb-1w">
          <Link to={`/financements/${candidature.id}`}>Lire le dossier de {candidature.porteur.nom}</Link>
        </p>
        <Plafonds
          projet={projetSollicite(candidature)}
          financeur={enveloppe.financeur}
          appel={appel}
          mobilisable={BigInt(enveloppe.disponible)}
          montant={ligne.maximum}
          surMaximum={(maximum) => poser({ maximum: montantSaisi(maximum) })}
        />
        <ChampMontant
          chemin={chemin('maximum')}
          label={`Votre accord pour « ${candidature.titre} », jusqu’à, en euros`}
          indice="Laissez vide pour ne rien apporter à ce projet"
          valeur={ligne.maximum}
          surChangement={(maximum) => poser({ maximum })}
        />
        {tour.pointsParFinanceur !== null && (
          <ChampTexte
            chemin={chemin('points')}
            label={`Points, ${tour.pointsMaxParProjet ?? tour.pointsParFinanceur} au plus pour ce projet, ${tour.pointsParFinanceur} en tout`}
            valeur={ligne.points}
            natif={{ inputMode: 'numeric' }}
            surChangement={(points) => poser({ points })}
          />
        )}
        <details className="fr-mb-2w">
          <summary>Mettre un minimum ou une condition</summary>
          <ChampMontant
            chemin={chemin('minimum')}
            label="Rien, ou au moins, en euros (facultatif)"
            valeur={ligne.minimum}
            surChangement={(minimum) => poser({ minimum })}
          />
          <ChampTexte
            chemin={chemin('condition')}
            label="Condition (facultatif)"
            valeur={ligne.condition}
            max={500}
            surChangement={(condition) => poser({ condition })}
          />
        </details>
      </div>
    </fieldset>
  );
}
