import { quantise } from '../arithmetic.ts';
import { latentsOf } from '../truth-line.ts';
import { artefactsBetween } from './artefacts.ts';
import type { LiveStay } from './live-stay.ts';
import type { Tracks } from './tracks.ts';
import { MINUTE_MS } from './ward.ts';

/** Minutes that a threshold must be passed: shorter is a cough or a turn in bed. */
const SUSTAINED = 10;

/** Spans of minutes in which something holds for long enough. */
function spansOf(minutes: number, holds: (minute: number) => boolean): [number, number][] {
  const held = Array.from({ length: minutes }, (_, minute) => holds(minute));
  const starts = held.flatMap((now, minute) => (now && held[minute - 1] !== true ? [minute] : []));
  return starts
    .map((from): [number, number] => [
      from,
      held.indexOf(false, from) < 0 ? minutes : held.indexOf(false, from),
    ])
    .filter(([from, to]) => to - from >= SUSTAINED);
}

const below = (track: Tracks[keyof Tracks], limit: number) => (minute: number) =>
  (track[minute] ?? limit) < limit;

/** What is true of a stay, as a line of `truth.ndjson`: times in ms since the epoch. Never in the stream, nor in a bundle. */
export function stayTruth({ stay, course, baseline, tracks, given }: LiveStay): object {
  const at = (minute: number) => stay.from + minute * MINUTE_MS;
  const times = (spans: [number, number][]) => spans.map(([from, to]) => [at(from), at(to)]);
  const when = (minute: number | null) => (minute === null ? null : at(minute));
  const minutes = tracks.heartRate.length;
  return {
    simulated: true,
    patient: stay.patient,
    bed: stay.places[0].bed,
    moves: stay.places.slice(1).map(({ from, bed }) => ({ at: from, bed })),
    admittedAt: stay.from,
    dischargedAt: stay.to,
    course: course.kind,
    cause: course.cause,
    began: when(course.began),
    onset: when(course.onset),
    recognised: when(course.recognised),
    severity: quantise(course.severity, 3),
    treatments: given.map(({ minute, what }) => ({ at: at(minute), what })),
    lowPressure: times(spansOf(minutes, below(tracks.meanPressure, 65))),
    lowSaturation: times(spansOf(minutes, below(tracks.saturation, 88))),
    artefacts: artefactsBetween(stay, stay.from, stay.to),
    latents: latentsOf(baseline.state),
  };
}
