import { useQuery } from 'urql';
import { ChampChoix, ChampTexte } from '../commun/champs.js';
import { CONFERENCES } from './appel.js';
import type { EtapeProps } from './etapes.js';

const TYPES = [
  { valeur: 'AAP', texte: 'Appel à projets' },
  { valeur: 'AMI', texte: 'Appel à manifestation d’intérêt' },
];

export function EtapePresentation({ saisie, modifier }: EtapeProps) {
  const [{ data }] = useQuery({ query: CONFERENCES });
  const conferences = data?.conferences.edges.map(({ node }) => ({ valeur: node.id, texte: node.nom })) ?? [];
  return (
    <>
      <ChampTexte
        chemin="titre"
        label="Titre"
        valeur={saisie.titre}
        max={200}
        surChangement={(titre) => modifier({ titre })}
      />
      <ChampTexte
        chemin="code"
        label="Référence courte"
        indice="Elle commence le numéro de chaque dossier. Par exemple : HUBS-2027. Elle ne change plus une fois l’appel publié."
        valeur={saisie.code}
        max={40}
        surChangement={(code) => modifier({ code })}
      />
      <ChampChoix
        chemin="type"
        label="Sorte d’appel"
        options={TYPES}
        valeur={saisie.type}
        surChangement={(type) => modifier({ type: type as Api.TypeAppel })}
      />
      <ChampTexte
        chemin="resume"
        label="En quelques mots simples"
        indice="La page d’accueil montre ce texte : à qui l’appel s’adresse, et pour quoi faire."
        valeur={saisie.resume}
        long
        max={2000}
        surChangement={(resume) => modifier({ resume })}
      />
      <ChampTexte
        chemin="objet"
        label="Objet, dans les termes du cahier des charges"
        valeur={saisie.objet}
        long
        max={20000}
        surChangement={(objet) => modifier({ objet })}
      />
      <ChampChoix
        chemin="conferenceId"
        label="Conférence qui examinera les dossiers"
        vide="Aucune pour le moment"
        options={conferences}
        valeur={saisie.conferenceId}
        surChangement={(conferenceId) => modifier({ conferenceId })}
      />
    </>
  );
}
