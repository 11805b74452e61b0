import { CLASSE_APPEL, CLASSES_PAR_DEFAUT } from '@tdt/domaine';
import type { Executeur } from '@tdt/socle';
import type { EnveloppeLue, ProjetLu } from './donnees-tour.js';

/** The names of a round, whatever has become of its files since. */
export interface NomsTour {
  projets: ReadonlyMap<string, Pick<ProjetLu, 'titre'>>;
  enveloppes: ReadonlyMap<string, Pick<EnveloppeLue, 'financeurId' | 'financeur' | 'dispositif' | 'lignes'>>;
  classes: ReadonlyMap<string, string>;
}

interface NomsLus {
  projets: { id: string; titre: string }[];
  enveloppes: { id: string; financeurId: string; financeur: string; dispositif: string }[];
  classes: { code: string; libelle: string }[];
}

const SQL = `select json_build_object(
  'projets', (select coalesce(json_agg(json_build_object('id', c.id, 'titre', c.titre)), '[]')
    from tour_projet tp join candidature c on c.id = tp.candidature_id where tp.tour_id = $1),
  'enveloppes', (select coalesce(json_agg(json_build_object('id', e.id, 'financeurId', f.id, 'financeur', f.nom,
      'dispositif', e.dispositif)), '[]')
    from annonce a join enveloppe e on e.id = a.enveloppe_id join organisme f on f.id = e.financeur_id
    where a.tour_id = $1 and a.etat = 'SCELLEE'),
  'classes', (select coalesce(json_agg(distinct jsonb_build_object('code', cf.code, 'libelle', cf.libelle)), '[]')
    from tour_projet tp join candidature c on c.id = tp.candidature_id join classe_financeur cf on cf.appel_id = c.appel_id
    where tp.tour_id = $1)) as noms`;

/** Reads the names of a revealed round, in one statement. */
export async function nommerTour(base: Executeur, tourId: string): Promise<NomsTour> {
  const [ligne] = await base.query<{ noms: NomsLus }[]>(SQL, [tourId]);
  const { projets, enveloppes, classes } = ligne?.noms ?? { projets: [], enveloppes: [], classes: [] };
  return {
    projets: new Map(projets.map(({ id, titre }) => [id, { titre }])),
    enveloppes: new Map(enveloppes.map(({ id, ...nom }) => [id, { ...nom, lignes: [] }])),
    classes: new Map([
      [CLASSE_APPEL, 'Tous les financeurs'],
      ...CLASSES_PAR_DEFAUT.map(({ code, libelle }) => [code, libelle] as const),
      ...classes.map(({ code, libelle }) => [code, libelle] as const),
    ]),
  };
}
