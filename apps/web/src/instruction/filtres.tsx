import { Button } from '@codegouvfr/react-dsfr/Button';
import { CYCLE_CANDIDATURE, ETATS_CANDIDATURE } from '@tdt/domaine';
import { useState, type FormEvent } from 'react';
import { majuscule } from '../candidatures/recit.js';
import { ChampChoix, ChampTexte } from '../commun/champs.js';
import { TRIS, type FiltreTableau } from './filtre.js';
import type { ChoixTableau } from './instruction.js';

/** A draft is its applicant's: nobody else sees it. */
const ETATS = ETATS_CANDIDATURE.filter((etat) => etat !== 'BROUILLON').map((valeur) => ({
  valeur,
  texte: majuscule(CYCLE_CANDIDATURE.etats[valeur]),
}));

interface Props {
  filtre: FiltreTableau;
  choix: ChoixTableau;
  surFiltre: (filtre: FiltreTableau) => void;
}

/** Each choice applies at once; the text, when it is asked for. */
export function Filtres({ filtre, choix, surFiltre }: Props) {
  const [texte, setTexte] = useState(filtre.recherche);
  const choisir = (nom: keyof FiltreTableau) => (valeur: string) =>
    surFiltre({ ...filtre, recherche: texte.trim(), [nom]: valeur });
  const chercher = (evenement: FormEvent) => {
    evenement.preventDefault();
    choisir('recherche')(texte.trim());
  };
  const appels = choix.appelsAProjets.edges.map(({ node }) => ({ valeur: node.id, texte: node.titre }));
  const regions = choix.territoires.edges.map(({ node }) => ({ valeur: node.code, texte: node.nom }));
  const listes = [
    { nom: 'appel', label: 'Appel', vide: 'Tous les appels', options: appels },
    { nom: 'etat', label: 'État', vide: 'Tous les états', options: ETATS },
    { nom: 'region', label: 'Région du projet', vide: 'Toutes les régions', options: regions },
    {
      nom: 'instructeur',
      label: 'Instruction',
      vide: 'Tous les instructeurs',
      options: [{ valeur: 'moi', texte: 'Les dossiers que j’instruis' }],
    },
  ] as const;
  return (
    <form role="search" onSubmit={chercher} className="fr-grid-row fr-grid-row--gutters fr-grid-row--bottom fr-mb-1w">
      {listes.map(({ nom, label, vide, options }) => (
        <div key={nom} className="fr-col-12 fr-col-md-6 fr-col-lg-3">
          <ChampChoix
            chemin={nom}
            label={label}
            vide={vide}
            options={options}
            valeur={filtre[nom]}
            surChangement={choisir(nom)}
          />
        </div>
      ))}
      <div className="fr-col-12 fr-col-md-6">
        <ChampTexte
          chemin="recherche"
          label="Titre, porteur ou numéro"
          valeur={texte}
          max={100}
          natif={{ type: 'search' }}
          surChangement={setTexte}
        />
      </div>
      <div className="fr-col-12 fr-col-md-3">
        <ChampChoix
          chemin="tri"
          label="Ordre"
          options={TRIS}
          valeur={filtre.tri || TRIS[0].valeur}
          surChangement={choisir('tri')}
        />
      </div>
      <div className="fr-col-12 fr-col-md-3">
        <Button type="submit" priority="secondary" className="fr-mb-3w">
          Chercher
        </Button>
      </div>
    </form>
  );
}
