import { existsSync } from 'node:fs';
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { writePart10 } from '#lib/simulator/imaging/dicom/write-part10.ts';
import { echocardiogram, person, radiograph } from '../../e2e/dicom-files.ts';

/** Files that are chosen at once, by their paths. */
export type FileSet = { readonly name: string; readonly paths: readonly string[]; readonly bytes: number };

const PUBLIC = join('..', 'shared', 'data', 'dicom');

/** One picture each, as machines wrote them. */
const publicFiles: Readonly<Record<string, string>> = {
  ct: 'cornerstone3D/CTImage.dcm',
  'x-ray': 'pydicom-data/RG3_J2KR.dcm',
  echo: 'pydicom/test_files/examples_ybr_color.dcm',
};

const SIDE = 512;

/** A disc of water in air with a ring of bone, 512 × 512, in Hounsfield units + 1024. */
function computedTomogram(): Uint8Array {
  const words = Uint16Array.from({ length: SIDE * SIDE }, (_, i) => {
    const radius = Math.hypot((i % SIDE) - SIDE / 2, Math.floor(i / SIDE) - SIDE / 2);
    if (radius > 200) return 24;
    return radius > 180 ? 1824 : 1024 + (i % 61);
  });
  const dataset = {
    SOPClassUID: '1.2.840.10008.5.1.4.1.1.2',
    SOPInstanceUID: '2.25.9001',
    StudyInstanceUID: '2.25.9002',
    SeriesInstanceUID: '2.25.9003',
    PatientName: 'Bench^Picture',
    PatientID: 'BENCH-CT',
    Modality: 'CT',
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    PixelRepresentation: 0,
    Rows: SIDE,
    Columns: SIDE,
    BitsAllocated: 16,
    BitsStored: 12,
    HighBit: 11,
    RescaleSlope: '1',
    RescaleIntercept: '-1024',
    WindowCenter: '40',
    WindowWidth: '400',
  };
  return writePart10(dataset, { kind: 'words', words });
}

/** Drawn by this product's own simulator, where no public files lie beside the project. */
async function simulatedFiles(folder: string): Promise<Readonly<Record<string, string>>> {
  const drawn = {
    ct: computedTomogram(),
    'x-ray': radiograph(person(1)),
    echo: await echocardiogram(person(2)),
  };
  await mkdir(folder, { recursive: true });
  const paths: Record<string, string> = {};
  for (const [name, bytes] of Object.entries(drawn)) {
    paths[name] = join(folder, `${name}.dcm`);
    await writeFile(join(folder, `${name}.dcm`), bytes);
  }
  return paths;
}

async function filesIn(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

async function setOf(name: string, path: string): Promise<FileSet> {
  const paths = await filesIn(path);
  if (paths.length === 0) throw new Error(`${path} holds no file`);
  const sizes = await Promise.all(paths.map(async (file) => (await stat(file)).size));
  return { name, paths, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}

/**
 * What is opened in both products.
 *
 * @param asked files, or folders of which every file is chosen at once; none: one CT, X-ray and echo each
 * @param folder where simulated files may be written
 */
export async function fileSets(asked: readonly string[], folder: string): Promise<FileSet[]> {
  if (asked.length > 0) return Promise.all(asked.map((path) => setOf(basename(path), path)));
  const own = existsSync(PUBLIC)
    ? Object.fromEntries(Object.entries(publicFiles).map(([name, path]) => [name, join(PUBLIC, path)]))
    : await simulatedFiles(folder);
  return Promise.all(Object.entries(own).map(([name, path]) => setOf(name, path)));
}
