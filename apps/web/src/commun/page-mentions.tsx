import { Titre } from './etats.js';

export default function PageMentions() {
  return (
    <>
      <Titre onglet="Mentions légales">Mentions légales</Titre>
      <p>
        Cette instance est une <strong>démonstration</strong> : aucun dépôt n’y a de valeur juridique, et toutes les
        personnes citées sont inventées.
      </p>
      <h2>Logiciel</h2>
      <p>
        Logiciel libre sous licence EUPL-1.2. L’interface emploie le système de design de l’État, réservé aux services
        publics.
      </p>
      <h2 id="signaler">Signaler une faille de sécurité</h2>
      <p>
        Écrivez à l’organisme qui exploite cette instance, sans rien publier avant sa réponse : dites ce que vous avez
        vu et comment le refaire. Personne ne sera poursuivi pour un signalement de bonne foi.
      </p>
      <h2>Données</h2>
      <p>
        Aucun cookie de mesure. Découpage administratif officiel : Licence Ouverte. Listes des quartiers prioritaires et
        d’Action cœur de ville : données publiques de l’Agence nationale de la cohésion des territoires.
      </p>
    </>
  );
}
