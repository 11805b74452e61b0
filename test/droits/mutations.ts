import { UniteDeTravail, nouvelId } from '@tdt/socle';
import { refuser, type AgentHabilite, type Decision } from '@tdt/domaine';
import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  parse,
  type GraphQLField,
  type GraphQLInputType,
} from 'graphql';
import type { EntityManager } from 'typeorm';
import type { Serveur } from '../outillage/serveur.js';
import type { Cible } from './cibles.js';
import { executer } from './lectures.js';

const SCALAIRES: Readonly<Record<string, string>> = {
  String: '"Essai"',
  Int: '1',
  Boolean: 'false',
  Centimes: '"100"',
  Jour: '"2031-01-15"',
  Instant: '"2031-01-15T10:00:00Z"',
};

/** Values whose shape is checked at the door, by name of field. */
const TEXTES: Readonly<Record<string, string>> = {
  courriel: '"droits@exemple.fr"',
  code: '"ESSAI"',
  identifiant: '"73282932000074"',
  exercice: '2021',
  empreinte: `"${'0'.repeat(64)}"`,
};

/** A value that the door lets in: ids are those of the target, keys are new, the rest is the least there can be. */
function valeur(nom: string, type: GraphQLInputType, ids: Cible['ids']): string {
  const nommee = ids[nom];
  if (nommee !== undefined) return nommee;
  if (nom === 'cle') return `"${nouvelId()}"`;
  const nullable = getNullableType(type);
  if (isListType(nullable)) return '[]';
  if (isInputObjectType(nullable)) {
    const champs = Object.values(nullable.getFields()).filter(
      (c) => (isNonNullType(c.type) && c.defaultValue === undefined) || ids[c.name] !== undefined || c.name === 'cle',
    );
    return `{ ${champs.map((c) => `${c.name}: ${valeur(c.name, c.type, ids)}`).join(', ')} }`;
  }
  if (isEnumType(nullable)) return nullable.getValues()[0]?.name ?? '';
  const scalaire = TEXTES[nom] ?? SCALAIRES[getNamedType(type).name];
  if (scalaire === undefined) throw new Error(`Aucun ${getNamedType(type).name} à donner à « ${nom} »`);
  return scalaire;
}

/** The text of one mutation on this target. */
export function ecrire(mutation: GraphQLField<unknown, unknown>, { ids }: Cible): string {
  const args = mutation.args
    .filter((a) => isNonNullType(a.type) || ids[a.name] !== undefined || a.name === 'cle')
    .map((a) => `${a.name}: ${valeur(a.name, a.type, ids)}`);
  return `mutation { r: ${mutation.name}(${args.join(', ')}) { __typename ... on Refus { code message chemin } } }`;
}

export interface Issue {
  /** Code of the refusal, or `oui` when nothing stopped the act. */
  code: string;
  message: string;
  chemin: string | null;
}

/** Plays acts to their end and undoes each of them: what they decided is kept, what they wrote is not. */
export class Banc {
  #decision: Decision<unknown> | undefined;
  readonly #executer: UniteDeTravail['executer'];
  readonly #unite: UniteDeTravail;

  constructor(private readonly s: Serveur) {
    this.#unite = s.app.get(UniteDeTravail);
    this.#executer = this.#unite.executer.bind(this.#unite);
    this.#unite.executer = async <Fait>(acte: (tx: EntityManager) => Promise<Decision<Fait>>) => {
      let decision: Decision<Fait> | undefined;
      const annulee = await this.#executer<Fait>(async (tx) => {
        decision = await acte(tx);
        return decision.ok ? refuser('ETAT_INVALIDE', 'Essai annulé') : decision;
      });
      this.#decision = decision ?? annulee;
      return decision ?? annulee;
    };
  }

  /** Puts back what writes. */
  retirer(): void {
    this.#unite.executer = this.#executer;
  }

  async jouer(agent: AgentHabilite, texte: string): Promise<Issue> {
    this.#decision = undefined;
    const { data, errors } = await executer(this.s, agent, parse(texte));
    const recu = (data?.['r'] ?? null) as {
      __typename: string;
      code?: string;
      message?: string;
      chemin?: string;
    } | null;
    if (recu?.__typename === 'Refus')
      return { code: recu.code ?? '', message: recu.message ?? '', chemin: recu.chemin ?? null };
    // What was undone cannot be read again: the decision says that nothing stopped the act.
    const decidee = this.#decision as Decision<unknown> | undefined;
    if (recu !== null || decidee?.ok) return { code: 'oui', message: '', chemin: null };
    return { code: 'ERREUR', message: `${texte} : ${JSON.stringify(errors ?? data)}`, chemin: null };
  }
}
