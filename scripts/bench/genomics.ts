// Measures reading and scoring of a VCF of a million rows against 100,000 weights, and prints one line of JSON; times in ms.
// For comparison it also parses the same rows with @gmod/vcf.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, openAsBlob, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import VcfParser from '@gmod/vcf';
import { readLines } from '#lib/genomics/lines.ts';
import { scoreVcf } from '#lib/genomics/polygenic-score.ts';
import { readScoringFile } from '#lib/genomics/scoring-file.ts';
import { summary } from './median.ts';

const ROWS = 1_000_000;
const WEIGHTS = 100_000;
const RUNS = 3;
const folder = mkdtempSync(join(tmpdir(), 'consilium-genomics-'));
const vcfPath = join(folder, 'million.vcf.gz');

const ALLELES = ['A\tG', 'C\tT', 'A\tC', 'G\tT'];
const CALLS = ['0/0:30', '0/1:28', '1/1:41', '0|1:33'];

const HEADER = [
  '##fileformat=VCFv4.3',
  '##contig=<ID=chr1,length=248956422>',
  '#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\ts1',
].join('\n');

const rowAt = (at: number): string =>
  `chr1\t${1000 + 200 * at}\trs${at + 1}\t${ALLELES[at % 4]}\t99\tPASS\tAC=1;AN=2\tGT:DP\t${CALLS[(at >> 2) % 4]}`;

function writeFiles(): string {
  const text = `${HEADER}\n${Array.from({ length: ROWS }, (_, at) => rowAt(at)).join('\n')}\n`;
  const packed = spawnSync('bgzip', ['-c'], { input: text, maxBuffer: 2 ** 30 });
  // Without bgzip an ordinary gzip is measured, and the result says so.
  writeFileSync(vcfPath, packed.error ? gzipSync(text, { level: 6 }) : packed.stdout);
  return packed.error ? 'gzip' : 'bgzip';
}

function scoringFile(): Blob {
  const step = ROWS / WEIGHTS;
  const rows = Array.from({ length: WEIGHTS }, (_, at) => {
    const number = at * step + (at % step);
    const [reference, alternate] = (ALLELES[number % 4] ?? '').split('\t');
    return `1\t${1000 + 200 * number}\t${alternate}\t${reference}\t${((at % 17) - 8) / 1000}`;
  });
  const columns = 'chr_name\tchr_position\teffect_allele\tother_allele\teffect_weight';
  return new Blob([['#genome_build=GRCh38', columns, ...rows, ''].join('\n')]);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

async function parseAllWithLibrary(): Promise<void> {
  const parser = new VcfParser({ header: HEADER });
  const decoder = new TextDecoder();
  let carried = 0;
  await readLines(await openAsBlob(vcfPath), (bytes, start, end) => {
    const line = decoder.decode(bytes.subarray(start, end));
    if (!line.startsWith('#')) carried += parser.parseLine(line).GENOTYPES().s1 === '0/0' ? 0 : 1;
  });
  if (carried === 0) throw new Error('no genotype was read');
}

try {
  const container = writeFiles();
  const weights = scoringFile();
  const score = async () => {
    const file = await readScoringFile({ name: 'weights', source: weights });
    const { matching } = await scoreVcf({ name: 'million', source: await openAsBlob(vcfPath) }, file);
    if (matching.matched !== WEIGHTS) throw new Error(`${matching.matched} weights found`);
  };
  const own: number[] = [];
  const library: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    own.push(await timed(score));
    library.push(await timed(parseAllWithLibrary));
  }
  process.stdout.write(
    `${JSON.stringify({ rows: ROWS, weights: WEIGHTS, container, score: summary(own), parseRowsWithLibrary: summary(library) })}\n`,
  );
} finally {
  rmSync(folder, { recursive: true });
}
