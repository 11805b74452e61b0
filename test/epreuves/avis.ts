import { BoiteAuxLettres } from './boite-aux-lettres.js';
import { avecPool, hasard, identifiant, nombre, tirer, type Bilan, type Lieu } from './outils.js';
import { compile, Processus } from './processus.js';

/** A lease that a killed worker leaves behind, in seconds: short, so that the proof does not wait two minutes. */
const BAIL_S = 2;
const PATIENCE_MS = 300_000;
const OUVRIERS = 4;

export interface ChiffresAvis {
  travaux: number;
  ouvriers: number;
  tues: number;
  /** Jobs with their one effect in the database, and no other. */
  distincts: number;
  /** Effects too many. */
  doubles: number;
  /** Messages whose job did not end: without their line, or never marked as sent. */
  inacheves: number;
  /** Mails that the server took, and how many different Message-IDs they bore. */
  envois: number;
  messages: number;
  /** A worker that ended by itself. */
  tombes: number;
  secondes: number;
}

const attendre = (ms: number) => new Promise((suite) => setTimeout(suite, ms));

/** One file whose applicant waits for `travaux` events, written by the journal as acts are. */
async function semer(url: string, travaux: number, temoin: boolean): Promise<void> {
  await avecPool(url, 1, async (pool) => {
    const [appel, dossier, hub, personne] = ['appel', 'dossier', 'hub', 'personne'].map((n) =>
      identifiant(`avis ${n}`),
    );
    await pool.query(
      `insert into organisme (id, nom, categorie, type_identifiant, identifiant, cree_le)
       values ($1, 'Hub d’essai', 'ASSOCIATION', 'SIRET', '99900010600010', maintenant())`,
      [hub],
    );
    await pool.query(
      `insert into utilisateur (id, courriel, prenom, nom, cree_le) values ($1, 'zoe@hub.example', 'Zoé', 'Essai', maintenant())`,
      [personne],
    );
    await pool.query(
      `insert into habilitation (id, utilisateur_id, role, organisme_id, debut) values ($1, $2, 'PORTEUR', $3, '2020-01-01')`,
      [identifiant('avis habilitation'), personne, hub],
    );
    await pool.query(
      `insert into appel_a_projets (id, code, type, titre, etat, cree_le) values ($1, 'AVIS', 'AMI', 'Appel', 'BROUILLON', maintenant())`,
      [appel],
    );
    await pool.query(
      `insert into candidature (id, appel_id, porteur_id, cree_par, etat, numero, titre, depose_le, contenu_fige, empreinte,
         cree_le, modifie_le)
       values ($1, $2, $3, $4, 'RECEVABLE', 'AVIS-1', 'Projet', maintenant(), '{}', sha256('{}'), maintenant(), maintenant())`,
      [dossier, appel, hub, personne],
    );
    // The control must be able to do what the constraint of the real table refuses.
    if (temoin) await pool.query('drop index avis_unique');
    await pool.query(
      `select journaliser('candidature:' || n, 'declarerRecevable', null, 'candidature', $1, null, '{}')
         from generate_series(1, $2::int) n`,
      [dossier, travaux],
    );
  });
}

async function restants(url: string): Promise<number> {
  return avecPool(url, 1, async (pool) => {
    const { rows } = await pool.query<{ n: number }>(
      `select ((select count(*) from evenement where traite_le is null)
         + (select count(*) from courriel where etat = 'A_ENVOYER'))::int as n`,
    );
    return rows[0]?.n ?? 0;
  });
}

/** Work comes once all the workers are there: one that came late would leave it to the others. */
async function attendreOuvriers(url: string, n: number): Promise<void> {
  await avecPool(url, 1, async (pool) => {
    for (let presents = 0; presents < n;) {
      const { rows } = await pool.query<{ n: number }>(
        `select count(distinct client_port)::int as n from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid()`,
      );
      presents = rows[0]?.n ?? 0;
      await attendre(50);
    }
  });
}

