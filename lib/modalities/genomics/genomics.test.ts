import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { instant } from '#lib/clinical/moment.ts';
import { isReading } from '#lib/contract/feature.ts';
import { filesOf } from '#lib/contract/files.ts';
import { BundleIndex } from '#lib/fhir/bundle-index.ts';
import { findVariants } from '#lib/genomics/find-variants.ts';
import { asFile } from '#lib/genomics/fixtures/sample-vcf.ts';
import { readVcf } from '#lib/genomics/read-vcf.ts';
import { sampleGenomicBundle, samplePerson } from '#lib/simulator/genomics/sample-genome.ts';
import { chartOf, observation, patient, type Resource } from '../fixtures/charts.ts';
import { readRecord } from '../record.ts';
import { binariesOf, completeRecord } from '../whole-record.ts';
import { readGenotypeBytes } from './complete-genotypes.ts';
import { genomicsDescription } from './features.ts';
import { findGenotypeFile } from './genotype-document.ts';
import { loadKnowledge } from './knowledge.ts';
import { readGenotypes } from './read-genotypes.ts';
import type { GenomicsSlice } from './slice.ts';

const LOINC = 'http://loinc.org';
const concept = (code: string, text = code) => ({ text, coding: [{ system: LOINC, code }] });
const part = (code: string, value: object) => ({ code: concept(code), ...value });
const coded = (code: string, answer: string, text?: string) =>
  part(code, { valueCodeableConcept: concept(answer, text) });

const variant = (id: string, components: readonly object[], more: object = {}): Resource =>
  observation(id, '69548-6', '2026-01-01T00:00:00Z', {
    valueCodeableConcept: concept('LA9633-4'),
    component: components,
    ...more,
  });
const ttn = [
  coded('48018-6', 'HGNC:12403', 'TTN'),
  coded('53037-8', 'LA26332-9'),
  coded('53034-5', 'LA6706-1'),
];
const region = observation('r', '53041-0', '2026-01-01T00:00:00Z', {
  component: [coded('48018-6', 'HGNC:12403', 'TTN')],
});

const sliceOf = (...resources: Resource[]): GenomicsSlice | undefined =>
  readRecord(chartOf([patient, ...resources])).slices.genomics;

const ENTRY = {
  accession: 'VCV1',
  gene: 'TTN',
  coding: 'c.1A>G',
  protein: '',
  significance: 'Pathogenic',
  lastReviewed: null,
  reviewStatus: '',
  stars: 1,
  conditions: [],
};

const AT = Date.parse('2026-06-01T00:00:00Z');
function value(slice: GenomicsSlice | undefined, id: string, at = AT): number | string {
  const feature = genomicsDescription.features.find((one) => one.id === id);
  const outcome = slice && feature?.read(slice, instant(at));
  if (!outcome) return 'none';
  return isReading(outcome) ? outcome.value : outcome.missing;
}

const asset = async (path: string) =>
  new Blob([readFileSync(new URL(`../../../public${path}`, import.meta.url))]);
const knowledge = loadKnowledge(asset);
const withFiles = (resources: readonly Resource[]) => {
  const chart = chartOf(resources);
  return { chart, files: filesOf(chart.patient.id ?? '', { binary: binariesOf(chart), asset }) };
};

/** A simulated patient's bundle, read as a page reads it. */
async function readSample(
  population: number,
  carrierOf: string | null,
  change: (one: Resource) => Resource = (one) => one,
) {
  const person = samplePerson(7, 3, population, carrierOf);
  const { resources } = sampleGenomicBundle(person);
  const { chart, files } = withFiles((resources as unknown as Resource[]).map(change));
  return completeRecord(readRecord(chart), files);
}

