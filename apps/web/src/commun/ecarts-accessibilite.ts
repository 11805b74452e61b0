/** A criterion of the RGAA that the internal audit does not find respected on every page of the sample. */
export interface Ecart {
  critere: string;
  intitule: string;
  /** « AV »: nobody has established it yet, which is no conformity either. */
  etat: 'NC' | 'AV';
}

/** From `test/navigateur/grille-rgaa.csv`, which a test compares with this list. */
export const ECARTS: readonly Ecart[] = [
  { critere: '3.3', intitule: 'Contraste des composants et des dessins', etat: 'AV' },
  { critere: '5.1', intitule: 'Résumé des tableaux complexes', etat: 'AV' },
  { critere: '5.2', intitule: 'Justesse du résumé', etat: 'AV' },
  { critere: '7.5', intitule: 'Messages de statut restitués', etat: 'AV' },
  { critere: '8.2', intitule: 'Code valide', etat: 'AV' },
  { critere: '8.9', intitule: 'Balises employées pour leur sens', etat: 'AV' },
  { critere: '10.2', intitule: 'Contenu présent sans feuille de style', etat: 'AV' },
  { critere: '10.3', intitule: 'Compréhensible sans feuille de style', etat: 'AV' },
  { critere: '10.5', intitule: 'Couleurs de texte et de fond déclarées ensemble', etat: 'AV' },
  { critere: '11.3', intitule: 'Cohérence des étiquettes', etat: 'AV' },
  { critere: '11.5', intitule: 'Champs regroupés', etat: 'AV' },
  { critere: '11.10', intitule: 'Contrôle de saisie', etat: 'AV' },
  { critere: '11.11', intitule: 'Suggestions de correction', etat: 'AV' },
  { critere: '12.1', intitule: 'Deux systèmes de navigation', etat: 'NC' },
  { critere: '12.2', intitule: 'Menu à la même place', etat: 'NC' },
  { critere: '12.4', intitule: 'Plan du site accessible de partout', etat: 'NC' },
  { critere: '12.7', intitule: 'Lien d’évitement', etat: 'NC' },
  { critere: '12.9', intitule: 'Pas de piège au clavier', etat: 'AV' },
  { critere: '13.3', intitule: 'Documents téléchargés accessibles', etat: 'AV' },
  { critere: '13.4', intitule: 'Même information dans la version accessible', etat: 'AV' },
];
