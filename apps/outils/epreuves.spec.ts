import { spawnSync } from 'node:child_process';

test('la commande des épreuves se charge telle qu’elle est construite, et dit lesquelles elle connaît', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/apps/outils/epreuves.js', 'inconnue'], {
    encoding: 'utf8',
  });
  expect(stdout + stderr).toMatch(/Épreuve inconnue « inconnue » : choisissez parmi .*hostilites.*pannes/);
  expect(status).toBe(1);
});
