// Reads the charts of one file after the other; runs in a process of its own.

import { tensorReader } from '#lib/fusion/read-tensor.ts';
import type { OpenSession } from '#lib/inference/open-session.ts';
import { readWholeRecord } from '#lib/modalities/whole-record.ts';
import { lastDayAtHome } from '#lib/models/readmission/landmark.ts';
import { embeddingReader } from '#lib/similarity/read-embedding.ts';
import { readLine } from '#lib/similarity/read-line.ts';
import { issueLine } from './assessment-text.ts';
import { chartsOf } from './chart-files.ts';
import { type ImageFolder, openImageFolder } from './image-folder.ts';
import { writeLines } from './line-file.ts';
import { nodeFiles } from './node-files.ts';
import { openEmbeddingNetworks } from './picture-networks.ts';
import type { ProfileShard } from './similar-cohort.ts';

const COLLECT_EVERY = 16;

let networks: Promise<OpenSession[]> | undefined;
const folders = new Map<string, Promise<ImageFolder>>();

function folderOf(path: string | null): Promise<ImageFolder> | null {
  if (path === null) return null;
  const folder = folders.get(path) ?? openImageFolder(path);
  folders.set(path, folder);
  return folder;
}

async function* linesOf({ file, images }: ProfileShard): AsyncGenerator<string> {
  networks ??= openEmbeddingNetworks();
  const [sessions, folder] = [await networks, await folderOf(images)];
  let done = 0;
  for await (const chart of chartsOf([file], (issue) => process.stderr.write(`${issueLine(issue)}\n`))) {
    const files = nodeFiles(chart, folder);
    const record = await readWholeRecord(chart, files, { siteMap: null });
    const readEmbedding = embeddingReader(sessions, tensorReader(files));
    yield `${JSON.stringify(await readLine(record, { at: lastDayAtHome(record), readEmbedding }))}\n`;
    process.send?.({ done: 1 });
    done += 1;
    // Arrays of pictures lie outside the heap, where the collector sees no hurry.
    if (done % COLLECT_EVERY === 0) globalThis.gc?.();
  }
}

process.on('message', (shard: ProfileShard) => {
  writeLines(shard.out, linesOf(shard)).then(
    () => process.send?.({ whole: shard.out }),
    (cause: unknown) => {
      process.stderr.write(`${cause instanceof Error ? cause.stack : cause}\n`);
      process.exit(1);
    },
  );
});
process.on('disconnect', () => process.exit(0));
