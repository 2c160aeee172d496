import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isReading } from '#lib/contract/feature.ts';
import { readFiles } from '#lib/fhir/read-files.ts';
import { readRecord } from '../record.ts';
import { ehrDescription } from './features.ts';
import { dischargeOf } from './fixtures/discharge.ts';

const CASES = new URL('../../../../shared/cases/fhir/', import.meta.url);

async function read(name: string, id: string): Promise<number | string | undefined> {
  const { charts } = await readFiles([{ name, bytes: readFileSync(new URL(name, CASES)) }]);
  const [record] = charts.map((chart) => readRecord(chart));
  const feature = ehrDescription.features.find((one) => one.id === id);
  const at = record ? dischargeOf(record) : null;
  const outcome = at && record?.slices.ehr && feature?.read(record.slices.ehr, at);
  if (!outcome) return undefined;
  return isReading(outcome) ? outcome.value : outcome.detail;
}

describe.skipIf(!existsSync(CASES))('charts from elsewhere (skipped where the data folder is absent)', () => {
  it.each([
    ['med-bounds-ended.json', 'medication.loop-diuretic', 0],
    ['med-dispense-only.json', 'medication.loop-diuretic', 1],
    ['med-ingredient-only.json', 'medication.loop-diuretic', 1],
    ['med-intent-option.json', 'medication.loop-diuretic', 0],
    ['med-reference-urn-with-own-id.json', 'medication.loop-diuretic', 1],
    ['cond-anaemia-resolved-2002.json', 'condition.anaemia', 0],
  ])('%s: %s is %d', async (name, id, value) => {
    expect(await read(name, id)).toBe(value);
  });
});
