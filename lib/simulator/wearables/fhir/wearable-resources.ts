import type { CodeableConcept, Device, FhirResource, Observation, SampledData } from 'fhir/r4';
import { formatDateTime } from '../../calendar.ts';
import { concept, hl7, referTo } from '../../fhir/reference.ts';
import { STRIP_SECONDS } from '../ecg/plan-strips.ts';
import { drawElectrode, renderStrip, SAMPLING_RATE } from '../ecg/render-strip.ts';
import type { WearableWeek } from '../plan-week.ts';
import { type Readings, takeReadings } from '../readings.ts';
import { breathsPerSecond } from '../wearer.ts';
import { MINUTE_MS, type RecordedDay } from '../week.ts';
import { sampledText } from './sampled-text.ts';

const LOINC = 'http://loinc.org';
const UCUM = 'http://unitsofmeasure.org';
/** ISO/IEEE 11073-10101 (MDC), by the OID that FHIR uses for it. */
const MDC = 'urn:oid:2.16.840.1.113883.6.24';
/** mV per count: 5 µV, as single-lead recorders resolve. */
const ECG_GAIN = 0.005;
/** Pulse oximeters are validated from 70 % up (ISO 80601-2-61). */
const LOWEST_SATURATION = 70;

type Channel = {
  readonly id: keyof Readings;
  readonly suffix: string;
  readonly category: 'vital-signs' | 'activity';
  readonly code: CodeableConcept;
  readonly unit: string;
  readonly lowest?: number;
};

const CHANNELS: readonly Channel[] = [
  {
    id: 'heartRate',
    suffix: 'hr',
    category: 'vital-signs',
    code: concept(LOINC, '8867-4', 'Heart rate'),
    unit: '/min',
  },
  {
    id: 'saturation',
    suffix: 'spo2',
    category: 'vital-signs',
    code: {
      coding: [
        { system: LOINC, code: '59408-5' },
        { system: LOINC, code: '2708-6' },
      ],
      text: 'Oxygen saturation',
    },
    unit: '%',
    lowest: LOWEST_SATURATION,
  },
  {
    id: 'steps',
    suffix: 'steps',
    category: 'activity',
    code: concept(LOINC, '55423-8', 'Steps'),
    unit: '{steps}',
  },
];

const deviceId = (patient: string): string => `${patient}-watch`;

/** Makers and models are invented. */
const deviceResource = (patient: string): Device => ({
  resourceType: 'Device',
  id: deviceId(patient),
  status: 'active',
  manufacturer: 'SIMULATED',
  deviceName: [{ name: 'SIMULATED wrist monitor', type: 'user-friendly-name' }],
  type: { text: 'Wrist-worn monitor of pulse, oxygen saturation and steps with a single-lead ECG' },
  patient: referTo('Patient', patient),
});

const frame = (patient: string, id: string, category: string, startMs: number, seconds: number) => ({
  resourceType: 'Observation' as const,
  id: `${patient}-${id}`,
  status: 'final' as const,
  category: [hl7('observation-category', category)],
  subject: referTo('Patient', patient),
  effectivePeriod: { start: formatDateTime(startMs), end: formatDateTime(startMs + seconds * 1000) },
  device: referTo('Device', deviceId(patient)),
});

const quantity = (unit: string) => ({ value: 0, unit, system: UCUM, code: unit });

function dayResource(
  patient: string,
  n: number,
  { startMs, first, minutes }: RecordedDay,
  channel: Channel,
  readings: Readings,
): Observation {
  const { id, suffix, category, code, unit, lowest } = channel;
  const sampled: SampledData = {
    origin: quantity(unit),
    period: MINUTE_MS,
    ...(lowest === undefined ? {} : { lowerLimit: lowest }),
    dimensions: 1,
    data: sampledText(readings[id].subarray(first, first + minutes), 1, lowest),
  };
  const head = frame(patient, `${suffix}-${n}`, category, startMs, minutes * 60);
  return { ...head, code, valueSampledData: sampled };
}

function stripResource(patient: string, n: number, startMs: number, signal: Float64Array): Observation {
  return {
    ...frame(patient, `ecg-${n}`, 'procedure', startMs, STRIP_SECONDS),
    code: {
      coding: [
        { system: MDC, code: '131328', display: 'MDC_ECG_ELEC_POTL' },
        { system: LOINC, code: '11524-6' },
      ],
      text: 'Single-lead ECG',
    },
    component: [
      {
        code: { coding: [{ system: MDC, code: '131329', display: 'MDC_ECG_ELEC_POTL_I' }], text: 'Lead I' },
        valueSampledData: {
          origin: quantity('mV'),
          period: 1000 / SAMPLING_RATE,
          factor: ECG_GAIN,
          dimensions: 1,
          data: sampledText(signal, ECG_GAIN),
        },
      },
    ],
  };
}

/** The part of a day that had been recorded by `nowMs`, in whole minutes. */
const until = (nowMs: number, { startMs, first, minutes }: RecordedDay): RecordedDay => ({
  startMs,
  first,
  minutes: Math.min(minutes, Math.floor((nowMs - startMs) / MINUTE_MS)),
});

/**
 * The device, one Observation per local day and channel, and one per ECG strip: what was recorded by now; before
 * the first minute, nothing.
 */
export function wearableResources(recorded: WearableWeek): FhirResource[] {
  const { wearer, week, strips, nowMs } = recorded;
  const past = week.days.map((day) => until(nowMs, day)).filter(({ minutes }) => minutes > 0);
  if (past.length === 0) return [];
  const readings = takeReadings(recorded);
  const days = past.flatMap((day, n) =>
    CHANNELS.map((channel) => dayResource(wearer.id, n, day, channel, readings)),
  );
  const electrode = drawElectrode(wearer, breathsPerSecond(wearer));
  const ecg = strips.flatMap((strip, n) =>
    strip.startMs + STRIP_SECONDS * 1000 <= nowMs
      ? [stripResource(wearer.id, n, strip.startMs, renderStrip(wearer, n, strip, electrode))]
      : [],
  );
  return [deviceResource(wearer.id), ...days, ...ecg];
}
