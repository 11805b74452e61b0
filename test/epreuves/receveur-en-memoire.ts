import http from 'node:http';

/** The control of the proof of memory: a server that holds every file whole, as the port given in argument receives it. */
const receveur = http.createServer((requete, reponse) => {
  const morceaux: Buffer[] = [];
  requete.on('data', (morceau: Buffer) => morceaux.push(morceau));
  requete.on('end', () => {
    reponse.statusCode = Buffer.concat(morceaux).length > 0 ? 201 : 400;
    reponse.end('{}');
  });
});
// As the application: an idle connection closed sooner may be closed under a file on its way.
receveur.keepAliveTimeout = 65_000;
receveur.listen(Number(process.argv[2]), '127.0.0.1');
