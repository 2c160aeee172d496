import { describe, expect, it } from 'vitest';
import type { WearablesOutcome } from '#lib/modalities/wearables/wearables-outcome.ts';
import { receiveWearables } from './receive-wearables.ts';

const answered = (patientId: string): WearablesOutcome => ({
  ok: true,
  patientId,
  slice: { devices: [], heartRate: [], saturation: [], steps: [], ecg: [] },
  issues: [],
});

describe('receiveWearables', () => {
  it('passes on what belongs to the patient, and a refusal with its reason', async () => {
    const refusal = { ok: false, reason: 'There is no such patient.' } as const;
    expect(await receiveWearables(async (id) => answered(id), 'a')).toEqual(answered('a'));
    expect(await receiveWearables(async () => refusal, 'a')).toEqual(refusal);
  });

  it('never passes on another patient’s recordings', async () => {
    const outcome = await receiveWearables(async () => answered('b'), 'a');
    expect(outcome).toEqual({ ok: false, reason: expect.stringContaining('another patient') });
  });

  it('says so when nobody answers', async () => {
    const lost = () => Promise.reject(new TypeError('Failed to fetch'));
    expect(await receiveWearables(lost, 'a')).toEqual({
      ok: false,
      reason: expect.stringMatching(/^The .*\.$/),
    });
  });
});
