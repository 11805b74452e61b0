import { Titre } from './etats.js';

export default function PageAccessibilite() {
  return (
    <>
      <Titre onglet="Déclaration d’accessibilité">Déclaration d’accessibilité</Titre>
      <p>
        Tour de table est <strong>non conforme</strong> au référentiel général d’amélioration de l’accessibilité (RGAA)
        : aucun audit extérieur n’a encore été mené.
      </p>
      <h2>Ce qui est fait</h2>
      <p>
        Les pages se parcourent au clavier, s’agrandissent jusqu’à 200 %, tiennent sur un écran de 320 pixels et
        existent en clair et en sombre. Les documents PDF sont balisés.
      </p>
      <h2>Signaler une difficulté</h2>
      <p>
        Si une information ou une démarche vous est inaccessible, demandez-la à l’organisme qui vous a adressé à ce
        service.
      </p>
    </>
  );
}
