import { DROITS, type Droit } from '@tdt/domaine';
import type { ClePersonne } from './monde-donnees.js';
import { affecter } from './monde.js';
import { ampleur } from './outillage/ampleur.js';
import { annoncesDe, seanceDesCinq } from './outillage/cinq-financeurs.js';
import { interroger, notations, PERSONNE, questions, type Connus } from './outillage/observation.js';
import { cle, demarrerServeur, type Serveur } from './outillage/serveur.js';
import { CINQ, demandeAnnonce, ouvrirTour, sceller, type Financeur, type SeanceDeTour } from './outillage/tour.js';

const LENT = 600_000;

/** Those who announce nothing: the staff, another member, the chair, the instructor, an applicant, a funder of elsewhere, nobody. */
const SANS_ANNONCE = ampleur<(ClePersonne | 'public')[]>(
  ['gestionnaire'],
  ['gestionnaire', 'bdtVotante', 'president', 'instructrice', 'admin', 'hubBretagne', 'sicoval', 'public'],
);
/** Of the five who announce, those who try to learn the amounts of the others. */
const CURIEUX = ampleur<readonly Financeur[]>(['mel'], CINQ);
const OBSERVATEURS: (ClePersonne | 'public')[] = [...CURIEUX, ...SANS_ANNONCE];
/** Another amount for each of the funder's amounts, as many digits long. */
const ECART = 7_777n;

/** The control, which has to see one difference and no more, asks only what reads the bids. */
const DU_TEMOIN = ampleur(/annonces/, /^/);

/** What everybody was answered while one set of amounts was under seal. */
type Reponses = Map<ClePersonne | 'public', Map<string, string>>;

