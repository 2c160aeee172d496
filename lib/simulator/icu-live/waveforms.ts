import type { WaveformId } from '#lib/icu/events/stream-event.ts';
import { clamp, exp, sin } from '../arithmetic.ts';
import { type Grain, openGrain } from '../imaging/grain.ts';
import { openStream } from '../stream.ts';
import { integrateModel } from '../wearables/ecg/dynamical-model.ts';
import { drawMorphology, type Morphology, wavesOf } from '../wearables/ecg/morphology.ts';
import { addOscillation } from '../wearables/ecg/oscillation.ts';
import { type Artefact, artefactsBetween, isDuring } from './artefacts.ts';
import { beatsBetween, breathTurnsAt } from './beats.ts';
import type { LiveStay } from './live-stay.ts';
import { FINGER_LATER, type Pulse, pressureOf, pulsesBetween } from './pulse.ts';
import { stateAt, valueAt } from './tracks.ts';

/** Samples a second. */
export const WAVEFORM_RATES: Readonly<Record<WaveformId, number>> = {
  ecg: 250,
  pleth: 125,
  abp: 125,
  resp: 50,
};

/** Waveforms are rendered in pieces of so many seconds on a grid that begins at admission; a piece is the same for whoever asks. */
const BLOCK_SECONDS = 8;
/** The model of the ECG forgets its start in a second or two. */
const LEAD_IN = 2;

/** Samples of one piece; `from` in seconds from admission. `NaN`: not recorded. */
type Block = { readonly from: number; readonly grain: Grain; readonly artefacts: readonly Artefact[] };

/** Lead II, whose waves are about a third higher than those of lead I, which the morphology describes. */
const LEAD_II = 1.3;
const MUSCLE = 0.012;
const SATURATED = 5;
/** A flush shows the pressure of the bag, mm Hg. */
const BAG = 290;

function morphologyOf({ stay }: LiveStay): Morphology {
  const drawn = drawMorphology(openStream(stay.seed, stay.index, 'icu-live-electrode'));
  const higher = (waves: Morphology['sinus']) =>
    waves.map((one) => ({ ...one, height: LEAD_II * one.height }));
  return {
    sinus: higher(drawn.sinus),
    fibrillating: higher(drawn.fibrillating),
    ectopic: higher(drawn.ectopic),
    fibrillation: LEAD_II * drawn.fibrillation,
  };
}

/** Phase of an oscillation that has gone on since admission. */
const phaseAt = (frequency: number, seconds: number): number => {
  const turns = frequency * seconds;
  return 2 * Math.PI * (turns - Math.floor(turns));
};

/** z₀ of the model, mV, every half sampling interval: breathing and the drift of the electrode. */
function baselineOf(live: LiveStay, start: number, samples: number, rate: number): Float64Array {
  const baseline = new Float64Array(2 * samples + 1);
  const slow = 0.05 + 0.02 * (live.stay.index % 3);
  addOscillation(baseline, 2 * rate, { frequency: slow, amplitude: 0.05, phase: phaseAt(slow, start) });
  const breaths = valueAt(live.tracks.respiratoryRate, start / 60) / 60;
  const turns = breathTurnsAt(live, start);
  const phase = 2 * Math.PI * (turns - Math.floor(turns));
  addOscillation(baseline, 2 * rate, { frequency: breaths, amplitude: 0.05, phase });
  return baseline;
}

function ecgBlock(live: LiveStay, { from, grain, artefacts }: Block): Float64Array {
  const rate = WAVEFORM_RATES.ecg;
  const start = from - LEAD_IN;
  const samples = (BLOCK_SECONDS + LEAD_IN) * rate;
  const morphology = morphologyOf(live);
  const beats = beatsBetween(live, start, from + BLOCK_SECONDS, 3).map(({ at, label }) => ({
    at: at - start,
    waves: wavesOf(morphology, label, stateAt(live.tracks.fibrillating, at / 60) > 0),
  }));
  const signal = integrateModel(beats, baselineOf(live, start, samples, rate), rate).subarray(LEAD_IN * rate);
  if (stateAt(live.tracks.fibrillating, from / 60) > 0)
    for (const frequency of [5.9, 5.1, 6.7])
      addOscillation(signal, rate, {
        frequency,
        amplitude: morphology.fibrillation / 2,
        phase: phaseAt(frequency, from),
      });
  const at = (i: number) => live.stay.from + 1000 * (from + i / rate);
  let swaying = 0;
  return signal.map((value, i) => {
    if (isDuring(artefacts, 'lead-off', at(i))) return Number.NaN;
    const moved = isDuring(artefacts, 'movement', at(i));
    swaying = moved ? 0.97 * swaying + 0.03 * grain.normal() : 0;
    return clamp(value + (moved ? 4 : 1) * MUSCLE * grain.normal() + 2 * swaying, -SATURATED, SATURATED);
  });
}

/** Walks along pulses that are in order. */
function pulseReader(pulses: readonly Pulse[]) {
  let k = 0;
  return (seconds: number): Pulse | undefined => {
    while (k < pulses.length - 1 && (pulses[k]?.end ?? 0) <= seconds) k += 1;
    return pulses[k];
  };
}

