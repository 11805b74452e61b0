import { Injectable } from '@nestjs/common';
import {
  accepter,
  controlerSaisie,
  CYCLE_CANDIDATURE,
  estModifiable,
  refuser,
  trouverCompte,
  type CodeRefus,
  type Decision,
} from '@tdt/domaine';
import { nouvelId, type AgentConnu } from '@tdt/socle';
import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import { Candidature, CandidatureTerritoire } from './candidature.entity.js';
import type { EnregistrerCandidatureInput } from './candidatures.inputs.js';
import { Dossiers } from './dossiers.js';
import { Action, AideDeclaree, Lieu, LigneBudget, LignePlan, Partenaire } from './projet.entity.js';

interface Reference {
  chemin: string;
  nature: string;
  code: string;
}

/** Fields copied as they are; those that may not be null fall back on an empty value. */
const CHAMPS_SIMPLES = [
  'origineInitiative',
  'debut',
  'fin',
  'regimeAide',
  'montantDemande',
  'assiette',
  'representantNom',
  'representantQualite',
] as const;

/** What the applicant writes, at any completeness. */
@Injectable()
export class EnregistrementService {
  constructor(private readonly dossiers: Dossiers) {}

  /**
   * Changes the given fields of a draft or of a file sent back for completion; a given list replaces the former one.
   * Refusals: ETAT_INVALIDE, CONFLIT_VERSION, ENTREE_INVALIDE, DOUBLON, TERRITOIRE_INCONNU, INTROUVABLE (an organisation).
   */
  enregistrerCandidature(agent: AgentConnu, demande: EnregistrerCandidatureInput): Promise<Decision<string>> {
    return this.dossiers.agir(agent, 'enregistrerCandidature', demande.id, async (tx, candidature) => {
      const modifiable = this.verifierEtat(candidature, demande.version);
      if (!modifiable.ok) return modifiable;
      const saisie = controlerSaisie(demande);
      if (!saisie.ok) return saisie;
      const territoires = await this.verifierTerritoires(tx, demande);
      if (!territoires.ok) return territoires;
      const organismes = await this.verifierOrganismes(tx, demande);
      if (!organismes.ok) return organismes;
      await this.remplacerListes(tx, candidature.id, demande);
      return accepter(this.champs(demande));
    });
  }

  private verifierEtat({ etat, version }: Candidature, lue: number): Decision {
    if (!estModifiable(etat)) {
      const message = `La candidature est à l’état « ${CYCLE_CANDIDATURE.etats[etat]} » : son contenu ne se modifie plus.`;
      return refuser('ETAT_INVALIDE', message, 'id');
    }
    if (lue === version) return accepter();
    const message = 'Cette candidature a été modifiée depuis que vous l’avez lue : relisez-la avant d’enregistrer.';
    return refuser('CONFLIT_VERSION', message, 'version');
  }

  private champs(demande: EnregistrerCandidatureInput): Partial<Candidature> {
    const { contratEngagementRepublicain: cer, exceptionParticipation: exception } = demande;
    const simples = CHAMPS_SIMPLES.filter((c) => demande[c] !== undefined).map((c) => [c, demande[c]] as const);
    return {
      ...(Object.fromEntries(simples) as Partial<Candidature>),
      ...(demande.titre !== undefined && { titre: demande.titre ?? '' }),
      ...(demande.resume !== undefined && { resume: demande.resume ?? '' }),
      ...(demande.nature !== undefined && { nature: demande.nature ?? 'FONCTIONNEMENT' }),
      ...(cer !== undefined && {
        cerAccepteLe: cer?.date ?? null,
        cerSignataire: cer?.signataire ?? null,
        cerVersion: cer?.version ?? null,
      }),
      ...(exception !== undefined && {
        exceptionParticipation: exception?.type ?? null,
        exceptionActe: exception?.acte ?? null,
      }),
    };
  }

