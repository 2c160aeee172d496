import { spawnSync } from 'node:child_process';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asFile, GRCH37_CONTIG, GRCH38_CONTIG, row, vcfText } from './fixtures/sample-vcf.ts';
import { readVcf } from './read-vcf.ts';
import { readGenotype } from './vcf-row.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const genotype = (text: string) => readGenotype(bytesOf(text), 0, text.length);

async function read(text: string | Uint8Array) {
  const seen: string[] = [];
  const outcome = await readVcf(asFile(text), {
    row: (one) => {
      const calls: string[] = [];
      one.eachCall((bytes, from, to) => calls.push(new TextDecoder().decode(bytes.subarray(from, to))));
      seen.push(`${one.chromosome}:${one.position} ${one.reference}>${one.alternates} ${calls.join(' ')}`);
    },
  });
  return { ...outcome, seen, messages: outcome.issues.map(({ message }) => message) };
}

const bgzipMissing = spawnSync('bgzip', ['--version']).error !== undefined && process.env.CI !== 'true';
const bgzip = (text: string): Buffer =>
  spawnSync('bgzip', ['-c'], { input: text, maxBuffer: 2 ** 28 }).stdout;

const manyRows = (count: number) =>
  Array.from({ length: count }, (_, at) => row('chr1', 1000 + at, '.', 'A', 'G', ['0/1']));

