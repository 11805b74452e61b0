export interface OptionsLancement {
  env?: Record<string, string>;
  /** Fills `sortie` instead of writing on our own console. */
  muet?: boolean;
}

export function lancerNode(
  args: readonly string[],
  options?: OptionsLancement,
): Promise<{ code: number; sortie: string }>;

/** Folder of the repository. */
export const RACINE: string;
