import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { asFile, row, vcfText } from './fixtures/sample-vcf.ts';
import { solve } from './linear.ts';
import { placeVcf } from './place-vcf.ts';
import { PlacementTally } from './placement-tally.ts';
import { type ReferencePanel, readReferencePanel } from './reference-panel.ts';

const folder = new URL('../../public/models/ancestry-pca/1/', import.meta.url);
const json = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));

function committedPanel(): ReferencePanel {
  const panel = readReferencePanel(json('panel.json'));
  if (typeof panel === 'string') throw new Error(panel);
  return panel;
}
const hapmap = committedPanel();

const golden = z
  .array(z.object({ copies: z.string(), place: z.array(z.number()) }))
  .parse(json('golden.json'));

const tinyPanel = (sites: readonly unknown[]): ReferencePanel => {
  const people = [
    ['a', 1, [1]],
    ['a', 2, [1.2]],
    ['b', 3, [-1]],
    ['b', 4, [-1.2]],
  ];
  const panel = readReferencePanel({ simulated: true, score: null, build: 'GRCh38', axes: 1, sites, people });
  if (typeof panel === 'string') throw new Error(panel);
  return panel;
};

describe('placement on a panel', () => {
  it('agrees with the places that Python found, a fifth of the calls missing', () => {
    const placed = golden.map(({ copies }) => {
      const tally = new PlacementTally(hapmap, { samples: ['x'], build: null });
      for (const [at, site] of hapmap.sites.entries())
        if (copies[at] !== '.') tally.add(0, site, Number(copies[at]));
      return tally.placements()[0]?.place?.map((value) => Number(value.toFixed(4)));
    });
    expect(placed).toEqual(golden.map(({ place }) => place.map((value) => Number(value.toFixed(4)))));
  });

  it('solves, and says so when it cannot', () => {
    expect(
      solve(
        [
          [2, 1],
          [1, 3],
        ],
        [3, 5],
      )?.map((x) => Number(x.toFixed(9))),
    ).toEqual([0.8, 1.4]);
    expect(
      solve(
        [
          [0, 1],
          [1, 0],
        ],
        [2, 3],
      ),
    ).toEqual([3, 2]);
    expect(
      solve(
        [
          [1, 2],
          [2, 4],
        ],
        [1, 2],
      ),
    ).toBeNull();
  });

  it('finds sites by position in the same build, turns strands, and never uses A/T', async () => {
    const site = (at: number, ref: string, alt: string) => [`SIM${at}`, 'chr1', at, ref, alt, 1, 1, [0.5]];
    const panel = tinyPanel([site(1, 'A', 'G'), site(2, 'A', 'G'), site(3, 'A', 'T'), site(4, 'A', 'C')]);
    const text = vcfText([
      row('1', 1, '.', 'A', 'G', ['1/1']),
      row('1', 2, '.', 'T', 'C', ['1/1']),
      row('1', 3, '.', 'A', 'T', ['1/1']),
    ]);
    const { matching, samples } = await placeVcf(asFile(text), panel);
    expect(matching).toEqual({ sites: 4, matched: 2, strandAmbiguous: 1, allelesDiffer: 0, by: 'position' });
    expect(samples[0]).toMatchObject({ place: [2], called: 2, ancestry: { nearest: 'a', outlying: true } });
  });

  it('places nobody with too few calls', async () => {
    const { samples } = await placeVcf(asFile(vcfText([row('1', 1, 'rs3', 'A', 'G', ['0/1'])])), hapmap);
    expect(samples[0]).toMatchObject({
      place: null,
      ancestry: null,
      reason: expect.stringContaining('Only 0 of the'),
    });
  });

  it('says why a file is no panel', () => {
    expect(readReferencePanel({})).toContain('simulated');
    expect(readReferencePanel({ ...(json('panel.json') as object), axes: 3 })).toBe(
      'a site has not 3 loadings',
    );
  });
});

const HAPMAP = new URL('../../../shared/data/genomics/hapmap-snprelate/', import.meta.url);

describe.skipIf(!existsSync(HAPMAP))('HapMap (skipped where the data folder is absent)', () => {
  it('puts every person with their own, and the three groups apart', async () => {
    const read = (name: string) => readFileSync(new URL(name, HAPMAP));
    const [header = [], ...lines] = gunzipSync(read('hapmap_genotypes.csv.gz'))
      .toString()
      .trim()
      .split('\n')
      .map((line) => line.split(','));
    const calls = ['0/0', '0/1', '1/1'];
    const rows = lines.map(([id = '', contig = '', at, alleles = '', ...copies]) => {
      const [alternate = '', reference = ''] = alleles.split('/');
      return row(
        contig,
        Number(at),
        id,
        reference,
        alternate,
        copies.map((one) => calls[Number(one || 9)] ?? './.'),
      );
    });
    const text = vcfText(rows, { header: [], samples: header.slice(4) });
    const { samples } = await placeVcf(asFile(text), hapmap);
    const populations = new Map(
      read('hapmap_samples.csv')
        .toString()
        .trim()
        .split('\n')
        .map((line) => line.split(',', 2) as [string, string]),
    );
    const own: Record<string, string> = { YRI: 'YRI', CEU: 'CEU', HCB: 'CHB+JPT', JPT: 'CHB+JPT' };
    expect(samples).toHaveLength(279);
    const strays = samples.filter(
      ({ sample, ancestry }) => ancestry?.nearest !== own[populations.get(sample) ?? ''],
    );
    expect(strays).toEqual([]);
  });
});
