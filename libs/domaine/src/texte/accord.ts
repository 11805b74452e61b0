/** A number and what it counts, in French: « 0 part », « 1 part », « 2 parts ». The plural adds an « s » unless it is given. */
export function compter(nombre: number | bigint, singulier: string, pluriel = `${singulier}s`): string {
  return `${nombre} ${nombre > 1 ? pluriel : singulier}`;
}