describe('readVcf', () => {
  it('reads columns, several samples, and GT wherever FORMAT puts it', async () => {
    const text = vcfText([row('chr1', 5, 'rs1', 'a', 'g,T', ['3:0|1', '9:.'], { format: 'DP:GT' })], {
      samples: ['a', 'b'],
    });
    const { seen, header, messages } = await read(text);
    expect(seen).toEqual(['1:5 A>G,T 0|1 .']);
    expect(header).toMatchObject({ samples: ['a', 'b'], build: 'GRCh38' });
    expect(messages).toEqual([]);
  });

  it('reads the same from plain, gzip and CRLF', async () => {
    const text = vcfText(manyRows(3));
    const plain = await read(text);
    expect(plain.seen).toHaveLength(3);
    expect((await read(gzipSync(text))).seen).toEqual(plain.seen);
    expect((await read(text.replaceAll('\n', '\r\n'))).seen).toEqual(plain.seen);
  });

  it.skipIf(bgzipMissing)(
    'reads bgzip of many blocks, and every cut of it up to the cut (skipped without bgzip)',
    async () => {
      const text = vcfText(manyRows(20_000));
      const packed = bgzip(text);
      const whole = await read(packed);
      expect([whole.seen.length, whole.messages]).toEqual([20_000, []]);
      for (const length of [packed.length - 28, packed.length - 100, Math.floor(packed.length / 2)]) {
        const { seen, messages } = await read(packed.subarray(0, length));
        expect(seen.length).toBeGreaterThan(0);
        expect(whole.seen.slice(0, seen.length)).toEqual(seen);
        expect(messages.join()).toContain('reading ended early');
      }
      const damaged = Uint8Array.from(packed);
      damaged.fill(7, Math.floor(packed.length / 2), Math.floor(packed.length / 2) + 40);
      expect((await read(damaged)).messages.join()).toMatch(/damaged|cut off/);
    },
  );

  it('says why a file is no VCF', async () => {
    expect((await read('')).messages).toEqual(['x.vcf cannot be read as VCF: it has no #CHROM line.']);
    expect((await read('{"resourceType":"Patient"}\n')).header).toBeNull();
    expect((await read('#CHROM\tPOS\n1\t2\n')).messages.join()).toContain('fewer than 8 columns');
  });

  it('leaves out rows that do not fit the header, and keeps the others', async () => {
    const text = vcfText([
      row('chr1', 5, '.', 'A', 'G', ['0/1', '0/0']),
      'nonsense',
      row('chrUn_7', 6, '.', 'A', 'G', ['0/1']),
      row('chr1', 7, '.', 'A', 'G', ['0/1']),
    ]);
    const { seen, messages } = await read(text);
    expect(seen).toEqual(['0:6 A>G 0/1', '1:7 A>G 0/1']);
    expect(messages).toEqual([
      '1 row left out: fewer than eight columns, or the position is no number.',
      "1 row left out: the number of sample columns is not the header's (1).",
      '1 row on contigs that are no chromosome (e.g. chrUn_7) not used.',
    ]);
  });

  it('reads a line of a megabyte and goes on after one without end', async () => {
    const long = row('chr1', 5, '.', 'A', 'C'.repeat(1_000_000), ['0/1']);
    expect((await read(vcfText([long, ...manyRows(1)]))).seen).toHaveLength(2);
    const endless = `${'x'.repeat(17 * 2 ** 20)}\n`;
    const { seen, messages } = await read(`${vcfText([])}${endless}${manyRows(1)[0]}\n`);
    expect(seen).toHaveLength(1);
    expect(messages.join()).toContain('1 line longer than 16 MiB');
  });

  it('tells the build by contig lengths and by name, and refuses a contradiction', async () => {
    const build = async (...header: string[]) => (await read(vcfText([], { header }))).header;
    expect((await build(GRCH37_CONTIG))?.build).toBe('GRCh37');
    expect((await build('##contig=<ID=22,length=51174940>'))?.build).toBe('GRCh37');
    expect((await build('##reference=file:///ref/hg38.fa'))?.build).toBe('GRCh38');
    expect((await build())?.build).toBeNull();
    const torn = await build(GRCH38_CONTIG, '##reference=hs37d5.fa');
    expect([torn?.build, torn?.buildIssue?.code]).toEqual([null, 'genome-build']);
    const mixed = await build(GRCH38_CONTIG, '##contig=<ID=chr2,length=243199373>');
    expect(mixed?.buildIssue?.message).toContain('contig lengths that no one assembly has');
  });

  it('notices positions that the stated build does not have', async () => {
    const read37 = await read(vcfText([row('1', 249_000_000, '.', 'A', 'G', ['0/1'])]));
    expect(read37.contradictsBuild).toBe(true);
    expect(read37.messages.join()).toContain('beyond the end of a chromosome in GRCh38');
  });

  it('never throws, whatever the bytes', async () => {
    const line = fc.oneof(
      fc.string(),
      fc
        .array(fc.constantFrom('1', 'chr1', '.', '0/1', '|', 'GT', 'A', '<DEL>', '-5', 'rs1', ''), {
          maxLength: 14,
        })
        .map((cells) => cells.join('\t')),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line), fc.boolean(), async (lines, headed) => {
        const body = lines.join('\n');
        const { rows } = await read(headed ? `${vcfText([])}${body}` : body);
        expect(rows).toBeLessThanOrEqual(body.split('\n').length);
      }),
      { numRuns: 300 },
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        await read(Uint8Array.of(0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 255, 6, 0, 66, 67, 2, 0, ...bytes));
        await read(Uint8Array.of(0x1f, 0x8b, ...bytes));
      }),
      { numRuns: 200 },
    );
  });
});

describe('readGenotype', () => {
  it('reads diploid, haploid, polyploid, missing and half-missing calls', () => {
    expect(genotype('0/1')).toEqual({ alleles: [0, 1], phased: false });
    expect(genotype('12|3')).toEqual({ alleles: [12, 3], phased: true });
    expect(genotype('1')).toEqual({ alleles: [1], phased: false });
    expect(genotype('/0/1/1')).toEqual({ alleles: [0, 1, 1], phased: false });
    expect(genotype('.')).toEqual({ alleles: [null], phased: false });
    expect(genotype('./1')).toEqual({ alleles: [null, 1], phased: false });
    for (const wrong of ['', 'x', '0/', '/', '0/1x', '00000/1']) expect(genotype(wrong)).toBeNull();
  });
});
