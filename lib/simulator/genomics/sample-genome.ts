import type { Bundle, FhirResource } from 'fhir/r4';
import { genomicResources } from '../fhir/genomics-resources.ts';
import { BASE_URL } from '../fhir/reference.ts';
import { openStream } from '../stream.ts';
import { drawGenome, type GenomePerson, genomicFiles, genomicTruth } from './genome.ts';
import { populations } from './populations.ts';

const ADMITTED_MS = Date.UTC(2026, 8, 3, 14);

/** A person for tests and pictures: of one population unless `proportions` says otherwise. */
export function samplePerson(
  seed: number,
  index: number,
  population = 0,
  carrierOf: string | null = null,
): GenomePerson {
  return {
    seed,
    index,
    patient: `sim-sample-${seed}-${index}`,
    polygenic: openStream(seed, index, 'sample-liability').normal(),
    proportions: populations.map((_, k) => (k === population ? 1 : 0)),
    carrierOf,
  };
}

/** A bundle of a patient and a genetic report with the genotype file inside, the files apart, and the truth. */
export function sampleGenomicBundle(person: GenomePerson) {
  const genome = drawGenome(person);
  const files = genomicFiles(genome);
  const patient: FhirResource = { resourceType: 'Patient', id: person.patient };
  const resources = [patient, ...genomicResources(genome, files, { ...person, admittedMs: ADMITTED_MS })];
  const bundle: Bundle = {
    resourceType: 'Bundle',
    type: 'collection',
    entry: resources.map((resource) => ({
      fullUrl: `${BASE_URL}/${resource.resourceType}/${resource.id}`,
      resource,
    })),
  };
  return { bundle, resources, genome, files, truth: genomicTruth(genome) };
}
