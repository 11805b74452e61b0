import { Column, type ColumnOptions, type ValueTransformer } from 'typeorm';

const bigintEnTexte: ValueTransformer = {
  from: (valeur: string | null) => (valeur === null ? null : BigInt(valeur)),
  to: (valeur: bigint | null | undefined) => (valeur === null || valeur === undefined ? valeur : valeur.toString()),
};

/** An amount: bigint centimes in TypeScript, bigint in PostgreSQL, never a float in between. */
export function ColonneCentimes(options: ColumnOptions = {}): PropertyDecorator {
  return Column({ type: 'bigint', ...options, transformer: bigintEnTexte });
}

/** An instant, UTC, to the millisecond. */
export function ColonneInstant(options: ColumnOptions = {}): PropertyDecorator {
  return Column({ type: 'timestamp with time zone', ...options });
}