async function compter(url: string) {
  return avecPool(url, 1, async (pool) => {
    const { rows } = await pool.query<{ distincts: number; doubles: number; inacheves: number }>(
      `select (select count(*) from (select a.evenement_id from avis a join courriel c on c.id = a.courriel_id
                 where c.etat = 'ENVOYE' group by 1 having count(*) = 1) t)::int as distincts,
         ((select count(*) from courriel) - (select count(distinct evenement_id) from avis))::int as doubles,
         (select count(*) from courriel c where c.etat <> 'ENVOYE'
            or not exists (select 1 from avis a where a.courriel_id = c.id))::int as inacheves`,
    );
    return rows[0] ?? { distincts: 0, doubles: 0, inacheves: 0 };
  });
}

/** Kills workers one after the other, always in the middle of their work, until all is done. */
async function tourmenter(ouvriers: Processus[], boite: BoiteAuxLettres, url: string, travaux: number, voulus: number) {
  const des = hasard(voulus);
  const debut = performance.now();
  const pas = Math.floor(travaux / (voulus + 1));
  let tues = 0;
  for (;;) {
    if (performance.now() - debut > PATIENCE_MS) throw new Error('les avis n’avancent plus');
    if (tues < voulus && boite.recus.length >= pas * (tues + 1)) {
      const victime = tirer(ouvriers, des);
      await attendre(Math.floor(des() * 10));
      await victime.tuer();
      victime.lancer();
      tues += 1;
    } else if (tues === voulus && (await restants(url)) === 0) return tues;
    else await attendre(tues < voulus ? 2 : 200);
  }
}

/** `temoin`: the effect of a job is written outside its transaction. */
export async function mesurerAvis(lieu: Lieu, travaux: number, voulus: number, temoin = false): Promise<ChiffresAvis> {
  const debut = performance.now();
  const base = await lieu.nouvelleBase('avis');
  const boite = new BoiteAuxLettres();
  const portSmtp = Number(new URL(await boite.ouvrir()).port);
  const reglages = JSON.stringify({ urlBase: base.url, portSmtp, bailS: BAIL_S, temoin });
  const script = compile('test/epreuves/ouvrier-avis.js');
  const ouvriers = Array.from({ length: OUVRIERS }, () => new Processus(script, [reglages]));
  try {
    ouvriers.forEach((o) => o.lancer());
    await attendreOuvriers(base.url, OUVRIERS);
    await semer(base.url, travaux, temoin);
    const tues = await tourmenter(ouvriers, boite, base.url, travaux, voulus);
    await Promise.all(ouvriers.map((o) => o.arreter()));
    return {
      travaux,
      ouvriers: OUVRIERS,
      tues,
      ...(await compter(base.url)),
      envois: boite.recus.length,
      messages: new Set(boite.recus.map((r) => r.messageId)).size,
      tombes: ouvriers.reduce((somme, o) => somme + o.mortsSpontanees, 0),
      secondes: (performance.now() - debut) / 1000,
    };
  } finally {
    await Promise.all(ouvriers.map((o) => o.tuer()));
    await boite.fermer();
    await base.fermer();
  }
}

/** (o) Effects exactly once, mails at least once under a stable Message-ID, whatever is killed (trust.md A9). */
export async function epreuveAvis(lieu: Lieu, travaux: number, tues: number): Promise<Bilan> {
  const m = await mesurerAvis(lieu, travaux, tues);
  const temoin = await mesurerAvis(lieu, Math.round(travaux / 10), Math.max(2, Math.round(tues / 5)), true);
  const tenue = m.distincts === travaux && m.doubles === 0 && m.inacheves === 0 && m.tombes === 0;
  return {
    reussie: tenue && m.messages === travaux && m.envois >= travaux && temoin.doubles > 0,
    ligne:
      `avis : ${nombre(m.travaux)} événements, ${m.ouvriers} facteurs, ${m.tues} kill -9 : ` +
      `${nombre(m.distincts)}/${nombre(m.travaux)} effets distincts, ${m.doubles} en double, ${m.inacheves} inachevé, ` +
      `${nombre(m.envois)} envois sous ${nombre(m.messages)} Message-ID, ${m.secondes.toFixed(0)} s ; ` +
      `témoin (effet hors de la transaction) : ${nombre(temoin.doubles)} effets en double sur ${nombre(temoin.travaux)}`,
  };
}
