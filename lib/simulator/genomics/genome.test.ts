import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { TabixIndexedFile } from '@gmod/tabix';
import fc from 'fast-check';
import { LocalFile } from 'generic-filehandle2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compressInBlocks } from './bgzf.ts';
import { drawGenome, genomicFiles } from './genome.ts';
import { CONTIGS } from './genome-build.ts';
import { rareVariants } from './rare-variants.ts';
import { samplePerson } from './sample-genome.ts';
import { binOf } from './tabix-index.ts';

const genome = drawGenome(samplePerson(4, 1, 0, 'TTN'));
const [vcf, tbi] = genomicFiles(genome);
const text = gunzipSync(vcf.bytes).toString('latin1');
const records = text
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split('\t'));

const folder = mkdtempSync(join(tmpdir(), 'consilium-vcf-'));
const path = join(folder, vcf.name);
beforeAll(() => {
  writeFileSync(path, vcf.bytes);
  writeFileSync(join(folder, tbi.name), tbi.bytes);
});
afterAll(() => rmSync(folder, { recursive: true }));

const installed = (program: string): boolean => {
  try {
    execFileSync('sh', ['-c', `command -v "$0"`, program], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};
const absent = ['bcftools', 'tabix', 'bgzip'].filter((name) => !installed(name));
if (absent.length > 0)
  process.stderr.write(`SKIPPED: ${absent.join(', ')} not installed, so no foreign reader checks the VCF\n`);
const withTools = it.skipIf(absent.length > 0 && process.env.CI !== 'true');
/** Output; anything on the error stream, a warning too, fails. */
function run(program: string, ...args: readonly string[]): string {
  const said = execFileSync(
    'sh',
    ['-c', '"$0" "$@" 2>"$ERRORS"; status=$?; cat "$ERRORS" >&2; exit $status', program, ...args],
    {
      encoding: 'utf8',
      env: { ...process.env, ERRORS: join(folder, 'errors') },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  expect(execFileSync('cat', [join(folder, 'errors')], { encoding: 'utf8' })).toBe('');
  return said;
}

const within = (chromosome: string, from: number, to: number) =>
  records.filter(
    ([name, position]) => name === chromosome && Number(position) >= from && Number(position) <= to,
  );
const WINDOWS = [
  ['chr1', 1, 248_956_422],
  ['chr2', 178_500_000, 178_570_000],
  ['chr16', 73_250_000, 73_300_000],
  ['chr10', 110_812_304, 110_812_304],
  ['chr22', 1, 50_000_000],
] as const;

describe('a genotype file', () => {
  it('has the same bytes on every machine', () => {
    const hash = createHash('sha256');
    for (const { bytes } of [vcf, tbi]) hash.update(bytes);
    expect(hash.digest('hex')).toMatchInlineSnapshot(
      `"d3945217fc245c06554b6aa13cd99af251c4e98ed02abfe8b035d7e235fe8f66"`,
    );
  });

  it('holds a call for every place of the test, in the order of the genome', () => {
    expect(records).toHaveLength(1200 + rareVariants.length);
    const order = CONTIGS.map(({ name }) => name);
    const places = records.map(([name = '', position]) => order.indexOf(name) * 1e9 + Number(position));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(new Set(places).size).toBe(places.length);
    for (const { name, length } of CONTIGS) expect(text).toContain(`##contig=<ID=${name},length=${length},`);
    const missing = records.filter(([, , , , , , , , , call]) => call?.startsWith('.'));
    expect(missing.length).toBeGreaterThan(0);
    expect(missing.length).toBeLessThan(60);
  });

  it('shows the carried variant, and no other of its kind', () => {
    const carried = records.filter(
      ([, , , , , , , info = '', , call = '']) => info !== '.' && call.startsWith('0/1'),
    );
    expect(carried.length).toBe(genome.carried.length);
    expect(carried[0]?.[7]).toContain('GENE=TTN');
    expect(drawGenome(samplePerson(4, 1)).carried.filter(({ gene }) => gene === 'TTN')).toEqual([]);
    expect(() => drawGenome(samplePerson(4, 1, 0, 'NOPE'))).toThrow(RangeError);
  });

  it('agrees with the true genotypes but for few errors', () => {
    const [first, second] = genome.genotypes.haplotypes;
    const sites = records.filter(([, , id = '']) => id.startsWith('SIM'));
    const wrong = sites.filter(([, , , , , , , , , call = ''], n) => {
      const truth = `${first[n]}|${second[n]}`;
      return !call.startsWith('.') && !call.startsWith(truth);
    });
    expect(wrong.length).toBeLessThan(5);
  });

  it('is read by @gmod/tabix window by window', async () => {
    const file = new TabixIndexedFile({
      filehandle: new LocalFile(path),
      tbiFilehandle: new LocalFile(join(folder, tbi.name)),
    });
    for (const [chromosome, from, to] of WINDOWS) {
      const lines: string[] = [];
      await file.getLines(chromosome, from - 1, to, (line) => lines.push(line));
      expect(lines).toEqual(within(chromosome, from, to).map((columns) => columns.join('\t')));
    }
  });

  withTools('is read by bcftools without a warning', () => {
    expect(run('bcftools', 'view', '--no-version', path)).toBe(text);
    expect(run('bcftools', 'query', '-l', path).trim()).toBe(genome.patient);
    const stats = run('bcftools', 'stats', path);
    expect(stats).toContain(`number of records:\t${records.length}`);
    expect(stats).toContain('number of multiallelic sites:\t0');
    const perContig = run('bcftools', 'index', '-s', path).trim().split('\n');
    for (const line of perContig) {
      const [name, length, count] = line.split('\t');
      expect(Number(length)).toBe(CONTIGS.find((contig) => contig.name === name)?.length);
      expect(Number(count)).toBe(records.filter(([chromosome]) => chromosome === name).length);
    }
  });

  withTools.each(WINDOWS)('gives %s:%d-%d by its index as by reading all of it', (chromosome, from, to) => {
    const region = `${chromosome}:${from}-${to}`;
    const expected = within(chromosome, from, to).map((columns) => `${columns.join('\t')}\n`);
    expect(run('bcftools', 'view', '-H', '-r', region, path)).toBe(expected.join(''));
    expect(run('tabix', path, region)).toBe(expected.join(''));
  });

  withTools('is whole: every block has its checksum', () => {
    expect(run('bgzip', '-t', path)).toBe('');
  });
});

describe('blocked gzip', () => {
  it('gives back what went in, and an offset for every position', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.integer({ min: 1, max: 400 }), (pattern, times) => {
        const bytes = new Uint8Array(pattern.length * times);
        for (let n = 0; n < times; n += 1) bytes.set(pattern, n * pattern.length);
        const file = compressInBlocks(bytes);
        expect(Buffer.compare(gunzipSync(file.bytes), bytes)).toBe(0);
        const last = file.virtualOffset(bytes.length);
        expect(last).toBe((file.bytes.length - 28) * 65_536);
        expect(file.virtualOffset(0)).toBe(bytes.length === 0 ? last : 0);
      }),
      { numRuns: 40 },
    );
  });
});

describe('bins', () => {
  it('hold their interval', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 ** 29 - 1000 }),
        fc.integer({ min: 1, max: 900 }),
        (begin, span) => {
          const bin = binOf(begin, begin + span);
          // SAMv1 section 5.3: the levels of 16 kb, 128 kb, 1 Mb, 8 Mb, 64 Mb and 512 Mb.
          const level = [4681, 585, 73, 9, 1, 0].findIndex((first) => bin >= first);
          const size = 2 ** (14 + 3 * level);
          const start = (bin - ([4681, 585, 73, 9, 1, 0][level] ?? 0)) * size;
          expect(start).toBeLessThanOrEqual(begin);
          expect(start + size).toBeGreaterThanOrEqual(begin + span);
          if (level > 0) {
            const half = size / 8;
            expect(Math.floor(begin / half)).not.toBe(Math.floor((begin + span - 1) / half));
          }
        },
      ),
    );
  });
});
