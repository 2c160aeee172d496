import { expect, it } from 'vitest';
import { NO_PORTS, type PanelPorts } from '#components/panels/panel-props.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { Slices } from '#lib/modalities/index.ts';
import type { LoadSlice } from '#lib/modalities/slice-outcome.ts';
import type { WearablesSlice } from '#lib/modalities/wearables/slice.ts';
import { withWearables } from './whole-record.ts';

const issue = { code: 'unreadable', severity: 'warning', message: 'A recording could not be read.' } as const;
const record = {
  patient: { id: 'one' },
  slices: {},
  deferred: ['wearables'],
  issues: [],
} as unknown as PatientRecord<Slices>;
const wearables = { heartRate: [], steps: [], saturation: [], ecg: [] } as unknown as WearablesSlice;

const portsOf = (load: (id: string) => unknown): PanelPorts => ({
  ...NO_PORTS,
  loadSlice: (async (id: string) => load(id)) as unknown as LoadSlice,
});
const answer = (patientId: string) => ({
  ok: true,
  patientId,
  modality: 'wearables',
  slice: wearables,
  issues: [issue],
});

it('completes a record with the week of the wearable, and with what was wrong about it', async () => {
  const whole = await withWearables(record, portsOf(answer));
  expect(whole.slices.wearables).toBe(wearables);
  expect(whole.deferred).toEqual([]);
  expect(whole.issues).toEqual([issue]);
});

it('leaves the record as it is where there is nothing to fetch, nobody to ask, or no week of this patient', async () => {
  const asked: string[] = [];
  const ports = portsOf((id) => {
    asked.push(id);
    return answer(id);
  });
  const here = { ...record, deferred: [] };
  expect(await withWearables(here, ports)).toBe(here);
  expect(asked).toEqual([]);
  expect(await withWearables(record, NO_PORTS)).toBe(record);
  expect(
    await withWearables(
      record,
      portsOf(() => answer('another')),
    ),
  ).toBe(record);
  expect(
    await withWearables(
      record,
      portsOf(() => ({ ok: false, reason: 'Gone.' })),
    ),
  ).toBe(record);
});
