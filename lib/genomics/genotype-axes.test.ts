import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { drawCalls } from '#lib/simulator/genomics/genotype-calls.ts';
import { drawGenotypes } from '#lib/simulator/genomics/genotypes.ts';
import { drawAncestry } from '#lib/simulator/physiology/ancestry.ts';
import { openStream } from '#lib/simulator/stream.ts';
import { locate } from './ancestry.ts';
import { asFile, row, vcfText } from './fixtures/sample-vcf.ts';
import { placeWithin, readGenotypeAxes } from './genotype-axes.ts';
import { placeVcf } from './place-vcf.ts';
import { PlacementTally } from './placement-tally.ts';
import { type ReferencePanel, readReferencePanel } from './reference-panel.ts';

const models = new URL('../../public/models/', import.meta.url);
const json = (path: string): unknown => JSON.parse(readFileSync(new URL(path, models), 'utf8'));
function whole<T extends object>(read: T | string): T {
  if (typeof read === 'string') throw new Error(read);
  return read;
}
const axes = whole(readGenotypeAxes(json('genotype-axes/1/axes.json')));
const panel = whole(readReferencePanel(json(axes.panel)));

const golden = z
  .array(z.object({ copies: z.string(), ancestry: z.array(z.number()), axes: z.array(z.number()) }))
  .parse(json('genotype-axes/1/golden.json'));
const digits = (values: readonly number[] | null) => values?.map((value) => Number(value.toFixed(4)));
const copiesOf = (text: string) => Array.from(text, (one) => (one === '.' ? Number.NaN : Number(one)));

describe('axes of genotypes within ancestry', () => {
  it('agree with the places that Python found, a fifth of the calls missing', () => {
    expect(golden).not.toHaveLength(0);
    for (const one of golden)
      expect(digits(placeWithin(axes, copiesOf(one.copies), one.ancestry))).toEqual(digits(one.axes));
  });

  it('place nobody with fewer than half of the calls', () => {
    const [first] = golden;
    const none = copiesOf(first?.copies ?? '').map((own, site) => (site % 3 === 0 ? own : Number.NaN));
    expect(placeWithin(axes, none, first?.ancestry ?? [])).toBeNull();
  });

  it('are found in the pass that places on the panel, whatever the order of the rows', async () => {
    const copies = axes.sites.map((_, site) => site % 3);
    const own = new Map(axes.sites.map(({ id }, site) => [id, copies[site] ?? 0]));
    const sites = new Map([...panel.sites, ...axes.sites].map((site) => [site.id, site]));
    const rows = Array.from(sites.values(), ({ id, chromosome, position, ref, alt }) => {
      const call = ['0/0', '0/1', '1/1'][own.get(id) ?? 1] ?? './.';
      return row(`chr${chromosome}`, position, id, ref, alt, [call, './.']);
    });
    const samples = ['known', 'unknown'];
    const file = () => asFile(vcfText(rows.toReversed(), { samples }));
    const placed = await placeVcf(file(), panel, { axes });
    const [known, unknown] = placed.samples;
    expect(digits(known?.axes ?? null)).toEqual(digits(placeWithin(axes, copies, known?.place ?? [])));
    expect(known?.axes).toHaveLength(8);
    expect(unknown).toMatchObject({ place: null, axes: null });
    const without = await placeVcf(file(), panel);
    expect(without.samples[0]).toEqual({ ...known, axes: null });
  });

  it('say what is wrong with a file that is none', () => {
    const file = json('genotype-axes/1/axes.json') as object;
    expect(readGenotypeAxes({})).toContain('simulated');
    expect(readGenotypeAxes({ ...file, axes: 3 })).toContain('do not fit together');
    expect(readGenotypeAxes({ ...file, leastVariance: [] })).toContain('do not fit together');
  });
});

const SEED = 90_210;
const PATIENTS = 400;
const NEAREST = 10;

function groupOf(ancestry: ReferencePanel, copies: readonly number[], columns: readonly number[]) {
  const tally = new PlacementTally(ancestry, { samples: ['one'], build: null });
  for (const [k, site] of ancestry.sites.entries()) {
    const own = copies[columns[k] ?? -1];
    if (own !== undefined && !Number.isNaN(own)) tally.add(0, site, own);
  }
  const place = tally.placements()[0]?.place ?? [];
  return { place, group: locate(ancestry, place)?.nearest };
}

/** Patients as a cohort has them: admixed ones, and calls that are missing or wrong. */
function drawPatients() {
  const numberOf = ({ id }: { readonly id: string }) => Number(id.slice(3)) - 1;
  const [panelColumns, axisColumns] = [panel.sites.map(numberOf), axes.sites.map(numberOf)];
  return Array.from({ length: PATIENTS }, (_, index) => {
    const polygenic = openStream(SEED, index, 'liability').normal();
    const { proportions } = drawAncestry(SEED, index);
    const genotypes = drawGenotypes(SEED, index, { polygenic, proportions });
    const copies = drawCalls(SEED, index, genotypes, []).sites.map(({ first, second }) =>
      first < 0 ? Number.NaN : first + second,
    );
    const { place, group } = groupOf(panel, copies, panelColumns);
    const within = placeWithin(
      axes,
      axisColumns.map((column) => copies[column] ?? Number.NaN),
      place,
    );
    return { place, group, within: within ?? [] };
  });
}

/** Share of the nearest who are of one's own group, less what chance would give. */
function beyondChance(places: readonly (readonly number[])[], groups: readonly unknown[]): number {
  const others = (one: number) => groups.filter((group, k) => k !== one && group === groups[one]).length;
  const shares = places.map((place, one) => {
    const near = places
      .map((other, k) => [k, other.reduce((sum, x, axis) => sum + (x - (place[axis] ?? 0)) ** 2, 0)] as const)
      .filter(([k]) => k !== one)
      .toSorted((a, b) => a[1] - b[1])
      .slice(0, NEAREST);
    return near.filter(([k]) => groups[k] === groups[one]).length / NEAREST - others(one) / (PATIENTS - 1);
  });
  return shares.reduce((sum, share) => sum + share, 0) / PATIENTS;
}

describe('the people who are nearest on the axes, in a cohort of a seed that nothing was fitted on', () => {
  it('are of the same ancestry as often as by chance, and nearly always on the axes of ancestry', () => {
    const patients = drawPatients();
    const groups = patients.map(({ group }) => group);
    expect(new Set(groups).size).toBe(4);
    const within = beyondChance(
      patients.map((one) => one.within),
      groups,
    );
    const ancestry = beyondChance(
      patients.map(({ place }) => place),
      groups,
    );
    expect(Math.abs(within)).toBeLessThan(0.05);
    expect(ancestry).toBeGreaterThan(0.4);
  });
});
