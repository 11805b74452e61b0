import { Injectable } from '@nestjs/common';
import { CATEGORIES_ORGANISME, estPublique, ETATS_PART_VOTES, type EtatCandidature } from '@tdt/domaine';
import { DataSource } from 'typeorm';
import type { ProjetRetenuType } from './resultats.type.js';

/** States of a file whose adopted plan still stands. */
const RETENUS: readonly EtatCandidature[] = ['RETENU', 'CONVENTIONNE', 'EN_EXECUTION', 'SOLDE', 'CLOS'];
const PROJETS_MAX = 200;

const enListe = (valeurs: readonly string[]) => valeurs.map((valeur) => `'${valeur}'`).join(', ');

/** The last adoption of the plan of file `c`: nothing of a vote is public before it is proclaimed. */
const ADOPTION = `select max(sc.proclame_le) as le from scrutin sc join point pt on pt.id = sc.point_id
  where pt.candidature_id = c.id and sc.etat = 'PROCLAME' and sc.adopte`;

/** A private funder's gift is its own business (R17; open data bear on public grants, R43). */
const FINANCEMENTS = `select coalesce(json_agg(json_build_object('financeurId', f.id, 'financeur', f.nom,
    'montant', p.montant::text) order by p.montant desc, f.nom, p.id), '[]')
  from part p join organisme f on f.id = p.financeur_id
  where p.candidature_id = c.id and p.etat in (${enListe(ETATS_PART_VOTES)})
    and f.categorie in (${enListe(CATEGORIES_ORGANISME.filter(estPublique))})`;

const SQL = `select c.id, c.titre, o.nom as porteur, a.le as "proclameLe", (${FINANCEMENTS}) as financements
  from candidature c join organisme o on o.id = c.porteur_id cross join lateral (${ADOPTION}) a
  where c.appel_id = $1 and c.etat in (${enListe(RETENUS)}) and a.le is not null
  order by c.titre, c.id limit ${PROJETS_MAX}`;

type Ligne = Omit<ProjetRetenuType, 'financements'> & {
  financements: { financeurId: string; financeur: string; montant: string }[];
};

/** What a conference has decided, for everybody: proclaimed, adopted, and still standing. */
@Injectable()
export class ResultatsService {
  constructor(private readonly source: DataSource) {}

  async lire(appelId: string): Promise<ProjetRetenuType[]> {
    const lignes = await this.source.query<Ligne[]>(SQL, [appelId]);
    return lignes.map((ligne) => ({
      ...ligne,
      financements: ligne.financements.map((f) => ({ ...f, montant: BigInt(f.montant) })),
    }));
  }
}
