import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { vrOf } from '../dictionary.ts';
import { installed, pythonWith } from '../fixtures/programs.ts';
import { hasPublicFiles, publicBytes, publicFiles, publicPath } from '../fixtures/public-files.ts';
import { type DataSet, type DicomElement, tagText } from '../part10/data-set.ts';
import { isRefusal, readPart10 } from '../part10/read-part10.ts';
import { asciiText, characterSetOf, textOf } from '../part10/text-value.ts';
import { type DeidentifiedFile, type DeidentifyRequest, deidentifyFile } from './deidentify-file.ts';

const SECRET = Uint8Array.from({ length: 32 }, (_, k) => k);
const request = (changes: Partial<DeidentifyRequest> = {}): DeidentifyRequest => ({
  dates: 'remove',
  uids: 'hash',
  secret: SECRET,
  unsurePixels: 'keep',
  decodePixels: async () => ({ refusal: 'no decoder in this test' }),
  ...changes,
});

async function clean(
  path: string,
  changes: Partial<DeidentifyRequest> = {},
): Promise<DeidentifiedFile | null> {
  const outcome = await deidentifyFile(new Uint8Array(publicBytes(path)), request(changes));
  return isRefusal(outcome) ? null : outcome;
}

function parsed(bytes: Uint8Array) {
  const file = readPart10(bytes, { vrOf });
  if (isRefusal(file)) throw new Error(file.refusal);
  return file;
}

type Value = { readonly tag: number; readonly vr: string; readonly bytes: Uint8Array; readonly text: string };

function valuesOf(data: DataSet, inherited: readonly string[] = []): Value[] {
  const characterSet = characterSetOf(data, inherited);
  return [...data.values()].flatMap((element: DicomElement): Value[] => {
    if (element.kind === 'sequence') return element.items.flatMap((item) => valuesOf(item, characterSet));
    if (element.kind === 'fragments') return [];
    return [{ ...element, text: textOf(element, characterSet) }];
  });
}

const trimmed = (bytes: Uint8Array): string =>
  Buffer.from(bytes).toString('latin1').trim().replaceAll('\0', '');

/** A file's bytes before its pixels, in which any five digits occur by chance. */
function beforePixels(bytes: Uint8Array): string {
  const pixels = parsed(bytes).body.get(0x7fe00010);
  const first =
    pixels?.kind === 'fragments' ? pixels.fragments[0] : pixels?.kind === 'value' ? pixels.bytes : undefined;
  return Buffer.from(bytes.subarray(0, first ? first.byteOffset - bytes.byteOffset : undefined)).toString(
    'latin1',
  );
}

/** What names somebody, by independent rules: all names, UIDs of instances, and the values of attributes that identify. */
const IDENTIFYING = [
  0x00100010, 0x00100020, 0x00100021, 0x00101000, 0x00101001, 0x00101040, 0x00102154, 0x00104000, 0x00080050,
  0x00080080, 0x00080081, 0x00080090, 0x00081010, 0x00081040, 0x00081048, 0x00081050, 0x00081060, 0x00081070,
  0x00181000, 0x00181002, 0x0020000d, 0x0020000e, 0x00080018, 0x00200052, 0x00200010, 0x00321032, 0x00400006,
  0x00400243, 0x00401001, 0x00400253,
];

/** The raw bytes of every such value of a file, in pieces of at least five bytes. */
function identifyingBytes(path: string): string[] {
  const values = valuesOf(parsed(publicBytes(path)).body);
  return (
    values
      .filter(({ tag, vr }) => vr === 'PN' || IDENTIFYING.includes(tag))
      .flatMap(({ vr, bytes }) => trimmed(bytes).split(vr === 'PN' ? /[\\^=]/ : '\\'))
      .map((text) => text.trim())
      // Zeros and other runs of one character are in numbers too.
      .filter((text) => text.length >= 5 && new Set(text).size > 2)
  );
}

