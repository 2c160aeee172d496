// Writes the simulated polygenic score in the format of the PGS Catalog; `--check` fails when the committed file differs. With a
// folder as argument, also writes there the genotype files and bundles of five sample patients, for a look with any tool.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sampleGenomicBundle, samplePerson } from '#lib/simulator/genomics/sample-genome.ts';
import { SCORE_ID, scoringFile } from '#lib/simulator/genomics/scoring-file.ts';

const FOLDER = 'public/models/heart-failure-prs/1';
const path = join(FOLDER, `${SCORE_ID}.txt`);
const [argument] = process.argv.slice(2);

if (argument === '--check') {
  if ((await readFile(path, 'utf8')) !== scoringFile()) {
    process.stderr.write(
      `${path} is not what the simulator gives: run node scripts/write-scoring-file.ts.\n`,
    );
    process.exitCode = 1;
  }
} else {
  await mkdir(FOLDER, { recursive: true });
  await writeFile(path, scoringFile());
  if (argument !== undefined) await writeSamples(argument);
}

async function writeSamples(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [index, gene] of [null, 'TTN', null, 'LMNA', 'MYBPC3'].entries()) {
    const { bundle, files, truth } = sampleGenomicBundle(samplePerson(1, index, index % 4, gene));
    await writeFile(join(folder, `${index}.json`), JSON.stringify(bundle));
    await writeFile(join(folder, `${index}-truth.json`), JSON.stringify(truth, null, 2));
    for (const { name, bytes } of files) await writeFile(join(folder, name), bytes);
  }
}
