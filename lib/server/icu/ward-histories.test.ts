import { expect, it } from 'vitest';
import { nodeFiles } from '#cli/node-files.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import { historyFeatureIds } from '#lib/icu/batch/history-features.ts';
import { historyValue } from '#lib/icu/batch/static-embedding.ts';
import { testDatabases } from '#lib/server/database/fixtures/databases.ts';
import { openWard } from '#lib/simulator/icu-live/live-ward.ts';
import { opaqueIds } from '../similarity/opaque-ids.ts';
import { readStatics } from './batch/fold-patients.ts';
import { foldWardHistories } from './ward-histories.ts';

const AT = Date.UTC(2026, 10, 30, 6);
const ward = { seed: 9, beds: 6 };

it('folds old diseases of everybody in the simulated ward, and the genome of those who have one', async () => {
  const [[, make] = []] = testDatabases;
  const test = await make?.();
  const opened = await test?.open();
  if (!test || !opened) throw new Error('there is no database');
  try {
    const ids = opaqueIds(new Uint8Array(32));
    const places = { database: opened.database, ids, filesOf: (chart: Chart) => nodeFiles(chart) };
    await foldWardHistories(places, ward, AT);
    const patients = openWard(ward)
      .staysBetween(AT, AT + 1)
      .map(({ stay }) => stay.patient);
    const known = [...(await readStatics(opened.database, patients)).values()];
    expect(known).toHaveLength(patients.length);
    const genomes = known.filter((one) => historyValue(one, 'polygenic.standardised') !== null);
    expect(genomes.length).toBeGreaterThan(0);
    const diseases = historyFeatureIds.filter((id) => id.startsWith('condition.'));
    expect(known.some((one) => diseases.some((id) => historyValue(one, id) === 1))).toBe(true);
  } finally {
    await opened.close();
    await test.remove();
  }
});
