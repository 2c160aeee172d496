import { detectRPeaks } from '#lib/signal/ecg/detect-r-peaks.ts';
import { encodeSamples } from '../../events/sample-block.ts';
import {
  BEDSIDE_SIGNS,
  type BedsideSign,
  EVENT_VERSION,
  type SentEvent,
  WAVEFORMS,
} from '../../events/stream-event.ts';
import type { TimedEvent } from '../../events/timed-event.ts';
import { eventId } from '../event-id.ts';
import { recordedPlacement } from '../recorded-placement.ts';
import type { RecordedWave } from './recorded-waves.ts';

const SOURCE = 'wfdb';
/** A monitor counts over the last so many beats, and after so many seconds without one shows nothing. */
const BEATS = 8;
const STALE_SECONDS = 6;
/** From the R peak to the lowest pressure before the pulse of the next beat: the longest way to the wrist. */
const PULSE_DELAY = 0.15;

type Sign = { readonly sign: BedsideSign; readonly value: number; readonly unit: string };
const sign = (id: BedsideSign, value: number): Sign => ({
  sign: id,
  value: Math.round(value),
  unit: BEDSIDE_SIGNS[id],
});
const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;

/** Times of the last beats before a second; none when they are too few or too old. */
function beatsBefore(peaks: Float64Array, second: number): readonly number[] {
  const last = peaks.findLastIndex((at) => at <= second);
  const beats = [...peaks.subarray(Math.max(0, last - BEATS), last + 1)];
  return beats.length > BEATS / 2 && second - (beats.at(-1) ?? 0) < STALE_SECONDS ? beats : [];
}

/** Highest, lowest and mean pressure of each of the last pulses. */
function pressures({ lead }: RecordedWave, beats: readonly number[]): Sign[] {
  const pulses = beats.slice(0, -1).flatMap((beat, k) => {
    const [from, to] = [beat + PULSE_DELAY, (beats[k + 1] ?? beat) + PULSE_DELAY];
    const samples = lead.samples.subarray(Math.round(from * lead.rate), Math.round(to * lead.rate));
    return samples.length < 4 || samples.some(Number.isNaN) ? [] : [samples];
  });
  if (pulses.length < BEATS / 2) return [];
  return [
    sign('systolic-pressure', mean(pulses.map((one) => Math.max(...one)))),
    sign('mean-pressure', mean(pulses.map((one) => mean([...one])))),
    sign('diastolic-pressure', mean(pulses.map((one) => Math.min(...one)))),
  ];
}

function signsAt(waves: readonly RecordedWave[], peaks: Float64Array, second: number): Sign[] {
  const beats = beatsBefore(peaks, second);
  const [first, last] = [beats[0], beats.at(-1)];
  if (first === undefined || last === undefined) return [];
  const pressure = waves.find(({ waveform }) => waveform === 'abp');
  const rate = (60 * (beats.length - 1)) / (last - first);
  return [sign('heart-rate', rate), ...(pressure ? pressures(pressure, beats) : [])];
}

const GAINS = { ecg: 0.0005, abp: 0.01, pleth: 0.001, resp: 0.001 } as const;

/** What begins in a second of a curve; its first sample need not lie on the second. */
function chunk(
  { waveform, lead }: RecordedWave,
  patient: string,
  second: number,
  start: number,
): SentEvent[] {
  const from = Math.ceil(second * lead.rate);
  const samples = lead.samples.subarray(from, Math.ceil((second + 1) * lead.rate));
  if (samples.length === 0 || samples.every(Number.isNaN)) return [];
  return [
    {
      version: EVENT_VERSION,
      id: eventId(patient, waveform, second),
      patient,
      source: SOURCE,
      at: Math.round(start + (1000 * from) / lead.rate),
      kind: 'waveform',
      waveform,
      label: lead.label.slice(0, 32),
      rate: lead.rate,
      unit: WAVEFORMS[waveform],
      ...encodeSamples(samples, GAINS[waveform]),
    },
  ];
}

/**
 * A real record as a bed: its curves second by second, and the numbers that a monitor would read off them (beats by
 * `detectRPeaks`, pressures by their extremes), for the record holds none.
 */
export function* recordEvents(
  waves: readonly RecordedWave[],
  patient: string,
  bed: string,
  start: number,
): Generator<TimedEvent> {
  const ecg = waves.find(({ waveform }) => waveform === 'ecg');
  if (!ecg) return;
  const peaks = detectRPeaks(ecg.lead.samples, ecg.lead.rate).seconds;
  yield recordedPlacement(patient, SOURCE, start, { bed, admittedAt: start });
  const seconds = Math.floor(ecg.lead.samples.length / ecg.lead.rate);
  for (let second = 0; second < seconds; second += 1) {
    const end = start + 1000 * (second + 1);
    for (const wave of waves)
      for (const event of chunk(wave, patient, second, start)) yield { knownAt: end, event };
    const signs = signsAt(waves, peaks, second + 1);
    const head = {
      version: EVENT_VERSION,
      id: eventId(patient, 'vs', second),
      patient,
      source: SOURCE,
      at: end,
    } as const;
    if (signs.length > 0) yield { knownAt: end, event: { ...head, kind: 'vital-signs', signs } };
  }
  yield recordedPlacement(patient, SOURCE, start + 1000 * seconds, { bed: null, admittedAt: start });
}
