import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY_MS, instant } from '#lib/clinical/moment.ts';
import { filesOf } from '#lib/contract/files.ts';
import { BundleIndex } from '#lib/fhir/bundle-index.ts';
import { historyValue } from '#lib/icu/batch/static-embedding.ts';
import { binariesOf } from '#lib/modalities/whole-record.ts';
import type { OpenedDatabase } from '#lib/server/database/database.ts';
import { type TestDatabase, testDatabases } from '#lib/server/database/fixtures/databases.ts';
import type { SourceChart } from '#lib/server/similarity/indexed-source.ts';
import { opaqueIds } from '#lib/server/similarity/opaque-ids.ts';
import { simulatePatient } from '#lib/simulator/cohort.ts';
import { foldPatients, readStatics } from './fold-patients.ts';

const bundles = Array.from({ length: 4 }, (_, index) => simulatePatient(8, index).bundle);

function chartOf(bundle: (typeof bundles)[number]): SourceChart {
  const index = new BundleIndex();
  index.add(bundle);
  const [chart] = index.build().charts;
  if (!chart) throw new Error('The simulated bundle holds no chart');
  return { chart, files: filesOf(chart.patient.id ?? '', { binary: binariesOf(chart) }) };
}

const charts = bundles.map(chartOf);
const idOf = ({ chart }: SourceChart): string => chart.patient.id ?? '';
const AT = instant(Date.UTC(2027, 0, 1));

const diabetes = (patient: string, onsetDateTime: string) => ({
  resource: {
    resourceType: 'Condition' as const,
    id: 'planted',
    subject: { reference: `Patient/${patient}` },
    onsetDateTime,
    recordedDate: onsetDateTime,
    code: { coding: [{ system: 'http://snomed.info/sct', code: '44054006' }] },
  },
});

describe.each(testDatabases.filter(([, , there]) => there))('the batch layer in %s', (_, make) => {
  let test: TestDatabase;
  let opened: OpenedDatabase;
  beforeAll(async () => {
    test = await make();
    opened = await test.open();
  });
  afterAll(async () => {
    await opened.close();
    await test.remove();
  });
  const fold = (some: readonly SourceChart[], at = AT) =>
    foldPatients({
      database: opened.database,
      ids: opaqueIds(new Uint8Array(32)),
      siteMap: null,
      at,
      source: {
        name: 'ward',
        count: some.length,
        async *charts() {
          yield* some;
        },
      },
    });

  it('folds everybody once, again only whom time or a new chart has changed, and forgets who is gone', async () => {
    expect(await fold(charts)).toEqual({ folded: 4, unchanged: 0, removed: 0 });
    expect(await fold(charts)).toEqual({ folded: 0, unchanged: 4, removed: 0 });
    expect(await fold(charts, instant(AT.ms + 8 * DAY_MS))).toMatchObject({ folded: 4 });

    const [first, ...others] = charts;
    if (!first || !bundles[0]) throw new Error('nobody');
    const entry = [...(bundles[0].entry ?? []), diabetes(idOf(first), '2020-01-01')];
    const changed = chartOf({ ...bundles[0], entry });
    expect(await fold([changed, ...others], instant(AT.ms + 8 * DAY_MS))).toMatchObject({
      folded: 1,
      unchanged: 3,
    });
    const known = (await readStatics(opened.database, [idOf(first)])).get(idOf(first));
    expect(known && historyValue(known, 'condition.diabetes')).toBe(1);
    expect(known?.from).toContain('Condition/planted');

    expect(await fold(others, instant(AT.ms + 8 * DAY_MS))).toMatchObject({ unchanged: 3, removed: 1 });
    expect((await readStatics(opened.database, charts.map(idOf))).size).toBe(3);
  });

  it('reads nothing dated later than the time of the run', async () => {
    const [, second] = charts;
    if (!second || !bundles[1]) throw new Error('nobody');
    const entry = [...(bundles[1].entry ?? []), diabetes(idOf(second), '2027-06-01')];
    const planted = chartOf({ ...bundles[1], entry });
    await fold([second]);
    const before = (await readStatics(opened.database, [idOf(second)])).get(idOf(second));
    await fold([planted]);
    const after = (await readStatics(opened.database, [idOf(second)])).get(idOf(second));
    expect(after?.values).toEqual(before?.values);
    expect(after?.present).toEqual(before?.present);
  });
});
