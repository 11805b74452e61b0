import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { png } from '../../../essais/fabrique-image.js';
import { jugerContenu } from './contenus-sains.js';

describe('Un contenu déjà lu', () => {
  let dossier: string;
  let chemin: string;
  /** Stands for the digest of a content: what is under that digest is what this file shows. */
  const empreinte = (nom: string) => createHash('sha256').update(nom).digest();
  const SAIN = { ok: true, type: 'image/png', pages: null };
  const VIDE = { ok: false, motif: 'VIDE' };

  beforeAll(async () => {
    dossier = await mkdtemp(path.join(tmpdir(), 'tdt-sains-'));
    chemin = path.join(dossier, 'piece');
  });
  beforeEach(() => writeFile(chemin, png()));
  afterAll(() => rm(dossier, { recursive: true, force: true }));

  it('n’est pas relu s’il était sain', async () => {
    expect(await jugerContenu(chemin, empreinte('sain'))).toEqual(SAIN);
    await writeFile(chemin, '');
    expect(await jugerContenu(chemin, empreinte('sain'))).toEqual(SAIN);
    expect(await jugerContenu(chemin, empreinte('un autre'))).toEqual(VIDE);
  });

  it('est relu s’il avait été refusé', async () => {
    await writeFile(chemin, '');
    expect(await jugerContenu(chemin, empreinte('refusé'))).toEqual(VIDE);
    await writeFile(chemin, png());
    expect(await jugerContenu(chemin, empreinte('refusé'))).toEqual(SAIN);
  });

  it('s’oublie quand deux cents autres sont venus depuis, et se retient s’il est revenu entre-temps', async () => {
    for (const nom of ['oublié', 'revenu']) await jugerContenu(chemin, empreinte(nom));
    for (let n = 0; n < 199; n += 1) {
      if (n === 100) await jugerContenu(chemin, empreinte('revenu'));
      await jugerContenu(chemin, empreinte(`autre ${n}`));
    }
    await writeFile(chemin, '');
    expect(await jugerContenu(chemin, empreinte('revenu'))).toEqual(SAIN);
    expect(await jugerContenu(chemin, empreinte('oublié'))).toEqual(VIDE);
  });
});
