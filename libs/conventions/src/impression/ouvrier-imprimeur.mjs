// The thread in which conventions are printed. Plain JavaScript, because it starts as it is from the sources, under the tests,
// and from dist/.
import { parentPort } from 'node:worker_threads';
import { imprimer } from './imprimeur.js';

parentPort.on('message', async (demande) => {
  const reponse = await imprimer(demande);
  parentPort.postMessage(reponse, 'pdf' in reponse ? [reponse.pdf.buffer] : []);
});