function pressureBlock(live: LiveStay, { from, grain, artefacts }: Block): Float64Array {
  const rate = WAVEFORM_RATES.abp;
  const pulseAt = pulseReader(pulsesBetween(live, from, from + BLOCK_SECONDS));
  return Float64Array.from({ length: BLOCK_SECONDS * rate }, (_, i) => {
    const seconds = from + i / rate;
    const ms = live.stay.from + 1000 * seconds;
    if (live.arterialLine === null || seconds < 60 * live.arterialLine) return Number.NaN;
    if (isDuring(artefacts, 'flush', ms)) return BAG + grain.normal();
    const pulse = pulseAt(seconds);
    const sway = isDuring(artefacts, 'movement', ms) ? 6 * grain.normal() : 0.35 * grain.normal();
    return pulse ? pressureOf(pulse, seconds) + sway : Number.NaN;
  });
}

/** Perfusion of the finger, 0 … 1: little blood and tight vessels make its pulse small. */
const perfusion = (live: LiveStay, minute: number): number =>
  clamp(
    1 - valueAt(live.tracks.deficit, minute) / 3500 - 0.5 * valueAt(live.tracks.noradrenaline, minute),
    0.15,
    1,
  );

function plethBlock(live: LiveStay, { from, grain, artefacts }: Block): Float64Array {
  const rate = WAVEFORM_RATES.pleth;
  const pulseAt = pulseReader(pulsesBetween(live, from, from + BLOCK_SECONDS, FINGER_LATER));
  const height = perfusion(live, from / 60);
  return Float64Array.from({ length: BLOCK_SECONDS * rate }, (_, i) => {
    const seconds = from + i / rate;
    const ms = live.stay.from + 1000 * seconds;
    const pulse = pulseAt(seconds);
    if (!pulse || isDuring(artefacts, 'probe-off', ms)) return 0.5 + 0.004 * grain.normal();
    const usual = Math.max(10, pulse.systolic - pulse.diastolic);
    const share = (pressureOf({ ...pulse, next: pulse.diastolic }, seconds) - pulse.diastolic) / usual;
    const moved = isDuring(artefacts, 'movement', ms) ? 0.15 * grain.normal() : 0.004 * grain.normal();
    return 0.15 + 0.7 * height * share + moved;
  });
}

/** Breath of about a third in and two thirds out; a machine pushes in fast and lets out by itself. */
function breathShape(turns: number, ventilated: boolean): number {
  const x = turns - Math.floor(turns);
  if (x < 0.36) return 0.5 - 0.5 * sin(Math.PI * (0.5 - x / 0.36));
  const out = (x - 0.36) / 0.64;
  return ventilated ? exp(-4 * out) - exp(-4) * out : 0.5 + 0.5 * sin(Math.PI * (0.5 - out));
}

function breathBlock(live: LiveStay, { from, grain, artefacts }: Block): Float64Array {
  const rate = WAVEFORM_RATES.resp;
  return Float64Array.from({ length: BLOCK_SECONDS * rate }, (_, i) => {
    const seconds = from + i / rate;
    const ms = live.stay.from + 1000 * seconds;
    if (isDuring(artefacts, 'lead-off', ms)) return Number.NaN;
    const moved = isDuring(artefacts, 'movement', ms) ? 0.2 * grain.normal() : 0.006 * grain.normal();
    const shape = breathShape(
      breathTurnsAt(live, seconds),
      stateAt(live.tracks.ventilated, seconds / 60) > 0,
    );
    return shape + moved;
  });
}

const RENDER = { ecg: ecgBlock, abp: pressureBlock, pleth: plethBlock, resp: breathBlock };

/** Piece `n` of a waveform of a stay, in the unit of `WAVEFORMS`; `NaN` where nothing was recorded. */
export function renderBlock(live: LiveStay, waveform: WaveformId, n: number): Float64Array {
  const from = n * BLOCK_SECONDS;
  const begins = live.stay.from + 1000 * from;
  const stream = openStream(live.stay.seed, live.stay.index, `icu-live-${waveform}-${n}`);
  const artefacts = artefactsBetween(live.stay, begins, begins + 1000 * BLOCK_SECONDS);
  return RENDER[waveform](live, { from, grain: openGrain(stream), artefacts });
}

/** A window of any place and length, in whole samples from `from` (seconds from admission) on. */
export function renderWindow(
  blockOf: (n: number) => Float64Array,
  waveform: WaveformId,
  from: number,
  seconds: number,
): Float64Array {
  const rate = WAVEFORM_RATES[waveform];
  const perBlock = BLOCK_SECONDS * rate;
  const first = Math.round(from * rate);
  const samples = new Float64Array(Math.round(seconds * rate));
  for (let done = 0; done < samples.length; ) {
    const n = Math.floor((first + done) / perBlock);
    const piece = blockOf(n).subarray(first + done - n * perBlock, first + samples.length - n * perBlock);
    samples.set(piece, done);
    done += piece.length;
  }
  return samples;
}
