import type { SentEvent, WaveformId } from '#lib/icu/events/stream-event.ts';

/** Samples a second of what a monitor sends. */
const RATES: readonly (readonly [WaveformId, number, string])[] = [
  ['ecg', 250, 'mV'],
  ['pleth', 125, '1'],
  ['abp', 125, 'mm[Hg]'],
];
const BYTES_OF_SAMPLE = 2;

const common = (bed: number, what: string, at: number) =>
  ({
    version: 1,
    id: `bed-${bed}.${what}.${at}`,
    patient: `bed-${bed}`,
    source: `monitor-${bed}`,
    at,
  }) as const;

/** The eight signs of a monitor, which are never quite the same. */
export function signsOf(bed: number, at: number, second: number): SentEvent {
  const sway = (of: number) => of * (1 + 0.05 * Math.sin(second / 7 + bed));
  return {
    ...common(bed, 'signs', at),
    kind: 'vital-signs',
    signs: [
      { sign: 'heart-rate', value: Math.round(sway(82)), unit: '/min' },
      { sign: 'respiratory-rate', value: Math.round(sway(16)), unit: '/min' },
      { sign: 'spo2', value: Math.min(100, Math.round(sway(96))), unit: '%' },
      { sign: 'temperature', value: 37.1, unit: 'Cel' },
      { sign: 'systolic-pressure', value: Math.round(sway(121)), unit: 'mm[Hg]' },
      { sign: 'mean-pressure', value: Math.round(sway(84)), unit: 'mm[Hg]' },
      { sign: 'diastolic-pressure', value: Math.round(sway(66)), unit: 'mm[Hg]' },
      { sign: 'etco2', value: Math.round(sway(36)), unit: 'mm[Hg]' },
    ],
  };
}

type Wave = Extract<SentEvent, { kind: 'waveform' }>;

/** A second of the three waveforms of a bed, from `at` on. */
export const wavesOf = (bed: number, at: number): readonly Wave[] =>
  RATES.map(([waveform, rate, unit]) => {
    const samples = Buffer.alloc(rate * BYTES_OF_SAMPLE);
    for (let k = 0; k < rate; k += 1)
      samples.writeInt16LE(Math.round(12_000 * Math.sin(k / 9 + bed)), k * BYTES_OF_SAMPLE);
    return {
      ...common(bed, waveform, at),
      kind: 'waveform',
      waveform,
      rate,
      unit,
      gain: 0.001,
      offset: 0,
      samples: samples.toString('base64'),
    };
  });

/** A second of one bed as it comes: three waveforms and its signs. */
export const secondOf = (bed: number, at: number, second: number): readonly SentEvent[] => [
  ...wavesOf(bed, at),
  signsOf(bed, at, second),
];

export const placementOf = (bed: number, at: number): Extract<SentEvent, { kind: 'placement' }> => ({
  ...common(bed, 'placed', at),
  kind: 'placement',
  bed: `B${bed}`,
  ward: 'bench',
  admittedAt: at,
});

export const sentOf = (events: readonly SentEvent[]) =>
  events.map((value) => ({ text: JSON.stringify(value), value }));
