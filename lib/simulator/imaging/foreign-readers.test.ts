import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HEALTHY } from './chest-radiograph/findings.ts';
import { renderChestRadiograph } from './chest-radiograph/render-chest-radiograph.ts';
import { loadJpegEncoder } from './echocardiogram/jpeg-encoder.ts';
import { renderEchocardiogram } from './echocardiogram/render-echocardiogram.ts';
import { samplePerson } from './sample-person.ts';

/** Output of a program, both streams; null when it is not installed. A failure throws. */
function output(program: string, args: readonly string[]): string | null {
  try {
    return execFileSync('sh', ['-c', '"$0" "$@" 2>&1', program, ...args], {
      encoding: 'utf8',
      stdio: 'pipe',
    });
  } catch (error) {
    const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : null;
    if (status === 127) return null;
    throw error;
  }
}

const installed = (program: string): boolean => {
  try {
    execFileSync('sh', ['-c', `command -v "$0"`, program], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};
const pythons = [process.env.PYDICOM_PYTHON ?? '', 'training/.venv/bin/python', 'python3'];
const python = pythons.find((name) => {
  try {
    execFileSync(name, ['-c', 'import pydicom, numpy'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
});
const TOOLS = ['dcmdump', 'dcmj2pnm', 'dciodvfy'];
const absent = TOOLS.filter((name) => !installed(name));
for (const name of [...absent, ...(python ? [] : ['pydicom'])])
  process.stderr.write(`SKIPPED: ${name} is not installed, so no foreign reader checks the images\n`);

/** On the CI machine an absent program fails the test. */
const maySkip = process.env.CI !== 'true';

const folder = mkdtempSync(join(tmpdir(), 'consilium-dicom-'));
afterAll(() => rmSync(folder, { recursive: true }));
const MOMENT = { study: 0, ms: Date.UTC(2026, 8, 29, 16) };
const KINDS = ['pa-1', 'pa-2', 'pa-3', 'pa-4', 'ap', 'echo'] as const;
const file = (kind: string) => join(folder, `${kind}.dcm`);

/** What pydicom reads of the pixels, one number a line; any warning is an error. */
const READ = `
import sys, pydicom
d = pydicom.dcmread(sys.argv[1])
if d.file_meta.TransferSyntaxUID.is_compressed:
    print(d.NumberOfFrames, d.Rows, d.Columns)
else:
    a = d.pixel_array
    print(*a.shape, a.min(), a.max())
for e in d.iterall():
    pass
`;

describe('files that others read', () => {
  beforeAll(async () => {
    const findings = { ...HEALTHY, oedema: 0.4 };
    for (const [i, kind] of KINDS.slice(0, 5).entries()) {
      const options = {
        projection: kind === 'ap' ? 'AP' : 'PA',
        shortcut: { strength: 0, marked: false },
      } as const;
      writeFileSync(file(kind), renderChestRadiograph(samplePerson(11, i), findings, MOMENT, options).dicom);
    }
    const heart = { ejectionFraction: 40, endDiastolicVolume: 150, heartRate: 70, wallMotion: null };
    const encode = await loadJpegEncoder();
    const echo = renderEchocardiogram(samplePerson(11, 0), heart, MOMENT, { dropout: 0.3 }, encode);
    writeFileSync(file('echo'), echo.dicom);
  });

  it.skipIf(maySkip && absent.includes('dciodvfy')).each(KINDS)(
    'dciodvfy has nothing to say of %s',
    (kind) => {
      const said = output('dciodvfy', [file(kind)]) ?? '';
      expect(said.split('\n').filter((line) => /Error|Warning/.test(line))).toEqual([]);
      expect(said).toMatch(/DXImageForPresentation|CRImage|USMultiFrameImage/);
    },
  );

  it.skipIf(maySkip && absent.includes('dcmdump')).each(KINDS)('dcmdump reads %s to the end', (kind) => {
    const said = output('dcmdump', ['+M', file(kind)]) ?? '';
    expect(said).toContain('PixelData');
    expect(said).not.toMatch(/^[EW]: /m);
  });

  it.skipIf(maySkip && absent.includes('dcmj2pnm')).each(KINDS)('dcmj2pnm draws %s', (kind) => {
    const picture = join(folder, `${kind}.pgm`);
    output('dcmj2pnm', [file(kind), picture]);
    expect(readFileSync(picture).length).toBeGreaterThan(150_000);
  });

  it.skipIf(maySkip && !python).each(KINDS)('pydicom reads %s without a warning', (kind) => {
    const said = output(python ?? '', ['-W', 'error', '-c', READ, file(kind)]) ?? '';
    const [first = 0, ...rest] = said.trim().split(' ').map(Number);
    if (kind === 'echo') expect([first >= 48, ...rest]).toEqual([true, 400, 504]);
    else expect([first, rest[0], (rest[2] ?? 0) > 4000]).toEqual([512, 512, true]);
  });
});
