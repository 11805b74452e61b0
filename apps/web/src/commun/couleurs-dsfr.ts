/**
 * In place of react-dsfr's tables of colours, a fifth of what a first visit downloaded: our pages take their colours from the
 * style sheet.
 */
export const colors = {};
