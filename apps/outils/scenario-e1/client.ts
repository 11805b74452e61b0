import { avecCle, type Arguments } from '../../../test/monde-client.js';
import type { ClePersonne, CleOrganisme } from '../../../test/monde-donnees.js';

/** Who plays, on what: ids and tokens of the named world, by key. */
export interface Distribution {
  organismes: Record<CleOrganisme, string>;
  personnes: Record<ClePersonne, string>;
  jetons: Record<ClePersonne, string>;
}

/** A step that did not give what the scenario expects, in one French sentence. */
export class Ecart extends Error {}

export function exiger(condition: boolean, phrase: string): asserts condition {
  if (!condition) throw new Ecart(phrase);
}

interface RefusRecu {
  __typename: 'Refus';
  code: string;
  message: string;
  chemin: string | null;
  details: { chemin: string; message: string }[];
}

const REFUS = '... on Refus { code message chemin details { chemin message } }';

/** Speaks to a running instance as its users do: GraphQL and REST over HTTP, with the token of each person. */
export class Client {
  constructor(
    readonly adresse: string,
    readonly distribution: Distribution,
  ) {}

  /** A mutation that must succeed; a refusal stops the scenario with its own sentence. */
  async faire<T>(qui: ClePersonne, nom: string, champs: string, args: Arguments): Promise<T> {
    const recu = await this.tenter<T>(qui, nom, champs, args);
    if (!estRefus(recu)) return recu;
    const details = recu.details.map((d) => `\n    ${d.chemin} : ${d.message}`).join('');
    throw new Ecart(`${nom} a été refusé à ${qui} : ${recu.code}, ${recu.message}${details}`);
  }

  /** A mutation under a key of its own, its refusal included. `champs`: fields of the object that it answers, in the form `Type { … }`. */
  async tenter<T>(qui: ClePersonne, nom: string, champs: string, donnes: Arguments): Promise<T | RefusRecu> {
    const args = avecCle(donnes);
    const entete = Object.entries(args).map(([cle, [type]]) => `$${cle}: ${type}`);
    const appel = Object.keys(args).map((cle) => `${cle}: $${cle}`);
    const document = `mutation (${entete.join(', ')}) { ${nom}(${appel.join(', ')}) { __typename ... on ${champs} ${REFUS} } }`;
    const variables = Object.fromEntries(Object.entries(args).map(([cle, [, valeur]]) => [cle, valeur]));
    return (await this.envoyer<Record<string, T | RefusRecu>>(qui, document, variables))[nom] as T | RefusRecu;
  }

  /** A query. */
  lire<T>(qui: ClePersonne, document: string, variables: Record<string, unknown> = {}): Promise<T> {
    return this.envoyer<T>(qui, document, variables);
  }

  /** Joins a document to a file. */
  async joindre(qui: ClePersonne, candidatureId: string, code: string, nom: string, contenu: Buffer): Promise<void> {
    const corps = new FormData();
    corps.set('fichier', new Blob([new Uint8Array(contenu)], { type: 'application/pdf' }), nom);
    const chemin = `/pieces/${candidatureId}/${code}`;
    const reponse = await fetch(this.adresse + chemin, { method: 'POST', headers: this.entetes(qui), body: corps });
    exiger(reponse.ok, `La pièce ${code} a été refusée (${reponse.status}) : ${await reponse.text()}`);
  }

  /** Downloads a document; the name is the one that the browser would give it. */
  async telecharger(qui: ClePersonne, chemin: string): Promise<{ contenu: Buffer; nom: string }> {
    const reponse = await fetch(this.adresse + chemin, { headers: this.entetes(qui) });
    exiger(reponse.ok, `Le document ${chemin} n’a pas pu être téléchargé (${reponse.status}).`);
    const nom = /filename="([^"]+)"/.exec(reponse.headers.get('content-disposition') ?? '')?.[1] ?? '';
    return { contenu: Buffer.from(await reponse.arrayBuffer()), nom };
  }

  private entetes(qui: ClePersonne): Record<string, string> {
    return { authorization: `Bearer ${this.distribution.jetons[qui]}` };
  }

  private async envoyer<T>(qui: ClePersonne, query: string, variables: Record<string, unknown>): Promise<T> {
    const reponse = await fetch(`${this.adresse}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...this.entetes(qui) },
      body: JSON.stringify({ query, variables }),
    });
    const corps = (await reponse.json()) as { data?: T; errors?: { message: string }[] };
    const faute = corps.errors?.map((e) => e.message).join(' ; ');
    exiger(corps.data !== undefined && faute === undefined, `L’instance répond : ${faute ?? 'rien'}\n${query}`);
    return corps.data;
  }
}

export function estRefus(valeur: unknown): valeur is RefusRecu {
  return (valeur as { __typename?: string } | null)?.__typename === 'Refus';
}
