import { lancerEpreuves } from '../../test/epreuves/index.js';

process.exitCode = await lancerEpreuves(process.argv.slice(2), (ligne) => console.log(ligne));