describe('Sous scellé, rien de ce que l’on peut demander ne dépend du montant d’un autre (T2)', () => {
  let s: Serveur;
  let seance: SeanceDeTour;
  let tourId: string;
  /** The same idempotency keys on every side, so that nothing but the amounts differs. */
  const cles = Object.fromEntries(CINQ.map((f) => [f, cle()])) as Record<Financeur, string>;
  let reference: Reponses;
  let journalReference: string[];

  beforeAll(async () => {
    s = await demarrerServeur('scelle');
    seance = await seanceDesCinq(s);
    await affecter(s.sqlExecuteur, s.monde.personnes.instructrice, 'INSTRUCTEUR', {
      organismeId: s.monde.organismes.bdt,
      appelId: seance.appelId,
    });
    tourId = (await ouvrirTour(s, seance.seanceId)).id;
    const ids = await toutSceller([]);
    reference = await toutDemander(ids, OBSERVATEURS);
    journalReference = await journal(ids);
  }, LENT);
  afterAll(() => s?.fermer());

  /** Makes the seals of the former side as if they had never been: only the owner of the tables can lift their triggers. */
  async function effacerLesScelles(): Promise<void> {
    const tables = ['ligne_annonce', 'annonce', 'lot', 'journal'];
    const triggers = (etat: string) => tables.map((t) => `alter table ${t} ${etat} trigger user;`).join(' ');
    await s.client.query(`begin; ${triggers('disable')}
      delete from ligne_annonce; delete from annonce;
      update journal_tete t set rang = j.rang, empreinte = j.empreinte from journal j
        where j.chaine = t.chaine and j.chaine = 'seance:${seance.seanceId}' and j.action = 'ouvrirTour';
      delete from journal where action = 'scellerAnnonce'; delete from cle_acte;
      ${triggers('enable')} commit`);
  }

  /** The five seal; the amounts of those who change are others. Gives the names of what chance made on this side. */
  async function toutSceller(changent: readonly Financeur[]): Promise<Map<string, string>> {
    await effacerLesScelles();
    for (const financeur of CINQ) {
      const { plafond, lignes } = annoncesDe(financeur, changent.includes(financeur) ? ECART : 0n);
      const demande = demandeAnnonce(seance, tourId, financeur, plafond, lignes);
      const scellee = await sceller(s, financeur, { ...demande, cle: cles[financeur] });
      expect(scellee.__typename).toBe('Annonce');
    }
    return nomsDesIds();
  }

  /** What chance made on this side, and its name: ids of the bids and of their lines, salts, hashes. */
  async function nomsDesIds(): Promise<Map<string, string>> {
    const lignes = await s.sql<{ valeur: string; nom: string }>(
      `select id::text as valeur, 'annonce ' || financeur_id as nom from annonce
       union all select encode(empreinte, 'hex'), 'empreinte ' || financeur_id from annonce
       union all select encode(sel, 'hex'), 'sel ' || financeur_id from annonce
       union all select l.id::text, 'ligne ' || a.financeur_id || ' ' || l.candidature_id
         from ligne_annonce l join annonce a on a.id = l.annonce_id`,
    );
    return new Map(lignes.map(({ valeur, nom }) => [valeur, nom]));
  }

  const nommer = (texte: string, noms: Map<string, string>) => {
    let resultat = texte;
    for (const [valeur, nom] of noms) resultat = resultat.replaceAll(valeur, nom);
    return resultat;
  };

  const connus = (noms: Map<string, string>): Connus => ({
    Seance: [seance.seanceId],
    Tour: [tourId],
    tourId: [tourId],
    Annonce: [...noms].filter(([, nom]) => nom.startsWith('annonce')).map(([id]) => id),
    Enveloppe: Object.values(seance.enveloppes),
    Candidature: Object.values(seance.candidatures),
    candidatureId: Object.values(seance.candidatures),
    Organisme: CINQ.map((f) => s.monde.organismes[f]),
    financeurId: CINQ.map((f) => s.monde.organismes[f]),
    AppelAProjets: [seance.appelId],
    appelId: [seance.appelId],
    Conference: [seance.conferenceId],
    conferenceId: [seance.conferenceId],
  });

  async function toutDemander(
    noms: Map<string, string>,
    observateurs: typeof OBSERVATEURS,
    parmi = /^/,
  ): Promise<Reponses> {
    const demandes = questions(s.schema, connus(noms)).filter((d) => parmi.test(d));
    const reponses: Reponses = new Map();
    for (const qui of observateurs) {
      const jeton = qui === 'public' ? null : s.monde.jetons[qui];
      const lues = await interroger(s, jeton, demandes);
      for (const [acte, reponse] of await essais(jeton, qui, noms)) lues.set(acte, reponse);
      for (const [adresse, reponse] of await documents(jeton)) lues.set(adresse, reponse);
      const nommees = [...lues].map(([d, r]) => [nommer(d, noms), nommer(r, noms)] as const);
      reponses.set(qui, new Map(nommees));
    }
    return reponses;
  }

  /** Acts that must be refused to this person, and whose refusal must say nothing. */
  async function essais(jeton: string | null, qui: string, noms: Map<string, string>) {
    const sienne = seance.enveloppes[qui] ?? PERSONNE;
    const ligne = { candidatureId: seance.candidatures['hubEst'], maximum: '100' };
    const annonce = (autrement: object) => ({
      d: { cle: cle(), tourId, enveloppeId: sienne, plafond: '100', lignes: [ligne], ...autrement },
    });
    const SCELLER = `mutation ($d: ScellerAnnonceInput!) { r: scellerAnnonce(demande: $d) { __typename ... on Annonce { plafond } ... on Refus { code message chemin details { message } } } }`;
    const acte = (nom: string, type: string) =>
      `mutation ($d: ${type}!) { r: ${nom}(demande: $d) { __typename ... on Refus { code message chemin details { message } } } }`;
    const demandes: [string, string, object][] = [];
    for (const cible of CINQ.filter((f) => f !== qui)) {
      const enveloppeId = seance.enveloppes[cible];
      for (const plafond of ['1', String(annoncesDe(cible).plafond), '9999999999999']) {
        demandes.push([`sceller sur ${cible} ${plafond}`, SCELLER, annonce({ enveloppeId, plafond })]);
      }
      // A key belongs to its person: under that of another, one's own act is judged as under any other.
      demandes.push([`clé de ${cible}`, SCELLER, annonce({ cle: cles[cible], plafond: '9999999999999' })]);
      const annonceId = [...noms].find(([, n]) => n === `annonce ${s.monde.organismes[cible]}`)?.[0];
      demandes.push([
        `retirer ${cible}`,
        acte('retirerAnnonce', 'RetirerAnnonceInput'),
        { d: { cle: cle(), annonceId } },
      ]);
    }
    demandes.push(['trop', SCELLER, annonce({ plafond: '9999999999999' })]);
    demandes.push(['deux fois', SCELLER, annonce({ lignes: [ligne, ligne] })]);
    demandes.push(['inconnu', SCELLER, annonce({ lignes: [{ ...ligne, candidatureId: PERSONNE }] })]);
    demandes.push([
      'figer',
      acte('figerProposition', 'FigerPropositionInput'),
      { d: { cle: cle(), tourId, type: 'MES' } },
    ]);
    demandes.push(['calculer', acte('lancerCalcul', 'LancerCalculInput'), { d: { cle: cle(), tourId } }]);
    demandes.push(['rouvrir', acte('ouvrirTour', 'OuvrirTourInput'), { d: { cle: cle(), seanceId: seance.seanceId } }]);
    if (qui !== 'president') {
      demandes.push(['révéler', acte('revelerTour', 'RevelerTourInput'), { d: { cle: cle(), tourId } }]);
      const annuler = { d: { cle: cle(), tourId, motif: 'Essai' } };
      demandes.push(['annuler', acte('annulerTour', 'AnnulerTourInput'), annuler]);
    }
    const reponses = new Map<string, string>();
    for (const [nom, requete, variables] of demandes) {
      const { data, errors } = await s.brut<{ r: { __typename: string } }>(
        jeton,
        requete,
        variables as Record<string, unknown>,
      );
      expect([nom, data?.r.__typename]).toEqual([nom, 'Refus']);
      reponses.set(nom, JSON.stringify({ data, errors }));
    }
    return reponses;
  }

  /** Every document that the platform serves, this session's minutes first. */
  async function documents(jeton: string | null): Promise<Map<string, string>> {
    const adresses = [
      `/documents/seances/${seance.seanceId}/pv.pdf`,
      ...Object.values(seance.candidatures).flatMap((id) =>
        ['recu', 'decision'].map((document) => `/documents/candidatures/${id}/${document}.pdf`),
      ),
      `/documents/pieces/${PERSONNE}`,
      `/documents/conventions/${PERSONNE}.pdf`,
    ];
    const reponses = new Map<string, string>();
    for (const adresse of adresses) {
      const reponse = await fetch(`${s.url}${adresse}`, { headers: jeton ? { authorization: `Bearer ${jeton}` } : {} });
      reponses.set(adresse, `${reponse.status} ${Buffer.from(await reponse.arrayBuffer()).toString('base64')}`);
    }
    return reponses;
  }

  async function journal(noms: Map<string, string>): Promise<string[]> {
    const lignes = await s.sql<{ texte: string }>(
      `select concat_ws(' ', chaine, rang, action, acteur_id, objet_type, objet_id, donnees) as texte from journal
       where chaine like 'seance:%' or chaine like 'part:%' or chaine like 'appel:%' order by chaine, rang`,
    );
    return lignes.map(({ texte }) => nommer(texte, noms));
  }

  /** Questions that this person was answered otherwise than on the side of reference. */
  function differences(qui: ClePersonne | 'public', autres: Reponses, parmi = /^/): string[] {
    const [ici, la] = [reference.get(qui), autres.get(qui)];
    if (!ici || !la) throw new Error(`Personne n’a été interrogé : ${qui}`);
    const demandees = [...ici.keys()].filter((d) => !d.startsWith('{') || parmi.test(d));
    expect([...la.keys()]).toEqual(demandees);
    return demandees.filter((question) => la.get(question) !== ici.get(question));
  }

  function montantsLus(qui: ClePersonne | 'public', de: Financeur, reponses: Reponses): string[] {
    const { plafond, lignes } = annoncesDe(de);
    const texte = [...(reponses.get(qui) ?? new Map<string, string>()).values()].join('\n');
    return [plafond, ...(Object.values(lignes) as bigint[])].filter((m) => notations(m).test(texte)).map(String);
  }

  it('interroge partout : chaque requête du schéma, chaque filtre, chaque ordre, chaque document', () => {
    const gestion = reference.get('gestionnaire');
    expect(gestion?.size).toBeGreaterThan(120);
    const vue = [...(gestion ?? [])].find(([q]) => q.startsWith('{ tour('))?.[1] ?? '';
    // Who has sealed, when, under which hash: that much is for everybody around the table.
    for (const financeur of CINQ) expect(vue).toContain(`empreinte ${s.monde.organismes[financeur]}`);
    expect(vue).toContain('"annonces":[]');
    expect(vue).toContain('"preuves":[]');
  });

  it('aucun montant d’un financeur n’est lu par un autre, sous aucune écriture', () => {
    const fuites = OBSERVATEURS.flatMap((qui) =>
      CINQ.filter((f) => f !== qui).flatMap((f) =>
        montantsLus(qui, f, reference).map((m) => `${qui} lit ${m} de ${f}`),
      ),
    );
    expect(fuites).toEqual([]);
    for (const financeur of CURIEUX) expect(montantsLus(financeur, financeur, reference)).toHaveLength(5);
  });

  it.each(CURIEUX)(
    'que les quatre autres annoncent tels montants ou tels autres, %s lit les mêmes octets, et le journal aussi',
    async (qui) => {
      const noms = await toutSceller(CINQ.filter((f) => f !== qui));
      expect(differences(qui, await toutDemander(noms, [qui]))).toEqual([]);
      expect(await journal(noms)).toEqual(journalReference);
    },
    LENT,
  );

  it(
    'que les cinq annoncent tels montants ou tels autres, qui n’annonce rien lit les mêmes octets',
    async () => {
      const noms = await toutSceller(CINQ);
      const reponses = await toutDemander(noms, SANS_ANNONCE);
      for (const qui of SANS_ANNONCE) expect([qui, ...differences(qui, reponses)]).toEqual([qui]);
      const demandes = [...reference.values()].reduce((somme, reponsesDeUn) => somme + reponsesDeUn.size, 0);
      process.stdout.write(
        `Sous scellé : ${OBSERVATEURS.length} personnes, ${demandes} demandes faites deux fois, 0 octet d’écart\n`,
      );
    },
    LENT,
  );

  it('le journal ne porte aucun montant avant la révélation', () => {
    const texte = journalReference.join('\n');
    expect(texte).toContain('scellerAnnonce');
    for (const financeur of CINQ) {
      const { plafond, lignes } = annoncesDe(financeur);
      for (const m of [plafond, ...(Object.values(lignes) as bigint[])]) expect(texte).not.toMatch(notations(m));
    }
  });

  it(
    'témoin : la même comparaison voit la différence chez le financeur lui-même, et un droit de trop chez la gestion',
    async () => {
      const droitDeTrop: Droit = { action: 'lireAnnonceScellee', role: 'GESTIONNAIRE', relation: 'TOUS' };
      const noms = await toutSceller(['mel']);
      const vu = async (qui: ClePersonne) => differences(qui, await toutDemander(noms, [qui], DU_TEMOIN), DU_TEMOIN);
      expect(await vu('mel')).not.toEqual([]);
      (DROITS as Droit[]).push(droitDeTrop);
      try {
        expect(await vu('gestionnaire')).not.toEqual([]);
      } finally {
        (DROITS as Droit[]).pop();
      }
    },
    LENT,
  );
});
