// A thread that obeys the text of the data: it dies, never answers, or gives the text back. For the tests of the print shop.
import { parentPort } from 'node:worker_threads';

parentPort.on('message', ({ donnees }) => {
  if (donnees === 'MEURS') process.exit(3);
  if (donnees === 'ECLATE') throw new Error('éclaté');
  if (donnees === 'DORS') return;
  setTimeout(() => parentPort.postMessage({ pdf: new TextEncoder().encode(donnees) }), 20);
});
