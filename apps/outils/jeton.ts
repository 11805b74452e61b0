import { creerJeton } from '@tdt/socle';
import pg from 'pg';
import { executeurPg } from './executeur-pg.js';

const JOURS = 30;
const courriel = (process.argv[2] ?? '').trim().toLowerCase();
if (!courriel) {
  console.error('Donnez une adresse : npm run jeton -- prenom.nom@exemple.fr');
  process.exit(1);
}
const client = new pg.Client({ connectionString: process.env['DATABASE_URL'] });
await client.connect();
try {
  const base = executeurPg(client);
  const [utilisateur] = await base.query<{ id: string }[]>('select id from utilisateur where courriel = $1', [
    courriel,
  ]);
  if (!utilisateur) {
    console.error(`Personne n’a l’adresse « ${courriel} » sur cette plateforme : vérifiez-la.`);
    process.exitCode = 1;
  } else {
    const jeton = await creerJeton(base, {
      utilisateurId: utilisateur.id,
      libelle: 'ligne de commande',
      roles: null,
      jours: JOURS,
    });
    console.error(`Jeton de ${courriel}, valable ${JOURS} jours. Il ne sera plus jamais affiché :`);
    console.log(jeton);
  }
} finally {
  await client.end();
}
