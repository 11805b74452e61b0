export { apposerCachet, controlerCachet, type Apposition, type ConstatCachet, type NiveauCachet } from './cachet.js';
export { lireCopieSignee, type CopieLue } from './copie-signee.js';
export { empreinteCertificat } from './certificat.js';
export { cachetLocal, lireP12, type Cachet } from './p12.js';
export { lireSignature } from './signature-pdf.js';
