import { encodeSamples } from '#lib/icu/events/sample-block.ts';
import { type SentEvent, WAVEFORMS, type WaveformId } from '#lib/icu/events/stream-event.ts';
import type { TimedEvent } from '#lib/icu/events/timed-event.ts';
import { artefactsBetween } from './artefacts.ts';
import { secondsOf } from './beats.ts';
import type { LiveStay } from './live-stay.ts';
import { openRegister } from './register.ts';
import {
  eventsOf,
  headOf,
  knownAt,
  MONITOR,
  placementAt,
  type Span,
  stepsWithin,
  type Written,
  writeDown,
} from './stay-events.ts';
import { MINUTE_MS, type Stay, type Ward } from './ward.ts';
import { renderBlock, renderWindow, WAVEFORM_RATES } from './waveforms.ts';

/** How much of a ward is wanted. */
type Detail = {
  /** Between two readings of a monitor, ms: whole seconds. */
  readonly vitalSignsEveryMs: number;
  readonly waveforms: boolean;
};

const CHUNK_MS = 1000;
const IDS: readonly WaveformId[] = ['ecg', 'pleth', 'abp', 'resp'];
/** µV, hundredths of a millimetre of mercury, ten-thousandths. */
const GAINS: Readonly<Record<WaveformId, number>> = { ecg: 0.001, abp: 0.01, pleth: 0.0001, resp: 0.0001 };
const LABELS: Readonly<Record<WaveformId, string>> = {
  ecg: 'II',
  abp: 'radial',
  pleth: 'finger',
  resp: 'impedance',
};

/** Results may come that long after the patient has left. */
const LATE_RESULTS = 240 * MINUTE_MS;

/** Remembers what was made last, at most so many. */
function remember<T>(most: number) {
  const kept = new Map<string, T>();
  return (key: string, make: () => T): T => {
    const known = kept.get(key);
    if (known !== undefined) return known;
    const [oldest] = kept.keys();
    if (kept.size >= most && oldest !== undefined) kept.delete(oldest);
    const made = make();
    kept.set(key, made);
    return made;
  };
}

/** A simulated ward that can be asked for any span of time; all that it keeps is what would be worked out again at once. */
export function openWard(ward: Ward) {
  const staysBetween = openRegister(ward);
  const keptStay = remember<Written>(3 * ward.beds);
  const keptBlock = remember<Float64Array>(2 * IDS.length * ward.beds);
  const keep = (stay: Stay): Written => keptStay(stay.patient, () => writeDown(stay));

  function windowOf(live: LiveStay, waveform: WaveformId, at: number, seconds: number): Float64Array {
    const blockOf = (n: number) =>
      keptBlock(`${live.stay.patient}-${waveform}-${n}`, () => renderBlock(live, waveform, n));
    return renderWindow(blockOf, waveform, secondsOf(live, at), seconds);
  }

  function chunk(live: LiveStay, waveform: WaveformId, at: number): SentEvent[] {
    const samples = windowOf(live, waveform, at, CHUNK_MS / 1000);
    if (samples.every(Number.isNaN)) return [];
    return [
      {
        ...headOf(live.stay, `${waveform}-${at / CHUNK_MS}`, MONITOR, at),
        kind: 'waveform',
        waveform,
        label: LABELS[waveform],
        rate: WAVEFORM_RATES[waveform],
        unit: WAVEFORMS[waveform],
        ...encodeSamples(samples, GAINS[waveform]),
      },
    ];
  }

  /** Chunks that end within the span. A gap in the transmission loses them: no gateway holds curves back. */
  function curves(live: LiveStay, span: Span): TimedEvent[] {
    const { stay } = live;
    const artefacts = artefactsBetween(stay, span.from - CHUNK_MS, span.to);
    const ends = stepsWithin(span, { from: stay.from + CHUNK_MS, to: stay.to }, CHUNK_MS);
    return ends
      .filter((end) => knownAt(artefacts, end - CHUNK_MS) === end - CHUNK_MS)
      .flatMap((end) =>
        IDS.flatMap((id) => chunk(live, id, end - CHUNK_MS)).map((event) => ({ knownAt: end, event })),
      );
  }

  return {
    /** Who lies where just then: for whoever comes in the middle. */
    placementsAt: (at: number): TimedEvent[] =>
      staysBetween(at, at + 1).map((stay) => placementAt(keep(stay).live, at)),

    /** What becomes known in (from, to], in order. */
    eventsBetween(from: number, to: number, { vitalSignsEveryMs, waveforms }: Detail): TimedEvent[] {
      const span = { from, to };
      const events = staysBetween(from - LATE_RESULTS, to + 1).flatMap((stay) => {
        const written = keep(stay);
        const shown = waveforms ? curves(written.live, span) : [];
        return [...eventsOf(written, span, vitalSignsEveryMs), ...shown];
      });
      return events.sort((a, b) => a.knownAt - b.knownAt);
    },

    /** Stays that have a part in the span, lived through. */
    staysBetween: (from: number, to: number): LiveStay[] =>
      staysBetween(from, to).map((stay) => keep(stay).live),

    windowOf,
  };
}

export type LiveWard = ReturnType<typeof openWard>;