describe('genetic findings', () => {
  it('reads gene, HGVS, significance, zygosity and origin', () => {
    const slice = sliceOf(
      variant('v', [...ttn, coded('48004-6', 'NM_1.1:c.1A>G'), coded('48002-0', 'LA6683-2')]),
    );
    expect(slice?.variants[0]).toMatchObject({
      reference: 'Observation/v',
      finding: 'present',
      gene: 'TTN',
      coding: 'NM_1.1:c.1A>G',
      significance: 'likely pathogenic',
      zygosity: 'heterozygous',
      origin: 'germline',
    });
  });

  it('takes the significance from an implication, as later versions of the guide have it', () => {
    const implication = observation('i', 'tbd', '2026-01-01', {
      component: [coded('53037-8', 'LA6668-3')],
      derivedFrom: [{ reference: 'Observation/v' }],
    });
    expect(sliceOf(variant('v', []), implication)?.variants[0]?.significance).toBe('pathogenic');
  });

  it('tells carriers from those looked at, from those not looked at, and looks at nothing later than asked', () => {
    const id = 'variant.disease-causing';
    expect(value(sliceOf(variant('v', ttn)), id)).toBe(1);
    expect(value(sliceOf(variant('v', ttn)), id, Date.parse('2025-01-01'))).toBe('never-recorded');
    expect(value(sliceOf(region), id)).toBe(0);
    const benign = variant('v', [ttn[0] ?? {}, coded('53037-8', 'LA6675-8')]);
    expect(value(sliceOf(benign), id)).toBe('never-recorded');
    const absent = variant('v', ttn, { valueCodeableConcept: concept('LA9634-2') });
    expect(value(sliceOf(absent, region), id)).toBe(0);
    expect(value(sliceOf(variant('v', [...ttn, coded('48002-0', 'LA6684-0')]), region), id)).toBe(0);
  });

  it('tells of each gene alone whether it carries, whether it was looked at, and how it is called', () => {
    const [ids, labels] = [(gene: string) => `variant.gene-${gene}`, genomicsDescription.features];
    expect(value(sliceOf(variant('v', ttn), region), ids('TTN'))).toBe(1);
    expect(value(sliceOf(region), ids('TTN'))).toBe(0);
    expect(value(sliceOf(variant('v', ttn), region), ids('LMNA'))).toBe('never-recorded');
    expect(value(sliceOf(variant('v', ttn)), ids('TTN'), Date.parse('2025-01-01'))).toBe('never-recorded');
    expect(labels.filter(({ id }) => id.startsWith(ids('')))).toHaveLength(36);
    expect(labels.find(({ id }) => id === ids('LMNA'))?.label).toBe(
      'Pathogenic or likely pathogenic variant in LMNA',
    );
  });

  it('reads nothing that contradicts itself', () => {
    const both = { valueCodeableConcept: { coding: [{ code: 'LA9633-4' }, { code: 'LA9634-2' }] } };
    expect(sliceOf(variant('v', ttn, both))?.variants[0]?.finding).toBe('indeterminate');
    const unsure = part('53037-8', {
      valueCodeableConcept: { coding: [{ code: 'LA6668-3' }, { code: 'LA6675-8' }] },
    });
    expect(sliceOf(variant('v', [unsure]))?.variants[0]?.significance).toBe('other');
    const denied = readRecord(chartOf([patient, variant('v', ttn, { dataAbsentReason: { text: 'error' } })]));
    expect(denied.slices.genomics).toBeUndefined();
    expect(denied.issues.map(({ message }) => message)).toContain(
      'Genetic finding: 1 left out, because a value stands beside a reason why there is none.',
    );
  });

  it('reads no genotype file that another replaced', () => {
    const file = (id: string, status: string, date: string): Resource => ({
      resourceType: 'DocumentReference',
      id,
      status,
      subject: { reference: 'Patient/p' },
      date,
      content: [{ attachment: { contentType: 'text/vcf', url: `Binary/${id}` } }],
    });
    const slice = sliceOf(
      file('a', 'current', '2026-01-01T00:00:00Z'),
      file('b', 'superseded', '2026-02-01T00:00:00Z'),
    );
    expect(slice?.file?.reference).toBe('DocumentReference/a');
  });

  it('leaves out findings that do not stand, and survives any value anywhere', () => {
    const record = readRecord(chartOf([patient, variant('v', ttn, { status: 'entered-in-error' })]));
    expect(record.slices.genomics).toBeUndefined();
    expect(record.issues.map(({ code }) => code)).toContain('status-excluded');
    for (const wrong of [null, 7, 'x', [], {}, [null], true])
      for (const name of ['component', 'valueCodeableConcept', 'derivedFrom', 'code', 'effectiveDateTime'])
        expect(() => sliceOf(variant('v', ttn, { [name]: wrong }))).not.toThrow();
  });
});

const EXAMPLE = new URL(
  '../../../../shared/data/fhir/genomics-reporting-history/input_examples_oncology-report-example.json',
  import.meta.url,
);

