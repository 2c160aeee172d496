import type { MedicationRequest } from 'fhir/r4';
import { DAY_MS, HOUR_MS } from '#lib/clinical/moment.ts';
import { atLocalTime, formatDateTime } from '../calendar.ts';
import type { Treatment } from '../ehr/treatment.ts';
import type { Visit } from '../ehr/visits.ts';
import type { ChartContent } from '../patient.ts';
import { hl7, referTo } from './reference.ts';

type Order = {
  readonly atMs: number;
  readonly status: 'active' | 'completed' | 'stopped';
  readonly category: string;
};

/** A home prescription some months old, replaced or stopped at discharge and running until then; a discharge prescription two hours before leaving. */
function orders(
  { atHome, daysAtHome, atDischarge }: Treatment,
  { startMs, endMs }: Visit,
  nowMs: number,
): Order[] {
  const dischargedOn = endMs - 2 * HOUR_MS;
  const isDecided = dischargedOn <= nowMs;
  const atTheEnd = atDischarge ? 'completed' : 'stopped';
  const home: Order = {
    atMs: atLocalTime(startMs - daysAtHome * DAY_MS, 660),
    status: isDecided ? atTheEnd : 'active',
    category: 'community',
  };
  const discharge: Order = { atMs: dischargedOn, status: 'active', category: 'discharge' };
  return [...(atHome ? [home] : []), ...(atDischarge && isDecided ? [discharge] : [])];
}

export function medicationResources(content: ChartContent, nextId: () => string): MedicationRequest[] {
  const stay = content.visits.at(-1);
  if (stay === undefined) return [];
  return content.treatments.flatMap((treatment) =>
    orders(treatment, stay, content.nowMs).map(({ atMs, status, category }) => ({
      resourceType: 'MedicationRequest',
      id: nextId(),
      status,
      intent: 'order',
      category: [hl7('medicationrequest-category', category)],
      medicationCodeableConcept: {
        coding: [
          { system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: treatment.preparation.rxnorm },
          { system: 'http://www.whocc.no/atc', code: treatment.preparation.atc },
        ],
        text: treatment.preparation.name,
      },
      subject: referTo('Patient', content.id),
      authoredOn: formatDateTime(atMs),
      requester: { display: 'Simulated prescriber' },
      dosageInstruction: [{ text: treatment.preparation.dose }],
    })),
  );
}
