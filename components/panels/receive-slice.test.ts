import { describe, expect, it } from 'vitest';
import type { LoadSlice, SliceOutcome } from '#lib/modalities/slice-outcome.ts';
import { receiveSlice } from './receive-slice.ts';

const answered = (patientId: string): SliceOutcome<'wearables'> => ({
  ok: true,
  patientId,
  modality: 'wearables',
  slice: { devices: [], heartRate: [], saturation: [], steps: [], ecg: [] },
  issues: [],
});

/** A hospital that answers every question alike. */
const always = (work: (id: string) => Promise<unknown>): LoadSlice => work as LoadSlice;

describe('receiveSlice', () => {
  it('passes on what belongs to the patient, and a refusal with its reason', async () => {
    const refusal = { ok: false, reason: 'There is no such patient.' } as const;
    expect(
      await receiveSlice(
        always(async (id) => answered(id)),
        'a',
        'wearables',
      ),
    ).toEqual(answered('a'));
    expect(
      await receiveSlice(
        always(async () => refusal),
        'a',
        'wearables',
      ),
    ).toEqual(refusal);
  });

  it('never passes on another patient’s data, nor another kind of data', async () => {
    const other = always(async () => answered('b'));
    const refused = { ok: false, reason: expect.stringContaining('another patient') };
    expect(await receiveSlice(other, 'a', 'wearables')).toEqual(refused);
    expect(await receiveSlice(other, 'b', 'imaging')).toEqual(refused);
  });

  it('says so when nobody answers', async () => {
    const lost = always(() => Promise.reject(new TypeError('Failed to fetch')));
    expect(await receiveSlice(lost, 'a', 'wearables')).toEqual({
      ok: false,
      reason: expect.stringMatching(/^The .*\.$/),
    });
  });
});
