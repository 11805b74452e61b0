/**
 * In place of react-dsfr's tables of colours, a fifth of what a first visit downloaded. Our pages take their colours from the
 * style sheet; react-dsfr itself reads one, for the browser's own bar (`theme-color`): the background of a page.
 */
export const colors = {
  getHex: ({ isDark }: { isDark: boolean }) => ({
    decisions: { background: { default: { grey: { default: isDark ? '#161616' : '#ffffff' } } } },
  }),
};
