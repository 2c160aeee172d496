/** Writes public/models/contract.json from the modalities; `--check` fails when the committed file differs. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { contractOf } from '#lib/contract/contract.ts';
import { contractHashes } from '#lib/modalities/contract-hashes.ts';
import { modalityIds, specsOf } from '#lib/modalities/index.ts';

const folder = new URL('../public/models/', import.meta.url);
const file = new URL('contract.json', folder);

const contract = contractOf(specsOf(modalityIds));
const text = `${JSON.stringify({ sha256: await contractHashes(), ...contract }, null, 2)}\n`;

if (process.argv.includes('--check')) {
  if ((await readFile(file, 'utf8')) !== text) {
    process.stderr.write(
      'public/models/contract.json is not what the modalities emit: run npm run contract.\n',
    );
    process.exitCode = 1;
  }
} else {
  await mkdir(folder, { recursive: true });
  await writeFile(file, text);
  process.stdout.write(`${contract.features.length} features → public/models/contract.json\n`);
}
