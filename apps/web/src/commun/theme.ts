/** What the person has asked for: a look, or that of her device. */
export const THEMES = ['light', 'dark', 'system'] as const;
export type Theme = (typeof THEMES)[number];

/** The name under which the design system keeps it. */
const CLE = 'scheme';
const sombre = window.matchMedia('(prefers-color-scheme: dark)');

export function themeChoisi(): Theme {
  const garde = localStorage.getItem(CLE);
  return THEMES.find((theme) => theme === garde) ?? 'system';
}

/** The style sheet reads `data-fr-theme`; the browser's own controls read `color-scheme`. */
function appliquer(): void {
  const choisi = themeChoisi();
  const theme = choisi === 'system' ? (sombre.matches ? 'dark' : 'light') : choisi;
  document.documentElement.dataset['frScheme'] = choisi;
  document.documentElement.dataset['frTheme'] = theme;
  document.documentElement.style.colorScheme = theme;
}

export function choisirTheme(theme: Theme): void {
  localStorage.setItem(CLE, theme);
  appliquer();
}

/** Before anything is drawn, then whenever the device changes its look, or another tab its choice. */
export function suivreTheme(): void {
  appliquer();
  sombre.addEventListener('change', appliquer);
  window.addEventListener('storage', appliquer);
}
