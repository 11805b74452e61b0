// Jest sequencer: a fresh clone remembers no durations, and a long file begun last keeps the other cores waiting.
import Sequenceur from '@jest/test-sequencer';

/** The files that take longest, the longest first. */
const LONGS = [
  'test/pannes',
  'test/sous-scelle',
  'test/navigateur/',
  'test/rejeux',
  'test/droits',
  'test/lire-sans-fuite',
  'apps/outils/controle-convention/',
  'libs/conventions/src/impression/',
  'test/voter-allocation',
  'test/entrees-hostiles',
  'test/simultaneite',
];

const rang = ({ path }) => LONGS.findIndex((debut) => path.includes(`/${debut}`)) + 1 || LONGS.length + 1;

export default class Ordre extends Sequenceur {
  sort(tests) {
    return super.sort(tests).toSorted((a, b) => rang(a) - rang(b));
  }
}
