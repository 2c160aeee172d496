import { HOUR_MS } from '#lib/clinical/moment.ts';
import { EVENT_VERSION, type SentEvent } from '#lib/icu/events/stream-event.ts';
import type { TimedEvent } from '#lib/icu/events/timed-event.ts';
import { type Artefact, artefactsBetween, isDuring, LONGEST_ARTEFACT_MS } from './artefacts.ts';
import { laboratoryOf, type Result } from './laboratory.ts';
import { type LiveStay, liveThrough } from './live-stay.ts';
import { type CareNote, notesOf } from './notes.ts';
import { chartedSignsAt, type Sign, vitalSignsAt } from './vital-signs.ts';
import { MINUTE_MS, type Stay, WARD_NAME } from './ward.ts';

/** A stay with all that was written about it; what a monitor shows is worked out when it is asked for. */
export type Written = {
  readonly live: LiveStay;
  readonly results: readonly Result[];
  readonly notes: readonly CareNote[];
};

export function writeDown(stay: Stay): Written {
  const live = liveThrough(stay);
  return { live, results: laboratoryOf(live), notes: notesOf(live) };
}

/** ms since the epoch, `to` inclusive and `from` not. */
export type Span = { readonly from: number; readonly to: number };
const isIn = ({ from, to }: Span, at: number): boolean => at > from && at <= to;

export const MONITOR = 'simulated-monitor';
/** A cuff and a thermometer are used each half hour. */
const CHARTED_EVERY = 30 * MINUTE_MS;

export const headOf = ({ patient }: Stay, id: string, source: string, at: number) =>
  ({ version: EVENT_VERSION, id: `${patient}.${id}`, patient, source, at }) as const;

/** Multiples of a step within the span and the stay. */
export function stepsWithin({ from, to }: Span, stay: Span, step: number): number[] {
  const first = Math.floor(Math.max(from, stay.from) / step) + 1;
  const last = Math.floor(Math.min(to, stay.to) / step);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, k) => (first + k) * step);
}

/** When what is measured at an instant is known, by the gaps of transmission; `null`: never. */
export function knownAt(artefacts: readonly Artefact[], at: number): number | null {
  if (isDuring(artefacts, 'lost', at)) return null;
  const held = artefacts.find(({ kind, from, to }) => kind === 'late' && at >= from && at < to);
  return held ? held.to : at;
}

function placement({ stay, baseline }: LiveStay, id: string, at: number, bed: string | null): TimedEvent {
  const { person } = baseline.state;
  return {
    knownAt: at,
    event: {
      ...headOf(stay, id, 'simulated-adt', at),
      kind: 'placement',
      bed,
      ward: WARD_NAME,
      admittedAt: stay.from,
      hospitalAdmittedAt: stay.from - baseline.hoursBeforeUnit * HOUR_MS,
      age: Math.floor(person.age),
      sex: person.sex,
    },
  };
}

const placed = (live: LiveStay): readonly TimedEvent[] =>
  live.stay.places.map(({ from, bed }, k) => placement(live, k === 0 ? 'admission' : `move-${k}`, from, bed));

/** How the patient came to lie where they lie at a time of the stay. */
export function placementAt(live: LiveStay, at: number): TimedEvent {
  const all = placed(live);
  const { from, bed } = live.stay.places[0];
  return all.findLast(({ knownAt: moved }) => moved <= at) ?? placement(live, 'admission', from, bed);
}

function placements(live: LiveStay, span: Span): TimedEvent[] {
  const all = [...placed(live), placement(live, 'discharge', live.stay.to, null)];
  return all.filter((one) => isIn(span, one.knownAt));
}

const readings = (stay: Stay, id: string, source: string, at: number, signs: readonly Sign[]): SentEvent[] =>
  signs.length === 0 ? [] : [{ ...headOf(stay, id, source, at), kind: 'vital-signs', signs: [...signs] }];

/** What a monitor sends every so often. What a gateway held back before the span may be let go within it. */
function monitored(live: LiveStay, span: Span, everyMs: number): TimedEvent[] {
  const { stay } = live;
  const artefacts = artefactsBetween(stay, span.from - LONGEST_ARTEFACT_MS, span.to + 1);
  const held = artefacts.filter(({ kind, to }) => kind === 'late' && isIn(span, to));
  const from = Math.min(span.from, ...held.map((one) => one.from - 1));
  return stepsWithin({ from, to: span.to }, stay, everyMs).flatMap((at) => {
    const known = knownAt(artefacts, at);
    if (known === null || !isIn(span, known)) return [];
    const events = readings(stay, `vs-${at / 1000}`, MONITOR, at, vitalSignsAt(live, at, artefacts));
    return events.map((event) => ({ knownAt: known, event }));
  });
}

const charted = (live: LiveStay, span: Span): TimedEvent[] =>
  stepsWithin(span, live.stay, CHARTED_EVERY).flatMap((at) =>
    readings(live.stay, `chart-${at / 1000}`, 'simulated-chart', at, chartedSignsAt(live, at)).map(
      (event) => ({
        knownAt: at,
        event,
      }),
    ),
  );

function resultEvent(stay: Stay, { id, takenAt, knownAt: known, corrects, ...result }: Result): TimedEvent {
  const { loinc, value, unit } = result;
  const replaced = corrects === undefined ? {} : { corrects: `${stay.patient}.${corrects}` };
  const head = { ...headOf(stay, id, 'simulated-laboratory', takenAt), ...replaced };
  return { knownAt: known, event: { ...head, kind: 'laboratory', loinc, value, unit } };
}

const noteEvent = (stay: Stay, { id, at, role, text }: CareNote): TimedEvent => ({
  knownAt: at,
  event: { ...headOf(stay, id, 'simulated-chart', at), kind: 'note', role, text },
});

/** Everything of a stay that becomes known within the span, curves aside; in no order. */
export function eventsOf({ live, results, notes }: Written, span: Span, everyMs: number): TimedEvent[] {
  const { stay } = live;
  return [
    ...placements(live, span),
    ...monitored(live, span, everyMs),
    ...charted(live, span),
    ...results.filter((one) => isIn(span, one.knownAt)).map((one) => resultEvent(stay, one)),
    ...notes.filter(({ at }) => isIn(span, at)).map((one) => noteEvent(stay, one)),
  ];
}