const folder = mkdtempSync(join(tmpdir(), 'consilium-deidentified-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe.skipIf(!hasPublicFiles)('deidentifyFile', () => {
  const cleanedFiles: { path: string; original: Uint8Array; cleaned: DeidentifiedFile }[] = [];
  beforeAll(async () => {
    for (const { path, parse, bytes } of publicFiles()) {
      const cleaned = parse === 'ok' && Number(bytes) < 600_000 ? await clean(path) : null;
      if (cleaned) cleanedFiles.push({ path, original: publicBytes(path), cleaned });
    }
  });

  it('leaves no identifying value anywhere in the bytes of any public file', () => {
    expect(cleanedFiles.length).toBeGreaterThan(180);
    for (const { path, cleaned } of cleanedFiles) {
      const all = beforePixels(cleaned.bytes);
      const left = identifyingBytes(path).filter((text) => all.includes(text));
      expect([path, left]).toEqual([path, []]);
    }
  });

  it('keeps every value that it does not list as changed, byte for byte, and lists every one that is gone', () => {
    for (const { path, original, cleaned } of cleanedFiles) {
      const listed = new Set(cleaned.changes.map((change) => change.path));
      const after = parsed(cleaned.bytes).body;
      const unlisted = [...parsed(original).body.values()].filter(
        ({ tag, kind }) => kind === 'value' && (tag & 0xffff) !== 0 && !listed.has(tagText(tag)),
      );
      const contents = (element: DicomElement | undefined) =>
        element?.kind === 'value' ? trimmed(element.bytes) : null;
      // An attribute without a value may go unlisted: nothing is lost with it.
      const lost = unlisted.filter(
        (one) => contents(one) !== '' && contents(one) !== contents(after.get(one.tag)),
      );
      expect([path, lost.map(({ tag }) => tagText(tag))]).toEqual([path, []]);
    }
  });

  it('says in the file that and how it was done', async () => {
    const { body } = parsed(
      (await clean('pydicom/test_files/CT_small.dcm', { dates: 'shift' }))?.bytes ?? new Uint8Array(),
    );
    expect(asciiText(body.get(0x00120062))).toBe('YES');
    expect(asciiText(body.get(0x00280303))).toBe('MODIFIED');
    const codes = body.get(0x00120064);
    const values =
      codes?.kind === 'sequence' ? codes.items.map((item) => asciiText(item.get(0x00080100))) : [];
    expect(values).toEqual(['113100', '113107']);
  });

  it('moves all dates of a patient by the same days and keeps the time of day', async () => {
    const path = 'pydicom/test_files/CT_small.dcm';
    const cleaned = await clean(path, { dates: 'shift' });
    const dates = (bytes: Uint8Array) =>
      valuesOf(parsed(bytes).body).filter(({ vr, tag }) => vr === 'DA' && tag !== 0x00100030);
    const day = ({ text }: Value) =>
      Date.parse(text.replace(/^(\d{4})\.?(\d\d)\.?(\d\d)$/, '$1-$2-$3')) / 86_400_000;
    const [before, after] = [dates(publicBytes(path)), dates(cleaned?.bytes ?? new Uint8Array())];
    const moved = after.map((date, k) => day(date) - day(before[k] ?? date));
    expect(moved.length).toBeGreaterThan(2);
    expect(new Set(moved).size).toBe(1);
    expect(moved[0]).toBeLessThanOrEqual(-365);
    expect(asciiText(parsed(cleaned?.bytes ?? new Uint8Array()).body.get(0x00080030))).toBe(
      asciiText(parsed(publicBytes(path)).body.get(0x00080030)),
    );
  });

  it('gives one patient one name and one UID one replacement, and another secret others', async () => {
    const files = ['700/4467', '700/4528', '2/4950'].map(
      (name) => `pydicom/test_files/dicomdirtests/98892003/MR${name}`,
    );
    const [a, b, c] = await Promise.all(files.map((path) => clean(path)));
    expect(new Set([a?.patientCode, b?.patientCode, c?.patientCode]).size).toBe(1);
    expect(a?.series).toBe(b?.series);
    expect(a?.series).not.toBe(c?.series);
    expect(a?.instance).not.toBe(b?.instance);
    const other = await clean(files[0] ?? '', { secret: SECRET.map((byte) => byte + 1) });
    expect([other?.patientCode, other?.study]).not.toEqual([a?.patientCode, a?.study]);
  });

  it('keeps UIDs when asked to, and says so', async () => {
    const cleaned = await clean('pydicom/test_files/CT_small.dcm', { uids: 'keep' });
    expect(cleaned?.study).toBe('1.3.6.1.4.1.5962.1.2.1.20040119072730.12322');
  });

  it.each([
    ['rtplan_truncated.dcm', 'ends too early'],
    ['dicomdirtests/DICOMDIR', 'list of files'],
    ['README.txt', 'not DICOM'],
  ])('refuses %s', async (name, reason) => {
    const outcome = await deidentifyFile(
      new Uint8Array(publicBytes(`pydicom/test_files/${name}`)),
      request(),
    );
    expect(outcome).toEqual({ refusal: expect.stringContaining(reason) });
  });

  it('refuses captures and ultrasound whose text nobody can place, unless someone has looked', async () => {
    const unsure = await deidentifyFile(
      new Uint8Array(publicBytes('pydicom-data/SC_rgb.dcm')),
      request({ unsurePixels: 'refuse' }),
    );
    expect(unsure).toEqual({ refusal: expect.stringContaining('does not say that its pixels hold no text') });
    expect(await clean('pydicom-data/SC_rgb.dcm')).not.toBeNull();
  });

  it('gives a file that can be read or a reason for any change of a file', async () => {
    const small = cleanedFiles
      .filter(({ original }) => original.length < 30_000)
      .map(({ original }) => original);
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const changes = fc.array(fc.tuple(share, fc.nat(255)), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...small), changes, async (original, changed) => {
        const bytes = new Uint8Array(original);
        for (const [at, byte] of changed) bytes[Math.floor(at * (bytes.length - 1))] = byte;
        const outcome = await deidentifyFile(bytes, request());
        const read = isRefusal(outcome) ? outcome : readPart10(outcome.bytes, { vrOf });
        expect(isRefusal(outcome) || !isRefusal(read)).toBe(true);
      }),
      { numRuns: 120 },
    );
  });

  it.skipIf(!pythonWith('pydicom'))('writes files that pydicom reads as before, pixels and all', () => {
    const names: string[] = [];
    for (const [k, { path, cleaned }] of cleanedFiles.entries()) {
      writeFileSync(join(folder, `${k}.dcm`), cleaned.bytes);
      names.push(`${publicPath(path)}\t${join(folder, `${k}.dcm`)}`);
    }
    const said = execFileSync(pythonWith('pydicom') ?? '', ['-c', COMPARE], {
      input: names.join('\n'),
      encoding: 'utf8',
    });
    expect(said.trim().split('\n').at(-1)).toBe(`${names.length} the same`);
  });

  it.skipIf(!installed('dciodvfy'))('gives dciodvfy nothing new to complain of', async () => {
    for (const path of [
      'CT_small.dcm',
      'MR_small.dcm',
      'JPEG2000.dcm',
      'examples_overlay.dcm',
      'rtdose.dcm',
    ]) {
      const cleaned = await clean(`pydicom/test_files/${path}`);
      const file = join(folder, 'one.dcm');
      writeFileSync(file, cleaned?.bytes ?? new Uint8Array());
      const before = errorsOf(publicPath(`pydicom/test_files/${path}`));
      expect([path, errorsOf(file).filter((line) => !before.includes(line))]).toEqual([path, []]);
    }
  });
});

function errorsOf(file: string): string[] {
  const said = execFileSync('sh', ['-c', 'dciodvfy "$0" 2>&1 || true', file], { encoding: 'latin1' });
  return said.split('\n').filter((line) => line.startsWith('Error'));
}

/** Compares the stored bits of all pixels and counts; prints one line for each difference. */
const COMPARE = `
import sys, warnings, pydicom
warnings.simplefilter('ignore')
same = 0
for line in sys.stdin.read().split('\\n'):
    before, after = line.split('\\t')
    a, b = pydicom.dcmread(before, force=True), pydicom.dcmread(after)
    list(b.iterall())
    pa, pb = a.get('PixelData', b''), b.get('PixelData', b'')
    if pa != pb and a.get('BitsAllocated') == 16 and a.BitsStored < 16:
        mask = ((1 << a.BitsStored) - 1) << (a.HighBit - a.BitsStored + 1)
        pa, pb = ([word & mask for word in memoryview(p).cast('H')] for p in (pa, pb))
    if pa == pb or (a.file_meta.get('TransferSyntaxUID', '').startswith('1.2.840.10008.1.2.4') and len(pb) > 0): same += 1
    else: print('differs', before, len(pa), len(pb))
print(same, 'the same')
`;
