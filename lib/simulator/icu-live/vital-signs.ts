import { BEDSIDE_SIGNS, type BedsideSign } from '#lib/icu/events/stream-event.ts';
import { openGrain } from '../imaging/grain.ts';
import { openStream } from '../stream.ts';
import { type Artefact, isDuring } from './artefacts.ts';
import { beatNumberAt, beatOf, secondsOf } from './beats.ts';
import type { LiveStay } from './live-stay.ts';
import { pressuresAt } from './pulse.ts';
import { type TrackId, valueAt } from './tracks.ts';

export type Sign = { readonly sign: BedsideSign; readonly value: number; readonly unit: string };

/** A monitor counts the last so many intervals between beats, and looks back so many seconds for the rest. */
const INTERVALS = 12;
const LOOKS_BACK = 6;
/** What a flushed line shows, mm Hg. */
const FLUSHED = { 'systolic-pressure': 285, 'mean-pressure': 280, 'diastolic-pressure': 275 } as const;
/** An oximeter that came off reads wrongly for so long before it gives up. */
const READS_WRONG_MS = 12_000;

const sign = (id: BedsideSign, value: number, decimals = 0): Sign => {
  const scale = decimals === 0 ? 1 : 10;
  return { sign: id, value: Math.round(value * scale) / scale, unit: BEDSIDE_SIGNS[id] };
};

/** Rate of the beats that the ECG shows, so that number and curve agree. */
function heartRateAt(live: LiveStay, seconds: number): number {
  const last = beatNumberAt(live, seconds) - 1;
  return (60 * INTERVALS) / (beatOf(live, last).at - beatOf(live, last - INTERVALS).at);
}

/** Where something is measured at an instant, and what disturbs it. */
type Look = {
  readonly live: LiveStay;
  readonly seconds: number;
  readonly ms: number;
  readonly artefacts: readonly Artefact[];
  /** Standard normal, of this second. */
  readonly noise: number;
};

const trackAt = ({ live, seconds }: Look, id: TrackId): number =>
  valueAt(live.tracks[id], Math.max(0, seconds - LOOKS_BACK) / 60);

function fromElectrodes(look: Look): Sign[] {
  const { live, seconds, ms, artefacts, noise } = look;
  if (isDuring(artefacts, 'lead-off', ms)) return [];
  const moved = isDuring(artefacts, 'movement', ms);
  const breaths = trackAt(look, 'respiratoryRate') + (moved ? 9 : 0.3) * noise;
  return [
    sign('heart-rate', heartRateAt(live, seconds) + (moved ? 12 * Math.abs(noise) : 0)),
    sign('respiratory-rate', Math.max(4, breaths)),
  ];
}

function fromOximeter(look: Look): Sign[] {
  const { ms, artefacts, noise } = look;
  const off = artefacts.find(({ kind, from, to }) => kind === 'probe-off' && ms >= from && ms < to);
  if (off && ms - off.from > READS_WRONG_MS) return [];
  const wrong = off ? 18 : isDuring(artefacts, 'movement', ms) ? 3 : 0;
  const value = trackAt(look, 'saturation') - wrong * (1 + 0.3 * noise) + 0.2 * noise;
  return [sign('spo2', Math.min(100, value))];
}

function fromLine(look: Look): Sign[] {
  const { live, seconds, ms, artefacts } = look;
  if (live.arterialLine === null || seconds < 60 * live.arterialLine) return [];
  const flushed = isDuring(artefacts, 'flush', ms);
  const { systolic, mean, diastolic } = pressuresAt(live, Math.max(0, seconds - LOOKS_BACK));
  return [
    sign('systolic-pressure', flushed ? FLUSHED['systolic-pressure'] : systolic),
    sign('mean-pressure', flushed ? FLUSHED['mean-pressure'] : mean),
    sign('diastolic-pressure', flushed ? FLUSHED['diastolic-pressure'] : diastolic),
  ];
}

/** What the monitor shows at an instant; a sign that cannot be measured then is not there. */
export function vitalSignsAt(live: LiveStay, ms: number, artefacts: readonly Artefact[]): Sign[] {
  const seconds = secondsOf(live, ms);
  const second = Math.floor(seconds);
  const grain = openGrain(openStream(live.stay.seed, live.stay.index, `icu-live-second-${second}`));
  const look: Look = { live, seconds, ms, artefacts, noise: grain.normal() };
  return [
    ...fromElectrodes(look),
    ...fromOximeter(look),
    ...fromLine(look),
    ...(live.baseline.temperatureProbe ? [sign('temperature', trackAt(look, 'temperature'), 1)] : []),
    ...(trackAt(look, 'ventilated') > 0.5
      ? [sign('etco2', trackAt(look, 'endTidal') + 0.5 * look.noise)]
      : []),
  ];
}

/** What a nurse charts: the cuff where there is no line, and a thermometer where there is no probe. Noise of the method, not of the body. */
export function chartedSignsAt(live: LiveStay, ms: number): Sign[] {
  const seconds = secondsOf(live, ms);
  const stream = openStream(live.stay.seed, live.stay.index, `icu-live-charted-${Math.floor(seconds)}`);
  const line = live.arterialLine !== null && seconds >= 60 * live.arterialLine;
  const cuff = pressuresAt(live, seconds);
  const error = stream.normal(0, 3);
  const pressures = [
    sign('systolic-pressure', cuff.systolic + error),
    sign('mean-pressure', cuff.mean + error),
    sign('diastolic-pressure', cuff.diastolic + error),
  ];
  const temperature = valueAt(live.tracks.temperature, seconds / 60) + stream.normal(0, 0.12);
  return [
    ...(line ? [] : pressures),
    ...(live.baseline.temperatureProbe ? [] : [sign('temperature', temperature, 1)]),
  ];
}
