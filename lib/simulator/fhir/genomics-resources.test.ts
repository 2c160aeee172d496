import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import type { DiagnosticReport, DocumentReference, FhirResource, Observation } from 'fhir/r4';
import { describe, expect, it } from 'vitest';
import { checkStructure } from '#lib/fhir/store/validate-resource.ts';
import { sampleGenomicBundle, samplePerson } from '../genomics/sample-genome.ts';

const carriers = ['TTN', 'LMNA', 'MYBPC3', 'PLN', 'RBM20'].map((gene, k) => samplePerson(8, k, k % 4, gene));
const others = Array.from({ length: 40 }, (_, k) => samplePerson(9, k, k % 4));
const samples = [...carriers, ...others].map((person) => ({ person, ...sampleGenomicBundle(person) }));
type Sample = (typeof samples)[number];

const of = <T extends FhirResource>({ resources }: Sample, type: T['resourceType']) =>
  resources.filter((one): one is T => one.resourceType === type);
const withCode = (sample: Sample, code: string) =>
  of<Observation>(sample, 'Observation').filter((one) => one.code.coding?.[0]?.code === code);
const component = (observation: Observation | undefined, code: string) =>
  observation?.component?.find((one) => one.code.coding?.[0]?.code === code);
const answer = (observation: Observation | undefined, code: string) =>
  component(observation, code)?.valueCodeableConcept?.coding?.[0]?.code;

describe('a genetic report', () => {
  it('is valid FHIR R4', () => {
    for (const { resources } of samples)
      for (const resource of resources) checkStructure(JSON.parse(JSON.stringify(resource)));
  });

  it('refers only to what is there and tells none of the truth', () => {
    for (const { resources, bundle, truth, person } of samples) {
      const known = new Set(resources.map(({ resourceType, id }) => `${resourceType}/${id}`));
      const text = JSON.stringify({
        ...bundle,
        entry: bundle.entry?.filter(({ resource }) => resource?.resourceType !== 'Binary'),
      });
      for (const [, to] of text.matchAll(/"reference":"([^"]+)"/g)) expect(known).toContain(to);
      for (const secret of [truth.score, truth.standardScore, person.polygenic])
        expect(text).not.toContain(String(secret));
    }
  });

  it('describes each carried variant as the file has it', () => {
    for (const sample of samples) {
      const found = withCode(sample, '69548-6');
      expect(found).toHaveLength(sample.genome.carried.length);
      const vcf = gunzipSync(sample.files[0].bytes).toString('latin1').split('\n');
      for (const observation of found) {
        const position = component(observation, '81254-5')?.valueRange?.low?.value;
        const line = vcf.find((one) => one.split('\t')[1] === String(position))?.split('\t');
        expect(line?.[3]).toBe(component(observation, '69547-8')?.valueString);
        expect(line?.[4]).toBe(component(observation, '69551-0')?.valueString);
        expect(line?.[7]).toContain(`HGVSC=${answer(observation, '48004-6')}`);
        expect(line?.[9]).toMatch(/^0\/1:/);
        expect(answer(observation, '53034-5')).toBe('LA6706-1');
        expect(observation.category?.map(({ coding }) => coding?.[0]?.code)).toEqual(['laboratory', 'GE']);
      }
    }
  });

  it('says that nothing was found where nothing was, and of how many genes', () => {
    for (const sample of samples) {
      const overall = withCode(sample, '51968-6')[0]?.valueCodeableConcept?.coding?.[0]?.code;
      const report = of<DiagnosticReport>(sample, 'DiagnosticReport')[0];
      const significant = withCode(sample, '69548-6').some((one) => answer(one, '53037-8') !== 'LA26333-7');
      expect(significant).toBe(sample.person.carrierOf !== null);
      expect(overall === 'LA6576-8').toBe(significant);
      expect(report?.conclusion?.includes('No pathogenic')).toBe(!significant);
      expect(withCode(sample, '53041-0')[0]?.component).toHaveLength(17);
    }
    const uncertain = samples.filter((one) =>
      one.genome.carried.some(({ significance }) => significance === 'uncertain significance'),
    );
    expect(uncertain.length).toBeGreaterThan(0);
    expect(uncertain.length).toBeLessThan(samples.length / 3);
  });

  it('carries the very files that lie beside it', () => {
    for (const sample of samples) {
      const document = of<DocumentReference>(sample, 'DocumentReference')[0];
      expect(document?.content).toHaveLength(2);
      for (const [n, { attachment }] of (document?.content ?? []).entries()) {
        const bytes = sample.files[n]?.bytes ?? new Uint8Array();
        const binary = sample.resources.find(
          ({ resourceType, id }) => `${resourceType}/${id}` === attachment.url,
        );
        expect(binary?.resourceType === 'Binary' && binary.data).toBe(Buffer.from(bytes).toString('base64'));
        expect(attachment.size).toBe(bytes.length);
        expect(attachment.hash).toBe(createHash('sha1').update(bytes).digest('base64'));
        expect(attachment.title).toBe(sample.files[n]?.name);
      }
    }
  });

  it('was issued before the admission', () => {
    const ages = samples.map(
      (sample) =>
        Date.UTC(2026, 8, 3, 14) -
        Date.parse(of<DiagnosticReport>(sample, 'DiagnosticReport')[0]?.issued ?? ''),
    );
    for (const age of ages) expect(age).toBeGreaterThan(12 * 86_400_000);
  });
});
