import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readWfdbAnnotations } from './wfdb-annotations.ts';
import { WFDB_FORMATS } from './wfdb-formats.ts';
import { readWfdbHeader } from './wfdb-header.ts';
import { readWfdbLead } from './wfdb-record.ts';

const FOLDER = '../shared/data/ecg/wfdb-sample-data';
const text = (content: string) => new TextEncoder().encode(content);
const from = (files: Record<string, Uint8Array>) => async (name: string) => files[name] ?? null;
const int16 = (...values: number[]) => new Uint8Array(Int16Array.from(values).buffer);

describe('readWfdbHeader', () => {
  it('reads gain, baseline, unit, samples per frame, skew, offset and description', () => {
    const { header, issues } = readWfdbHeader(
      'r 1 125/5(3) 10 12:00:00\nr.dat 16x4:2+24 200.5(-3)/uV 12 5 7 -9 0 lead II\n',
      'r.hea',
    );
    expect(issues).toEqual([]);
    expect(header).toMatchObject({ rate: 125, frames: 10 });
    expect(header?.signals[0]).toEqual({
      file: 'r.dat',
      format: 16,
      samplesPerFrame: 4,
      skew: 2,
      byteOffset: 24,
      gain: 200.5,
      baseline: -3,
      unit: 'uV',
      initialValue: 7,
      checksum: -9,
      description: 'lead II',
    });
  });

  it('names the file and the line of what it cannot read, and never leaves the folder', () => {
    const { header, issues } = readWfdbHeader('r 3 250 10\n../secret 16\nr.dat soup\nr.dat 16\n', 'r.hea');
    expect(header?.signals).toHaveLength(1);
    expect(issues.map(({ message }) => message)).toEqual([
      'Line 1 after the record line cannot be read: ../secret 16',
      'Line 2 after the record line cannot be read: r.dat soup',
    ]);
    expect(issues[0]?.file).toBe('r.hea');
    expect(readWfdbHeader('', 'r.hea').header).toBeUndefined();
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'r 16/2x:+()\n.-e#~µ') }), (content) => {
        readWfdbHeader(content, 'r.hea');
      }),
    );
  });
});

describe('readWfdbLead', () => {
  it('scales digital values and keeps the invalid one as NaN', async () => {
    const files = {
      'r.hea': text('r 2 250 3\nr.dat 16 200(10)/mV 16 0 0 0 0 I\nr.dat 16 100/mV'),
      'r.dat': int16(210, 1, 10, 1, -32768, 1),
    };
    const { lead } = await readWfdbLead('r', 0, from(files));
    expect(lead).toMatchObject({ label: 'I', unit: 'mV', rate: 250 });
    expect([...(lead?.samples ?? [])]).toEqual([1, 0, Number.NaN]);
  });

  it('uses what a cut file holds, and says so', async () => {
    const files = { 'r.hea': text('r 1 250 30\nr.dat 16 200'), 'r.dat': int16(200, 400) };
    const { lead, issues } = await readWfdbLead('r', 0, from(files));
    expect(lead?.samples).toHaveLength(2);
    expect(issues[0]?.message).toBe('The header announces 30 frames; the file holds 2, and these are used.');
  });

  it('sees by the checksum that a file is not the one described', async () => {
    const files = { 'r.hea': text('r 1 250 2\nr.dat 16 200/mV 16 0 200 601'), 'r.dat': int16(200, 400) };
    expect((await readWfdbLead('r', 0, from(files))).issues[0]?.message).toContain('add up to 600');
  });

  it('joins segments and leaves gaps as NaN', async () => {
    const files = {
      'm.hea': text('m/3 1 250 5\na 2\n~ 1\nb 2'),
      'a.hea': text('a 1 250 2\na.dat 16 1/mV'),
      'a.dat': int16(1, 2),
      'b.hea': text('b 1 250 2\nb.dat 16 1/mV'),
      'b.dat': int16(3, 4),
    };
    const { lead } = await readWfdbLead('m', 0, from(files));
    expect([...(lead?.samples ?? [])]).toEqual([1, 2, Number.NaN, 3, 4]);
  });

  it('says what is missing', async () => {
    const header = { 'r.hea': text('r 1 250 2\nr.dat 16 200') };
    expect((await readWfdbLead('r', 0, from({}))).issues[0]?.message).toBe('There is no such header.');
    expect((await readWfdbLead('r', 0, from(header))).issues[0]?.message).toBe(
      'The signal file is not beside the header.',
    );
    expect((await readWfdbLead('r', 5, from(header))).issues[0]?.message).toBe(
      'There is no lead 5; the record has 1.',
    );
  });

  it('never throws for any bytes in any format', async () => {
    const formats = fc.constantFrom(...Object.keys(WFDB_FORMATS), '508', '0');
    await fc.assert(
      fc.asyncProperty(
        formats,
        fc.uint8Array({ maxLength: 64 }),
        fc.nat(40),
        fc.nat(70),
        async (format, bytes, frames, offset) => {
          const header = text(`r 2 250 ${frames}\nr.dat ${format}x2+${offset} 200\nr.dat ${format}:3 100`);
          const { lead, issues } = await readWfdbLead('r', 1, from({ 'r.hea': header, 'r.dat': bytes }));
          expect(lead !== undefined || issues.length > 0).toBe(true);
        },
      ),
    );
  });
});

describe('readWfdbAnnotations', () => {
  it('reads long skips and passes over notes', () => {
    const words = [
      59 << 10,
      1,
      34464,
      (1 << 10) | 5,
      (63 << 10) | 3,
      0x6261,
      0x63,
      (5 << 10) | 7,
      0,
      (1 << 10) | 9,
    ];
    const bytes = new Uint8Array(Uint16Array.from(words).buffer);
    expect(readWfdbAnnotations(bytes)).toEqual([
      { sample: 100005, code: 1 },
      { sample: 100012, code: 5 },
    ]);
  });

  it('ends with any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(readWfdbAnnotations(bytes).length).toBeLessThanOrEqual(bytes.length / 2);
      }),
    );
  });
});

describe.skipIf(!existsSync(FOLDER))('sample records (skipped without ../shared/data/ecg)', () => {
  const open = async (name: string) =>
    existsSync(`${FOLDER}/${name}`) ? readFile(`${FOLDER}/${name}`) : null;
  // The frame variants are headers of another record's file, whose checksums they do not have.
  const records = existsSync(FOLDER)
    ? readdirSync(FOLDER).filter((name) => name.endsWith('.hea') && !/frame|no-len/.test(name))
    : [];

  it('decodes every format so that the samples add up to the header’s checksum', async () => {
    const leads = records.flatMap((file) => Array.from({ length: 12 }, (_, index) => ({ file, index })));
    const read = await Promise.all(
      leads.map(({ file, index }) => readWfdbLead(file.slice(0, -4), index, open)),
    );
    const issues = read.flatMap((one) => one.issues.map(({ message }) => message));
    expect(issues.filter((message) => message.includes('add up to'))).toEqual([]);
    expect(read.filter(({ lead }) => lead).length).toBeGreaterThan(50);
  });
});
