/** A button of the design system that unfolds what it names: the way back to the top pages, or the steps of a form on a telephone. */
const BOUTON = 'button[aria-controls][aria-expanded]';
const DEPLIE = 'fr-collapse--expanded';

function basculer({ target }: Event): void {
  const bouton = target instanceof Element ? target.closest(BOUTON) : null;
  const cible = document.getElementById(bouton?.getAttribute('aria-controls') ?? '');
  if (!bouton || !cible?.classList.contains('fr-collapse')) return;
  bouton.setAttribute('aria-expanded', String(cible.classList.toggle(DEPLIE)));
}

/** All that our pages need of the design system's own script, which was a tenth of a first visit. */
export function animerDepliables(): void {
  document.addEventListener('click', basculer);
}
