/** Opens the encoder's folder named on the command line as the product does: manifest, hashes, and all golden pictures replayed. */
import { openNodeSession } from '#lib/inference/node-session.ts';
import { ownInputs } from '#lib/modalities/index.ts';

const [folder = ''] = process.argv.slice(2);
const session = await openNodeSession(folder, ownInputs());
const { manifest } = session;
const findings = manifest.kind === 'findings' ? manifest.findings.length : 0;
process.stdout.write(JSON.stringify({ kind: manifest.kind, findings }));
await session.close();
