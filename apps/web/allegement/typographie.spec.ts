import { poserInsecables, typographierModule } from './typographie.js';

const N = '\u00A0';
const F = '\u202F';

describe('La typographie française des écrans', () => {
  it.each([
    ['Total : 12', `Total${N}: 12`],
    ['Partir sans enregistrer ?', `Partir sans enregistrer${F}?`],
    ['Oui ; non ! (vraiment ?)', `Oui${F}; non${F}! (vraiment${F}?)`],
    ['« Hubs 2027 »', `«${N}Hubs 2027${N}»`],
    ['à 12:30, https://a.fr/?b=c', 'à 12:30, https://a.fr/?b=c'],
  ])('%s', (texte, attendu) => {
    expect(poserInsecables(texte)).toBe(attendu);
    expect(poserInsecables(attendu)).toBe(attendu);
  });

  it('ne touche que les textes d’un module, entre les valeurs aussi', () => {
    const code = "const a = b ? `« ${c} » : ${d ? 'é : oui' : 1}` : /x : y/;";
    expect(typographierModule(code)).toBe(`const a = b ? \`«${N}\${c}${N}»${N}: \${d ? 'é${N}: oui' : 1}\` : /x : y/;`);
  });
});
