import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modalityIds } from '#lib/simulator/member.ts';
import { writeCohort } from './simulation-folder.ts';

const COHORTS = [
  { cohort: 'hf', patients: 3 },
  { cohort: 'similarity', patients: 3 },
] as const;
const SEED = 987_654_321;

const runs = (program: string, ...args: readonly string[]): boolean => {
  try {
    execFileSync(program, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};
const onPath = (program: string) => runs('sh', '-c', `command -v ${program}`);
const python = ['training/.venv/bin/python', 'python3'].find((name) => runs(name, '-c', 'import pydicom'));
const required = process.env.CI === 'true';

/** A test that is skipped with a message where its program is absent; on the CI machine it fails instead. */
function withProgram(name: string, present: boolean) {
  if (!present) process.stderr.write(`SKIPPED: ${name} is not installed, so it reads no simulated cohort\n`);
  return it.skipIf(!present && !required);
}

/** What a program says on both streams; a failure of it fails the test. */
const said = (program: string, ...args: readonly string[]): string =>
  execFileSync('sh', ['-c', '"$0" "$@" 2>&1', program, ...args], { encoding: 'utf8', maxBuffer: 1e8 });

const root = mkdtempSync(join(tmpdir(), 'consilium-foreign-'));
afterAll(() => rmSync(root, { recursive: true }));
let files: readonly string[] = [];
const named = (ending: string) => files.filter((name) => name.endsWith(ending));

beforeAll(async () => {
  for (const { cohort, patients } of COHORTS) {
    const request = { cohort, patients, seed: SEED, modalities: modalityIds, shortcut: 0, interaction: 0 };
    expect(
      await writeCohort({ ...request, out: join(root, cohort), workers: 2 }, () => undefined),
    ).toBeNull();
  }
  files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((name) => join(root, name))
    .filter((path) => statSync(path).isFile());
});

/** Reads each file with warnings as errors and prints what the pixels are. */
const READ = `
import sys, pydicom
for path in sys.argv[1:]:
    d = pydicom.dcmread(path)
    for e in d.iterall():
        pass
    if d.file_meta.TransferSyntaxUID.is_compressed:
        frames = list(pydicom.encaps.generate_frames(d.PixelData, number_of_frames=d.NumberOfFrames))
        print(d.Modality, len(frames), d.Rows, d.Columns)
    else:
        print(d.Modality, 1, *d.pixel_array.shape)
`;

describe('a cohort of a seed that nobody chose', () => {
  it('holds every kind of file', () => {
    expect(named('.dcm').length).toBeGreaterThanOrEqual(6);
    expect(named('.vcf.gz').length).toBeGreaterThanOrEqual(3);
    expect(named('.vcf.gz.tbi').length).toBe(named('.vcf.gz').length);
  });

  withProgram('dciodvfy', onPath('dciodvfy'))('leaves dciodvfy nothing to say', () => {
    for (const path of named('.dcm')) {
      const lines = said('dciodvfy', path).split('\n');
      expect(lines.filter((line) => /Error|Warning/.test(line))).toEqual([]);
      expect(lines.join()).toMatch(/DXImageForPresentation|CRImage|USMultiFrameImage/);
    }
  });

  withProgram('dcmtk', onPath('dcmdump') && onPath('dcmj2pnm'))('is read and drawn by dcmtk', () => {
    for (const path of named('.dcm')) {
      expect(said('dcmdump', '+M', path)).not.toMatch(/^[EW]: /m);
      const picture = join(root, 'picture.pgm');
      expect(said('dcmj2pnm', path, picture)).not.toMatch(/^[EF]: /m);
      expect(readFileSync(picture).length).toBeGreaterThan(150_000);
    }
  });

  withProgram('pydicom', python !== undefined)('is read by pydicom without a warning', () => {
    const lines = said(python ?? 'python3', '-W', 'error', '-c', READ, ...named('.dcm'))
      .trim()
      .split('\n');
    expect(lines.length).toBe(named('.dcm').length);
    for (const line of lines) {
      const [modality, frames, rows, columns] = line.split(' ');
      expect([rows, columns]).toEqual(modality === 'US' ? ['400', '504'] : ['512', '512']);
      expect(Number(frames) >= 48).toBe(modality === 'US');
    }
  });

  withProgram('bcftools', onPath('bcftools'))('is read by bcftools, by region too', () => {
    for (const path of named('.vcf.gz')) {
      const all = said('bcftools', 'view', '-H', path).trim().split('\n');
      expect(all.length).toBeGreaterThan(1000);
      const [chromosome, position] = all[all.length >> 1]?.split('\t') ?? [];
      const found = said('bcftools', 'view', '-H', '-r', `${chromosome}:${position}`, path)
        .trim()
        .split('\n');
      expect(found.every((line) => all.includes(line))).toBe(true);
      expect(said('bcftools', 'index', '--nrecords', path).trim()).toBe(String(all.length));
    }
  });
});
