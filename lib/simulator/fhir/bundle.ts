import type { Bundle, FhirResource, Observation } from 'fhir/r4';
import type { Measurement } from '../chart/measurement.ts';
import type { Visit } from '../chart/visits.ts';
import type { ChartContent } from '../patient.ts';
import { conditionResources } from './condition-resource.ts';
import { encounterResource } from './encounter-resource.ts';
import { medicationResources } from './medication-resource.ts';
import { observationResource, pressureResource } from './observation-resource.ts';
import { patientResource } from './patient-resource.ts';
import { BASE_URL } from './reference.ts';

/** One patient's chart as a FHIR R4 collection. The outcome and the latent state are not in reach here. */
export function chartBundle(content: ChartContent): Bundle {
  let count = 0;
  const nextId = () => {
    count += 1;
    return `${content.id}-${count}`;
  };
  const encounters = new Map<Visit, string>(content.visits.map((visit) => [visit, nextId()]));
  const resources: FhirResource[] = [
    patientResource(content),
    ...[...encounters].map(([visit, id]) => encounterResource(content.id, id, visit)),
    ...conditionResources(content, nextId),
    ...medicationResources(content, nextId),
    ...observationResources(content, encounters, nextId),
  ];
  return {
    resourceType: 'Bundle',
    id: `${content.id}-chart`,
    type: 'collection',
    entry: resources.map((resource) => ({
      fullUrl: `${BASE_URL}/${resource.resourceType}/${resource.id}`,
      resource,
    })),
  };
}

function observationResources(
  { id, measurements }: ChartContent,
  encounters: ReadonlyMap<Visit, string>,
  nextId: () => string,
): Observation[] {
  const written: Observation[] = [];
  let systolic: Measurement | null = null;
  for (const measurement of measurements) {
    const encounter = encounters.get(measurement.visit) ?? '';
    if (measurement.analyte === 'systolic-pressure') {
      systolic = measurement;
    } else if (measurement.analyte === 'diastolic-pressure' && systolic !== null) {
      written.push(pressureResource(id, nextId(), encounter, systolic, measurement));
    } else {
      written.push(observationResource(id, nextId(), encounter, measurement));
    }
  }
  return written;
}
