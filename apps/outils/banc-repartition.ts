import { lancerBanc } from '../../test/bancs/repartition.js';

/** `npm run banc:repartition`. */
await lancerBanc((ligne) => console.log(ligne));
