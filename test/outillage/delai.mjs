// For the runner of the e2e project, which knows no time-out: a test that never ends fails with a sentence, as under Jest's own.
import { bind } from 'jest-each';

const DELAI_MS = 180_000;

function borner(titre, corps, ms) {
  return async () => {
    let minuterie;
    const trop = new Promise((_, rejeter) => {
      minuterie = setTimeout(() => rejeter(new Error(`« ${titre} » dure plus de ${ms} ms.`)), ms);
    });
    try {
      await Promise.race([corps(), trop]);
    } finally {
      clearTimeout(minuterie);
    }
  };
}

function avecDelai(declarer) {
  const declare = (titre, corps, ms = DELAI_MS) => declarer(titre, borner(titre, corps, ms));
  declare.each = bind(declare);
  declare.skip = declarer.skip;
  return declare;
}

export default function poserDelais() {
  for (const nom of ['it', 'test']) globalThis[nom] = avecDelai(globalThis[nom]);
  for (const nom of ['beforeAll', 'afterAll', 'beforeEach', 'afterEach']) {
    const declarer = globalThis[nom];
    globalThis[nom] = (corps, ms = DELAI_MS) => declarer(borner(nom, corps, ms));
  }
}
