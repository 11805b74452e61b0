import { effacerPersonne, journaliser } from '@tdt/socle';
import pg from 'pg';
import { executeurPg } from './executeur-pg.js';

const courriel = (process.argv[2] ?? '').trim().toLowerCase();
if (!courriel) {
  console.error('Donnez une adresse : npm run effacer:personne -- prenom.nom@exemple.fr');
  process.exit(1);
}
const client = new pg.Client({ connectionString: process.env['DATABASE_URL'] });
await client.connect();
try {
  const base = executeurPg(client);
  const [personne] = await base.query<{ id: string }[]>('select id from utilisateur where courriel = $1', [courriel]);
  if (!personne) {
    console.error(`Personne n’a l’adresse « ${courriel} » sur cette plateforme : vérifiez-la.`);
    process.exitCode = 1;
  } else {
    await base.query('begin');
    const valeurs = await effacerPersonne(base, personne.id);
    await journaliser(base, {
      chaine: `utilisateur:${personne.id}`,
      action: 'effacerPersonne',
      acteurId: null,
      objetType: 'utilisateur',
      objetId: personne.id,
      donnees: { valeurs },
    });
    await base.query('commit');
    console.log(`${valeurs} valeurs personnelles du journal effacées. Son compte, lui, reste tel qu’il est.`);
  }
} finally {
  await client.end();
}
