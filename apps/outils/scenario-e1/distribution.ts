import { creerJeton, type Executeur } from '@tdt/socle';
import { siretDe } from '../../../test/monde.js';
import { ORGANISMES, PERSONNES, type CleOrganisme, type ClePersonne } from '../../../test/monde-donnees.js';
import { Ecart, type Distribution } from './client.js';

const SANS_MONDE =
  'Cette base ne contient pas le monde de démonstration : lancez « npm start » ou « npm run demo:reset », puis recommencez.';

async function idDe(base: Executeur, sql: string, valeur: string): Promise<string> {
  const [ligne] = await base.query<{ id: string }[]>(sql, [valeur]);
  if (!ligne) throw new Ecart(SANS_MONDE);
  return ligne.id;
}

/** The named people of the demonstration, each with a token for a day, as `npm run jeton` gives one. */
export async function distribuer(base: Executeur): Promise<Distribution> {
  const organismes = {} as Distribution['organismes'];
  for (const [cle, o] of Object.entries(ORGANISMES)) {
    const siret = 'siret' in o && o.siret !== undefined ? o.siret : siretDe(o.siren ?? '');
    const sql = "select id from organisme where type_identifiant = 'SIRET' and identifiant = $1";
    organismes[cle as CleOrganisme] = await idDe(base, sql, siret);
  }
  const personnes = {} as Distribution['personnes'];
  const jetons = {} as Distribution['jetons'];
  for (const [cle, { courriel }] of Object.entries(PERSONNES)) {
    const id = await idDe(base, 'select id from utilisateur where courriel = $1', courriel);
    personnes[cle as ClePersonne] = id;
    jetons[cle as ClePersonne] = await creerJeton(base, {
      utilisateurId: id,
      libelle: 'scénario E1',
      roles: null,
      jours: 1,
    });
  }
  return { organismes, personnes, jetons };
}
