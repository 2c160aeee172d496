import { createReadStream } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { isRefusal, readPart10 } from '#lib/dicom/part10/read-part10.ts';
import type { InstanceSource } from './instance-source.ts';
import { type IndexedInstance, indexInstance, studiesOf } from './stored-study.ts';

/** Headers end well before this; what a longer one holds beyond is not needed to place the file. */
const HEADER_BYTES = 256 * 1024;

async function readHead(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(HEADER_BYTES), 0, HEADER_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function indexFile(path: string): Promise<IndexedInstance | null> {
  const file = readPart10(await readHead(path), { untilPixels: true });
  return isRefusal(file) ? null : indexInstance(file);
}

async function dicomFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.dcm'))
    .map(({ parentPath, name }) => join(parentPath, name))
    .toSorted();
}

/**
 * DICOM files below a folder (`*.dcm`), placed by their own headers. Each file is read once; files that appear later
 * are found, and a folder that is not there holds nothing.
 */
export function folderInstances(folder: string): InstanceSource {
  const known = new Map<string, IndexedInstance | null>();

  async function all(): Promise<{ path: string; at: IndexedInstance }[]> {
    const paths = await dicomFiles(folder);
    for (const path of paths) if (!known.has(path)) known.set(path, await indexFile(path));
    return paths.flatMap((path) => {
      const at = known.get(path);
      return at ? [{ path, at }] : [];
    });
  }

  return {
    async findStudies({ studyUid, patientId }) {
      const instances = (await all()).map(({ at }) => at);
      return studiesOf(instances).filter(
        (study) =>
          (studyUid === undefined || study.studyUid === studyUid) &&
          (patientId === undefined || study.patientId === patientId),
      );
    },
    async readInstance({ study, series, instance }) {
      const found = (await all()).find(
        ({ at }) => at.instance === instance && at.series === series && at.study === study,
      );
      return found ? (Readable.toWeb(createReadStream(found.path)) as ReadableStream<Uint8Array>) : null;
    },
  };
}
