/** What the door says of a malformed value, for the validators of every input. */
export const ID_FORME = { message: 'Cet identifiant n’est pas de cette plateforme.' };
export const TROP = { message: 'Cette liste est trop longue.' };
export const TROP_LONG = { message: 'Ce texte est vide ou trop long.' };
export const BORNES = { message: 'Ce nombre est hors des bornes permises.' };
