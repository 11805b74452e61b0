// Jest globalTeardown: the run's PostgreSQL and its folder go.
import fs from 'node:fs';

export default async function demontage() {
  const { base, dossier } = globalThis.__baseDesTests ?? {};
  if (base === undefined) return;
  await base.arreter();
  fs.rmSync(dossier, { recursive: true, force: true });
}
