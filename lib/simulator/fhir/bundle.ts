import type { Bundle, FhirResource, Observation } from 'fhir/r4';
import type { Measurement } from '../ehr/measurement.ts';
import type { Visit } from '../ehr/visits.ts';
import type { ChartContent } from '../patient.ts';
import { appointmentResource } from './appointment-resource.ts';
import { conditionResources } from './condition-resource.ts';
import { encounterResource } from './encounter-resource.ts';
import { medicationResources } from './medication-resource.ts';
import { pressureResource, resultResource } from './observation-resource.ts';
import { patientResource } from './patient-resource.ts';
import { BASE_URL } from './reference.ts';

/** One patient's chart, with the encounter that each visit became. The outcome and the latent state are not in reach here. */
export function chartResources(content: ChartContent): {
  readonly resources: readonly FhirResource[];
  readonly encounters: ReadonlyMap<Visit, string>;
} {
  let count = 0;
  const nextId = () => {
    count += 1;
    return `${content.id}-${count}`;
  };
  const encounters = new Map<Visit, string>(content.visits.map((visit) => [visit, nextId()]));
  const resources: FhirResource[] = [
    patientResource(content, 'hf'),
    ...[...encounters].map(([visit, id]) =>
      encounterResource(content.id, id, visit, { nowMs: content.nowMs }),
    ),
    ...conditionResources(content, nextId),
    ...medicationResources(content, nextId),
    ...observationResources(content, encounters, nextId),
    ...(content.followUp ? [appointmentResource(content.id, content.followUp, content.nowMs)] : []),
  ];
  return { resources, encounters };
}

/** A FHIR R4 collection of one patient's resources. */
export function patientBundle(patient: string, resources: readonly FhirResource[]): Bundle {
  return {
    resourceType: 'Bundle',
    id: `${patient}-chart`,
    type: 'collection',
    entry: resources.map((resource) => ({
      fullUrl: `${BASE_URL}/${resource.resourceType}/${resource.id}`,
      resource,
    })),
  };
}

export const chartBundle = (content: ChartContent): Bundle =>
  patientBundle(content.id, chartResources(content).resources);

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
      written.push(resultResource(id, nextId(), encounter, measurement));
    }
  }
  return written;
}
