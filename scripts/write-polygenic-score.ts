// Writes the simulated polygenic score in the format of the PGS Catalog, and the reference panel beside it. With a folder as
// argument, also writes there the genotype files and bundles of five sample patients, for a look with any tool.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { referencePanelFile } from '#lib/simulator/genomics/reference-panel.ts';
import { sampleGenomicBundle, samplePerson } from '#lib/simulator/genomics/sample-genome.ts';
import { SCORE_ID, scoringFile } from '#lib/simulator/genomics/scoring-file.ts';

const FOLDER = 'public/models/heart-failure-prs/1';

await mkdir(FOLDER, { recursive: true });
await writeFile(join(FOLDER, `${SCORE_ID}.txt`), scoringFile());
await writeFile(join(FOLDER, 'reference-panel.json'), referencePanelFile());

const [target] = process.argv.slice(2);
if (target !== undefined) {
  await mkdir(target, { recursive: true });
  for (const [index, gene] of [null, 'TTN', null, 'LMNA', 'MYBPC3'].entries()) {
    const { bundle, files, truth } = sampleGenomicBundle(samplePerson(1, index, index % 4, gene));
    await writeFile(join(target, `${index}.json`), JSON.stringify(bundle));
    await writeFile(join(target, `${index}-truth.json`), JSON.stringify(truth, null, 2));
    for (const { name, bytes } of files) await writeFile(join(target, name), bytes);
  }
}
