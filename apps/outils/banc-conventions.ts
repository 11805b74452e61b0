import { lancerBanc } from '../../test/bancs/conventions.js';

/** `npm run banc:conventions [-- <documents>]`: code 1 when a target is missed. */
const tenu = await lancerBanc(Number(process.argv[2] ?? 2_000), (ligne) => console.log(ligne));
process.exitCode = tenu ? 0 : 1;
