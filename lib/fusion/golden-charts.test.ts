import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { BundleIndex } from '#lib/fhir/bundle-index.ts';
import { readRecord } from '#lib/modalities/record.ts';
import { simulatePatient } from '#lib/simulator/cohort.ts';
import { patientId } from '#lib/simulator/patient.ts';
import { READMISSION_MODALITIES, READMISSION_MODEL } from './readmission-model.ts';
import { vectorise } from './vectorise.ts';

const source = z.object({ seed: z.number(), patients: z.number(), patient: z.string() });
const golden = z.object({
  cases: z.array(
    z.object({
      name: z.string(),
      source: source.optional(),
      values: z.array(z.number()),
      present: z.array(z.number()),
    }),
  ),
});

const file = new URL(`../../public${READMISSION_MODEL}/golden.json`, import.meta.url);
const cases = golden
  .parse(JSON.parse(readFileSync(file, 'utf8')))
  .cases.flatMap(({ source: from, ...known }) => (from ? [{ ...known, from }] : []));

/** The chart of a golden case, simulated anew. */
function chartOf({ seed, patients, patient }: z.infer<typeof source>) {
  const index = Array.from({ length: patients }, (_, k) => k).find((k) => patientId(seed, k) === patient);
  if (index === undefined) throw new Error(`seed ${seed} has no patient ${patient}`);
  const charts = new BundleIndex();
  charts.add(simulatePatient(seed, index).bundle);
  const [chart] = charts.build().charts;
  if (!chart) throw new Error(`patient ${patient} gives no chart`);
  return chart;
}

describe('golden charts', () => {
  it('are there', () => expect(cases.length).toBeGreaterThan(0));

  it.each(cases)('are read as when the model was trained: $name', ({ from, values, present }) => {
    const vector = vectorise(readRecord(chartOf(from)), READMISSION_MODALITIES);
    expect(Array.from(vector.present)).toEqual(present);
    expect(Array.from(vector.values)).toEqual(values.map(Math.fround));
  });
});