describe.skipIf(!existsSync(EXAMPLE))('the oncology example of an early guide (skipped where absent)', () => {
  it('gives every variant with gene, change, origin and share of reads, and makes nobody a carrier', () => {
    const index = new BundleIndex();
    index.add(JSON.parse(readFileSync(EXAMPLE, 'utf8')));
    const [chart] = index.build().charts;
    const slice = chart && readRecord(chart).slices.genomics;
    expect(slice?.variants.length).toBeGreaterThan(5);
    expect(slice?.variants[0]).toMatchObject({
      gene: 'PIK3CA',
      coding: 'c.3140A>G',
      protein: 'p.H1047R',
      origin: 'somatic',
      fraction: 0.2188,
    });
    expect(value(slice, 'variant.disease-causing')).toBe('never-recorded');
  });
});

describe('the genotype file of a simulated patient', () => {
  it('is scored, placed with its own population, and set beside people of like ancestry', async () => {
    const record = await readSample(2, 'TTN');
    const { genotypes, variants } = record.slices.genomics ?? {};
    expect(genotypes).toMatchObject({
      build: 'GRCh38',
      ancestry: { nearest: 'EAS' },
      score: { reason: null },
    });
    expect(genotypes?.score.coverage).toBeGreaterThan(0.9);
    expect(genotypes?.score.placed?.reference).toHaveLength(100);
    expect(variants?.[0]?.gene).toBe('TTN');
    expect(
      Math.abs(Number(value(record.slices.genomics, 'polygenic.standardised', Date.parse('2100-01-01')))),
    ).toBeLessThan(5);
    for (const axis of [1, 8])
      expect(
        Math.abs(Number(value(record.slices.genomics, `genotype.axis-${axis}`, Date.parse('2100-01-01')))),
      ).toBeLessThan(5);
    expect(structuredClone(record)).toEqual(JSON.parse(JSON.stringify(record)));
  });

  it('is not read when its bytes are not those of the document, or are not there', async () => {
    const torn = await readSample(0, null, (one) =>
      one.resourceType === 'Binary' && !String(one.id).endsWith('tbi')
        ? { ...one, data: btoa('#CHROM') }
        : one,
    );
    expect(torn.slices.genomics?.genotypes).toBeNull();
    expect(torn.issues.map(({ message }) => message).join()).toContain('SHA-1 differs');
    const elsewhere = await readSample(0, null, (one) =>
      one.resourceType === 'DocumentReference'
        ? { ...one, content: [{ attachment: { title: 'x.vcf.gz', url: 'https://other.example/Binary/1' } }] }
        : one,
    );
    expect(elsewhere.issues.map(({ message }) => message).join()).toContain('none of this server');
    const gone = await readSample(0, null, (one) =>
      one.resourceType === 'Binary' ? { ...one, id: 'other' } : one,
    );
    expect(gone.issues.map(({ message }) => message).join()).toContain('no such file');
  });

  it('hands its bytes out whole, for a search of known variants', async () => {
    const { resources } = sampleGenomicBundle(samplePerson(7, 3, 2, 'TTN'));
    const { chart, files } = withFiles(resources as unknown as Resource[]);
    const file = findGenotypeFile(chart);
    const bytes = file ? await readGenotypeBytes(file, files) : 'no file';
    if (typeof bytes === 'string' || !file) throw new Error(String(bytes));
    const rows: string[] = [];
    await readVcf(
      { name: file.title, source: bytes },
      {
        row: (row) =>
          rows.push(`${row.chromosome}:${row.position - 1}:${row.reference}:${row.alternates[0]}`),
      },
    );
    const [chromosome, position, deleted, inserted] = rows.at(-1)?.split(':') ?? [];
    const change = {
      chromosome: Number(chromosome),
      position: Number(position),
      deleted: deleted ?? '',
      inserted: inserted ?? '',
    };
    const known = { ...ENTRY, changes: { GRCh38: change } };
    const beside = { ...ENTRY, changes: { GRCh38: { ...change, position: change.position - 1_000_000 } } };
    const { genes, build } = await findVariants(
      { name: file.title, source: bytes },
      { name: 'extract', entries: [known, beside], issues: [] },
    );
    expect(build).toBe('GRCh38');
    expect(genes[0]).toMatchObject({ known: 2, read: 1, notInFile: 1 });
  });

  it('gives nobody the genotypes of a file that holds several people', async () => {
    const text = '##fileformat=VCFv4.3\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\ta\tb\n';
    const { source } = asFile(text);
    if (!(source instanceof Blob)) throw new Error('not a Blob');
    const { genotypes, issues } = await readGenotypes({ name: 'x', source }, await knowledge, 'a');
    expect(genotypes).toBeNull();
    expect(issues[0]?.message).toContain('several people');
  });
});
