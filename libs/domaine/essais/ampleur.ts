/** A proof (`npm run epreuves`) plays some tests in full; `npm test` plays all of them, at a size that leaves it under ten minutes. */
export const EN_GRAND = process.env['EPREUVE'] === 'oui';
