import fc from 'fast-check';
import { html } from './html.js';

describe('Le gabarit html', () => {
  it('échappe toute valeur, et laisse le balisage qu’il a fait lui-même', () => {
    expect(html`<b title="${'"><script>'}">${"<i> & l'été"}</b>`.texte).toBe(
      '<b title="&quot;&gt;&lt;script&gt;">&lt;i&gt; &amp; l&#39;été</b>',
    );
    expect(html`<b>${['a', '<'].map((x) => html`<i>${x}</i>`)}</b>`.texte).toBe('<b><i>a</i><i>&lt;</i></b>');
    expect(html`${null}${0}${html`<i></i>`}`.texte).toBe('0<i></i>');
  });

  it('ne laisse jamais une valeur ouvrir une balise ni fermer un attribut', () => {
    fc.assert(fc.property(fc.string(), (texte) => !/[<>"']/.test(html`${texte}`.texte)));
  });
});
