'use strict';
/*
 * Put in the page that a test looks at: what a machine can judge of a screen. axe does most of it (`tdt.axe`), our own rules
 * (`tdt.regles`) what it does not see (trust.md §10, layer 2).
 */
{
  const CADRE = '.fr-skiplinks, body header.fr-header, footer.fr-footer';
  const NATIFS = 'a, button, input, select, textarea, summary, label, option, dialog, form';
  const ATTEIGNABLES =
    'a[href], button:enabled, input:enabled, select:enabled, textarea:enabled, summary, [tabindex="0"]';
  const VAGUE =
    /^(ici|là|cliquez|cliquer|cliquez ici|cliquer ici|en savoir plus|plus|plus d.infos?|plus d.informations|lire|lire plus|lire la suite|suite|la suite|voir|voir plus|voir tout|afficher|modifier|supprimer|ajouter|ok|oui|non|lien|page|document|fichier|télécharger|détail|détails|accéder|ouvrir|suivant|précédent|…|>|»)$/i;

  const visible = (e) => e.checkVisibility({ visibilityProperty: true });
  const visibles = (requete) => [...document.querySelectorAll(requete)].filter(visible);
  const nom = (e) => e.tagName.toLowerCase() + (e.id ? `#${e.id}` : '') + ` « ${e.textContent.trim().slice(0, 40)} »`;
  /** The label of a box to tick is its target, and what shows its focus. */
  const etiquette = (e) => (e.matches('[type=radio], [type=checkbox]') ? e.labels?.[0] : null);

  /** Two copies of the same words weigh the same; the ids that React gives change from one page to the next. */
  function empreinte(texte) {
    let a = 0x811c9dc5;
    let b = 0x1000193;
    for (const c of texte.replaceAll(/_r_[0-9a-z]+_/g, '')) {
      a = Math.imul(a ^ c.codePointAt(0), 0x01000193);
      b = Math.imul(b + c.codePointAt(0), 0x85ebca6b) ^ (b >>> 13);
    }
    return `${a >>> 0}.${b >>> 0}`;
  }

  function empreintes() {
    const cadre = [...document.querySelectorAll(CADRE)].map((e) => e.outerHTML).join('');
    const page = document.body.cloneNode(true);
    page.querySelectorAll(CADRE).forEach((e) => e.remove());
    return { cadre: empreinte(cadre), page: empreinte(page.outerHTML) };
  }

  function tableaux() {
    const fautes = [];
    for (const t of visibles('table')) {
      if (!t.caption?.textContent.trim()) fautes.push(`tableau sans légende : ${nom(t)}`);
      for (const th of t.querySelectorAll('th')) if (!th.scope) fautes.push(`th sans scope : ${nom(th)}`);
    }
    return fautes;
  }

  /** A message says which field it is about: the field, or its group, names it. */
  function erreurs() {
    const reliee = (e) => {
      for (let p = e; p; p = p.parentElement)
        if (
          p.id &&
          document.querySelector(
            `[aria-describedby~="${CSS.escape(p.id)}"], fieldset[aria-labelledby~="${CSS.escape(p.id)}"]`,
          )
        )
          return true;
      return false;
    };
    return visibles('.fr-error-text, .fr-message--error')
      .filter((e) => !reliee(e))
      .map((e) => `erreur non reliée : ${nom(e)}`);
  }

  /** What React listens to is not in the document: it is kept beside each element. */
  function clics() {
    return [...document.body.querySelectorAll('*')]
      .filter((e) => {
        const cle = Object.keys(e).find((k) => k.startsWith('__reactProps$'));
        const props = cle ? e[cle] : {};
        if (props.onMouseDown || props.onPointerDown || props.onTouchStart) return true;
        return props.onClick && !e.matches(NATIFS) && !(props.role && props.tabIndex === 0 && props.onKeyDown);
      })
      .map((e) => `clic hors du clavier : ${nom(e)}`);
  }

  /**
   * Pictures are drawn beside the table that says the same, and hidden from whoever listens. The only image is the logo of a party,
   * which says whose it is, or stands in the label that does; nothing else is embedded.
   */
  function contenus() {
    const sansNom = (e) => e.ariaHidden !== 'true' && !(e.role === 'img' && e.getAttribute('aria-label'));
    const svg = visibles('svg')
      .filter(sansNom)
      .map((e) => `image sans alternative : ${e.outerHTML.slice(0, 60)}`);
    const logos = visibles('img.tdt-logo[alt]')
      .filter((e) => !/^Logo de ./.test(e.alt) && (e.alt !== '' || !e.closest('label')?.textContent.trim()))
      .map((e) => `logo sans nom : ${e.outerHTML.slice(0, 60)}`);
    const autres = visibles(
      'img:not(.tdt-logo[alt]), iframe, frame, video, audio, object, embed, canvas, marquee, blink, font, center, [align], [bgcolor]',
    );
    return [
      ...svg,
      ...logos,
      ...autres.map((e) => `contenu embarqué ou de présentation : ${e.outerHTML.slice(0, 60)}`),
    ];
  }

  /** WCAG 1.4.11: what is drawn stands out from what it is drawn on. */
  function dessins() {
    const lu = (e) => composantes(getComputedStyle(e).fill);
    return visibles('svg rect:not(.tdt-barre-fond)')
      .filter((e) => e.getBoundingClientRect().width >= 1 && contraste(lu(e), fond(e.closest('svg'))) < 3)
      .map((e) => `dessin peu contrasté : ${e.getAttribute('class')} ${getComputedStyle(e).fill}`);
  }

  function identifiants() {
    const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
    return [...new Set(ids.filter((id, i) => ids.indexOf(id) !== i))].map((id) => `identifiant en double : ${id}`);
  }

  /** WCAG 2.5.8, without its exception of spacing: only links within a sentence may be smaller. */
  function cibles() {
    const petite = (e) => {
      const boites = [e, etiquette(e)].filter(Boolean).map((b) => b.getBoundingClientRect());
      return !boites.some((b) => b.width >= 23.5 && b.height >= 23.5);
    };
    const enLigne = (e) => e.matches('a') && getComputedStyle(e).display === 'inline';
    return visibles('a[href], button, input:not([type=hidden]), select, textarea, summary')
      .filter((e) => !enLigne(e) && petite(e))
      .map((e) => `cible de moins de 24 px : ${nom(e)}`);
  }

  const deborde = () => document.documentElement.scrollWidth > document.documentElement.clientWidth;

  /** WCAG 1.4.12: with the spacing that a reader may ask for, nothing overflows and no text is cut. */
  function espacement() {
    const feuille = new CSSStyleSheet();
    feuille.replaceSync(
      '*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}',
    );
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, feuille];
    const fautes = deborde() ? ['défilement horizontal avec l’espacement du texte augmenté'] : [];
    for (const e of visibles('a, button:not(.fr-btn--menu), label, legend, th, td, p, h1, h2, h3, h4, li, dt, dd')) {
      const { overflowX, overflowY, position } = getComputedStyle(e);
      if (position === 'absolute' || e.clientWidth < 2) continue;
      const coupe = (mode, contenu, boite) => /hidden|clip/.test(mode) && contenu > boite + 2;
      if (coupe(overflowX, e.scrollWidth, e.clientWidth) || coupe(overflowY, e.scrollHeight, e.clientHeight))
        fautes.push(`texte coupé quand son espacement augmente : ${nom(e)}`);
    }
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((f) => f !== feuille);
    return fautes;
  }

  const composantes = (couleur) => (couleur.match(/[\d.]+/g) ?? []).map(Number);
  function luminance([r, v, b]) {
    const lineaire = (c) => (c / 255 <= 0.03928 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * lineaire(r) + 0.7152 * lineaire(v) + 0.0722 * lineaire(b);
  }
  function fond(element) {
    for (let e = element; e; e = e.parentElement) {
      const c = composantes(getComputedStyle(e).backgroundColor);
      if (c.length === 3 || c[3] === 1) return c;
    }
    return composantes(
      getComputedStyle(document.documentElement).colorScheme === 'dark' ? 'rgb(22,22,22)' : 'rgb(255,255,255)',
    );
  }
  function contraste(a, b) {
    const [clair, sombre] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (clair + 0.05) / (sombre + 0.05);
  }

  /** One element of each kind is given the focus: its ring is at least 2 px wide, and stands out from what is around it. */
  function focus(connus) {
    const fautes = [];
    const signatures = [];
    const avant = document.activeElement;
    const theme = document.documentElement.dataset.frTheme;
    for (const e of visibles(ATTEIGNABLES)) {
      const signature = `${theme} ${e.tagName} ${e.type ?? ''} ${e.className}`;
      if (connus.includes(signature) || signatures.includes(signature)) continue;
      // Given by a click, the focus shows no ring: it is given anew.
      if (e === document.activeElement) e.blur();
      e.focus({ preventScroll: true, focusVisible: true });
      if (document.activeElement !== e) continue;
      signatures.push(signature);
      const styles = [
        getComputedStyle(e),
        getComputedStyle(e, '::before'),
        ...[etiquette(e)].filter(Boolean).map((l) => getComputedStyle(l, '::before')),
      ];
      const vu = styles.some(
        (s) =>
          s.outlineStyle !== 'none' &&
          Number(s.outlineWidth.replace('px', '')) >= 2 &&
          contraste(composantes(s.outlineColor), fond(e.parentElement)) >= 3,
      );
      if (!vu) fautes.push(`focus peu visible : ${nom(e)}`);
    }
    if (avant instanceof HTMLElement && avant !== document.body) avant.focus({ preventScroll: true });
    else document.activeElement?.blur();
    return { fautes, signatures };
  }

  function regles(connus) {
    const anneaux = focus(connus);
    const fautes = [
      ...tableaux(),
      ...erreurs(),
      ...clics(),
      ...contenus(),
      ...dessins(),
      ...identifiants(),
      ...cibles(),
      ...anneaux.fautes,
    ];
    if (document.doctype?.name !== 'html' || document.documentElement.lang !== 'fr')
      fautes.push('document sans type ou sans langue');
    if (visibles('h1').length !== 1) fautes.push(`${visibles('h1').length} h1 au lieu d’un`);
    if (!/^\S.* — Tour de table$/.test(document.title)) fautes.push(`titre de page : « ${document.title} »`);
    if (visibles('[tabindex]').some((e) => e.tabIndex > 0)) fautes.push('tabindex positif');
    for (const f of visibles('fieldset'))
      if (!f.querySelector('legend')?.textContent.trim()) fautes.push(`groupe sans légende : ${nom(f)}`);
    for (const a of visibles('a, button'))
      if (VAGUE.test((a.getAttribute('aria-label') ?? a.textContent).trim())) fautes.push(`intitulé vague : ${nom(a)}`);
    for (const i of visibles('input[type=email], input[type=tel], input[name=nom], input[name=prenom]'))
      if (!/^(?!off)\S/.test(i.autocomplete)) fautes.push(`donnée personnelle sans autocomplete : ${nom(i)}`);
    if (deborde()) fautes.push('défilement horizontal');
    else fautes.push(...espacement());
    return { fautes, signatures: anneaux.signatures };
  }

  /** What the first look could not see, because another width hides it. */
  let vus = new WeakSet();
  const rendus = () => [...document.body.querySelectorAll('*')].filter(visible);
  function apparus() {
    const nouveaux = new Set(rendus().filter((e) => !vus.has(e)));
    return [...nouveaux].filter((e) => !nouveaux.has(e.parentElement));
  }

  /**
   * The design system draws its lines and what a pointer lights up by gradients, which axe takes for pictures behind the text and
   * leaves undecided: without them it decides. True pictures stay.
   */
  function sansDegrades() {
    const feuille = new CSSStyleSheet();
    feuille.replaceSync('[data-tdt-degrade], [data-tdt-degrade]::before { background-image: none !important; }');
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, feuille];
    const dessine = (image) => image !== 'none' && !image.includes('url(');
    const marques = rendus().filter((e) => dessine(getComputedStyle(e).backgroundImage));
    for (const e of marques) e.dataset.tdtDegrade = '';
    return () => {
      for (const e of marques) delete e.dataset.tdtDegrade;
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((f) => f !== feuille);
    };
  }

  const cibleDe = ({ target }) => target.flat().join(' ');
  async function lancer(contexte, options) {
    const { violations, incomplete } = await window.axe.run(contexte, {
      ...options,
      resultTypes: ['violations', 'incomplete'],
      preload: false,
      iframes: false,
    });
    return {
      violations: violations.map((v) => `${v.id} : ${v.nodes.map(cibleDe).join(' | ')}`),
      indecis: incomplete.flatMap(({ id, nodes }) =>
        nodes.map((n) => {
          const motifs = [...n.any, ...n.all, ...n.none].map((c) => c.data?.messageKey ?? c.id);
          const e = document.querySelector(n.target.flat()[0]);
          const boite = e?.closest('dialog') ? 'dialog > ' : '';
          const etat = e?.closest('[class*="-group--error"], [class*="-group--valid"]') ? 'état > ' : '';
          return { regle: id, motif: motifs.join('+'), cible: cibleDe(n), html: boite + etat + n.html.slice(0, 160) };
        }),
      ),
    };
  }

  /** `tout`: every rule on what is shown. Else those that depend on what is drawn, and every rule on what has just appeared. */
  async function axe({ tags, dessin, tout, sansCadre }) {
    const exclude = sansCadre ? [...document.querySelectorAll(CADRE)] : [];
    const include = tout ? [] : apparus().filter((e) => !exclude.some((x) => x.contains(e)));
    if (tout) vus = new WeakSet(rendus());
    const rendre = sansDegrades();
    const faits = [await lancer({ exclude }, { runOnly: tout ? tags : { type: 'rule', values: dessin } })];
    if (include.length > 0) faits.push(await lancer({ include }, { runOnly: tags }));
    rendre();
    return faits;
  }

  globalThis.tdt = { empreintes, regles, axe };
}
