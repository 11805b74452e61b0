import 'reflect-metadata';
import { creerApplication } from './application.js';
import { arreter } from './arret.js';
import { lireConfiguration } from './configuration.js';

const lue = lireConfiguration(process.env);
if (!lue.ok) {
  process.stderr.write(`${lue.refus.message}\n`);
  process.exit(1);
}
const configuration = lue.fait;
const app = await creerApplication(configuration);
await app.listen(configuration.port);

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    void arreter(app, configuration.delaiDrainage).then(() => process.exit(0));
  });
}
