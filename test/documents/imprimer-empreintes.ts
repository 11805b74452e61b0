import { empreintesExemples } from './composer-exemples.js';

// Run in a child process by the determinism test; standard output is its only result.
process.stdout.write(JSON.stringify(await empreintesExemples()));
