import fs from 'node:fs';
import path from 'node:path';
import { ecrireInstant } from '@tdt/domaine';
import { horlogeDuProcessus } from '@tdt/socle';
import pg from 'pg';
import { executeurPg } from './executeur-pg.js';
import { calendrierDuJour } from './scenario-e1/calendrier.js';
import { Client, Ecart } from './scenario-e1/client.js';
import { distribuer } from './scenario-e1/distribution.js';
import { rejoindre } from './scenario-e1/instance.js';
import { jouerE1 } from './scenario-e1/jouer.js';
import { nouvellePartie } from './scenario-e1/partie.js';

const SORTIE = path.join('sortie', 'convention-e1.pdf');

/** `npm run scenario:e1`: E1 of the specification, through the API of a running instance, on today's dates. */
async function principal(): Promise<void> {
  const urlBase = process.env['DATABASE_URL'] ?? '';
  const instance = await rejoindre(process.env['API_URL'] ?? 'http://localhost:3000', urlBase);
  const base = new pg.Client({ connectionString: urlBase });
  try {
    await base.connect();
    const cal = calendrierDuJour(horlogeDuProcessus);
    const code = `E1-${cal.cloture.slice(0, 19).replace(/[-:]/g, '').replace('T', '-')}`;
    console.log(`Scénario E1 sur ${instance.adresse}${instance.propre ? ' (lancée pour l’occasion)' : ''}`);
    console.log(
      `Nous ne sommes plus en 2021 : le scénario publie son propre AMI (${code}), aux règles de celui de 2020, qui clôt ` +
        `le ${ecrireInstant(new Date(cal.cloture))}, et une conférence dont le règlement permet de convoquer sans délai.\n`,
    );
    const client = new Client(instance.adresse, await distribuer(executeurPg(base)));
    const partie = nouvellePartie(client, cal, code, (etape) => console.log(`✔ ${etape}`));
    const resultat = await jouerE1(partie);
    fs.mkdirSync(path.dirname(SORTIE), { recursive: true });
    fs.writeFileSync(SORTIE, resultat.pdf);
    console.log(`\nConvention ${resultat.numero} écrite dans ${SORTIE} (${resultat.nomPdf})`);
    console.log('Scénario E1 : 5 parties, 600 000,00 €, taux totalisant 100,00 %, enveloppe restante 1 950 000,00 €.');
  } finally {
    await base.end();
    await instance.quitter();
  }
}

try {
  await principal();
} catch (erreur) {
  if (!(erreur instanceof Ecart)) throw erreur;
  console.error(`✘ ${erreur.message}`);
  process.exitCode = 1;
}
