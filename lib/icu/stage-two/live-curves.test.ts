import { describe, expect, it } from 'vitest';
import { openWard } from '#lib/simulator/icu-live/live-ward.ts';
import { WAVEFORM_RATES } from '#lib/simulator/icu-live/waveforms.ts';
import { HOUR_MS, hourOf } from '../bed/facts.ts';
import type { EventOf } from '../events/stream-event.ts';
import { LiveCurves } from './live-curves.ts';
import { readCurves, WAVEFORM_SECONDS, waveformMeasures } from './waveform-measures.ts';

const END = Date.UTC(2026, 10, 3, 9);
const ward = openWard({ seed: 5, beds: 6 });

const chunks = ward
  .eventsBetween(END - 60_000, END + 30_000, { vitalSignsEveryMs: 60_000, waveforms: true })
  .flatMap(({ knownAt, event }): EventOf<'waveform'>[] =>
    event.kind === 'waveform' ? [{ ...event, ingestedAt: knownAt }] : [],
  );

/** As the training reads a stay. */
function trained(patient: string, end: number): Float32Array {
  const live = ward.staysBetween(end, end + 1).find(({ stay }) => stay.patient === patient);
  if (!live) throw new Error(`${patient} is not there`);
  const curve = (id: 'ecg' | 'pleth' | 'abp') => ({
    samples: ward.windowOf(live, id, end - 1000 * WAVEFORM_SECONDS, WAVEFORM_SECONDS),
    rate: WAVEFORM_RATES[id],
  });
  return readCurves({ ecg: curve('ecg'), pleth: curve('pleth'), abp: curve('abp') });
}

/** To a thousandth: the stream rounds each sample to 16 bits. */
const expectAlike = (found: Float32Array | undefined, wanted: Float32Array) => {
  for (const [k, { id }] of waveformMeasures.entries()) {
    const [one, other] = [found?.[k] ?? Number.NaN, wanted[k] ?? Number.NaN];
    expect([id, Number.isNaN(one)]).toEqual([id, Number.isNaN(other)]);
    if (!Number.isNaN(other)) expect(Math.abs(one - other) / Math.max(1, other)).toBeLessThan(0.001);
  }
};

describe('curves of the stream', () => {
  it('say of an hour, once, what the training read of it', () => {
    const curves = new LiveCurves();
    const told = curves.take(chunks);
    expect(told.length).toBeGreaterThan(0);
    expect(new Set(told.map(({ patient }) => patient)).size).toBe(told.length);
    for (const { patient, hour, measures } of told) {
      expect(hour).toBe(hourOf(END) - 1);
      expectAlike(measures, trained(patient, END));
    }
  });

  it('say the same of now, in whatever order they come and as often as they do', () => {
    const patient = chunks[0]?.patient ?? '';
    const shuffled = new LiveCurves();
    shuffled.take(chunks.toReversed());
    shuffled.take(chunks);
    const now = shuffled.now(patient);
    expect(now?.hour).toBe(hourOf(END));
    expectAlike(now?.measures, trained(patient, END + 30_000));
  });

  it('are let go of when they ended a while before those of others, and not before', () => {
    const curves = new LiveCurves();
    const [first] = chunks;
    const other = chunks.find(({ patient }) => patient !== first?.patient);
    if (!first || !other) throw new Error('no curves');
    curves.take(chunks);
    const endedAt = (minutes: number) => ({ ...other, id: `after-${minutes}`, at: END + minutes * 60_000 });
    curves.take([endedAt(5)]);
    expect(curves.now(first.patient)).not.toBeNull();
    curves.take([endedAt(12)]);
    expect(curves.now(first.patient)).toBeNull();
  });

  it('say nothing of whom no curve has come, and of an hour whose end nobody saw', () => {
    const curves = new LiveCurves();
    const [first] = chunks;
    if (!first) throw new Error('no curve');
    curves.take([first]);
    expect(curves.take([{ ...first, id: 'later', at: first.at + 3 * HOUR_MS }])).toEqual([]);
    expect(curves.now('somebody')).toBeNull();
  });
});