  private async verifierTerritoires(tx: EntityManager, demande: EnregistrerCandidatureInput): Promise<Decision> {
    const references: Reference[] = [
      ...(demande.territoires ?? []).map((t, i) => ({ ...t, chemin: `territoires[${i}].code` })),
      ...(demande.actions ?? []).flatMap((action, i) =>
        action.lieux.map((l, j) => ({
          nature: 'COMMUNE',
          code: l.communeCode,
          chemin: `actions[${i}].lieux[${j}].communeCode`,
        })),
      ),
    ];
    const connus = await tx.query<{ nature: string; code: string }[]>(
      `select t.nature, t.code from territoire t join unnest($1::text[], $2::text[]) r (nature, code) using (nature, code)`,
      [references.map((r) => r.nature), references.map((r) => r.code)],
    );
    const presents = new Set(connus.map((t) => `${t.nature} ${t.code}`));
    const inconnus = references.filter((r) => !presents.has(`${r.nature} ${r.code}`));
    return refuserTous(inconnus, 'TERRITOIRE_INCONNU', (r) =>
      r.nature === 'COMMUNE'
        ? `Aucune commune ne porte le code INSEE « ${r.code} ».`
        : `Aucun territoire de cet échelon ne porte le code « ${r.code} ».`,
    );
  }

  private async verifierOrganismes(tx: EntityManager, demande: EnregistrerCandidatureInput): Promise<Decision> {
    const references = [
      ...(demande.partenaires ?? []).map((p, i) => ({ id: p.organismeId, chemin: `partenaires[${i}].organismeId` })),
      ...(demande.plan ?? []).flatMap((l, i) =>
        l.financeurId ? [{ id: l.financeurId, chemin: `plan[${i}].financeurId` }] : [],
      ),
    ];
    const connus = await tx.query<{ id: string }[]>('select id from organisme where id = any ($1::uuid[])', [
      references.map((r) => r.id),
    ]);
    const presents = new Set(connus.map((o) => o.id));
    const inconnus = references.filter((r) => !presents.has(r.id.toLowerCase()));
    return refuserTous(inconnus, 'INTROUVABLE', () => 'Cet organisme n’est pas inscrit sur la plateforme.');
  }

  private async remplacerListes(tx: EntityManager, candidatureId: string, d: EnregistrerCandidatureInput) {
    const remplacer = async <T extends ObjectLiteral>(entite: EntityTarget<T>, lignes: object[] | null | undefined) => {
      if (lignes === undefined) return;
      await tx.delete(entite, { candidatureId } as never);
      await tx.insert(
        entite,
        (lignes ?? []).map((l, i) => ({ ...l, id: nouvelId(), candidatureId, rang: i + 1 })) as never,
      );
    };
    await remplacer(Partenaire, d.partenaires);
    await remplacer(LigneBudget, d.budget && d.budget.map((l) => ({ ...l, sens: trouverCompte(l.compte)?.sens })));
    await remplacer(LignePlan, d.plan);
    await remplacer(AideDeclaree, d.aidesDeclarees);
    if (d.actions !== undefined) await this.remplacerActions(tx, candidatureId, d.actions ?? []);
    if (d.territoires === undefined) return;
    await tx.delete(CandidatureTerritoire, { candidatureId });
    const distincts = new Map((d.territoires ?? []).map((t) => [`${t.nature} ${t.code}`, t]));
    await tx.insert(
      CandidatureTerritoire,
      [...distincts.values()].map(({ nature, code }) => ({ candidatureId, nature, code })),
    );
  }

  private async remplacerActions(
    tx: EntityManager,
    candidatureId: string,
    actions: NonNullable<EnregistrerCandidatureInput['actions']>,
  ): Promise<void> {
    await tx.query('delete from lieu where action_id in (select id from action where candidature_id = $1)', [
      candidatureId,
    ]);
    await tx.delete(Action, { candidatureId });
    const lignes = actions.map(({ lieux, ...action }, i) => ({
      ...action,
      lieux,
      id: nouvelId(),
      candidatureId,
      rang: i + 1,
    }));
    await tx.insert(
      Action,
      lignes.map(({ lieux: _lieux, ...action }) => action),
    );
    await tx.insert(
      Lieu,
      lignes.flatMap(({ id: actionId, lieux }) =>
        lieux.map((l, j) => ({ ...l, id: nouvelId(), actionId, rang: j + 1 })),
      ),
    );
  }
}

function refuserTous<T extends { chemin: string }>(
  fautes: T[],
  code: CodeRefus,
  phrase: (faute: T) => string,
): Decision {
  const details = fautes.map((f) => ({ code, chemin: f.chemin, message: phrase(f) }));
  const [premier] = details;
  return premier ? refuser(code, premier.message, premier.chemin, details) : accepter();
}
