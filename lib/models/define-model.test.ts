import { afterAll, expect, it } from 'vitest';
import { modelFolder } from '#lib/inference/fixtures/committed-model.ts';
import { openNodeSession } from '#lib/inference/node-session.ts';
import { chartOf, patient, potassium } from '#lib/modalities/fixtures/charts.ts';
import { ownInputs } from '#lib/modalities/index.ts';
import { readRecord } from '#lib/modalities/record.ts';
import { survivalModel } from './define-model.ts';

const session = await openNodeSession(modelFolder, ownInputs());
afterAll(() => session.close());

const because = 'Nothing on the chart has a date.';
const model = survivalModel({
  id: 'now',
  folder: '/models/now/1',
  landmark: ({ latest }) =>
    latest ? { at: latest, name: 'latest entry' } : { at: null, name: 'latest entry', because },
  reasonsAgainst: () => [],
  notices: () => [],
  concerns: () => true,
  nothingToMeasure: new Set(),
});

it('says why there is no score without a time, where the model itself has nothing against the patient', async () => {
  const report = await model.assess(readRecord(chartOf([patient])), session);
  expect(report).toMatchObject({ status: 'unscored', at: null, reasons: [{ message: because }] });
  const dated = await model.assess(
    readRecord(chartOf([patient, potassium('k', '2026-03-01T00:00:00Z', 4)])),
    session,
  );
  expect(dated).toMatchObject({ status: 'scored', atName: 'latest entry' });
});
