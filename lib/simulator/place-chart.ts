import { addLocalDays, localDay } from './calendar.ts';
import type { Measurement } from './ehr/measurement.ts';
import type { Visit } from './ehr/visits.ts';
import type { ChartContent } from './patient.ts';

/**
 * The same life moved by whole days, and read at `nowMs`: the index admission is on the hospital's local day `admitted`
 * (days since 1 January 1970), each visit and measurement keeps its time of day and its distance from that day, and what
 * is later than `nowMs` has not happened. Nothing that is kept has another value for it.
 */
export function placeChart(content: ChartContent, admitted: number, nowMs: number): ChartContent {
  const stay = content.visits.at(-1) ?? content.visits[0];
  const days = admitted - localDay(stay.startMs);
  const move = (ms: number) => addLocalDays(ms, days);
  const moved = new Map<Visit, Visit>();
  const visitOf = (visit: Visit): Visit => {
    const known = moved.get(visit);
    if (known) return known;
    const one = { ...visit, startMs: move(visit.startMs), endMs: move(visit.endMs) };
    moved.set(visit, one);
    return one;
  };
  const measurements = content.measurements.map(
    (one): Measurement => ({ ...one, atMs: move(one.atMs), visit: visitOf(one.visit) }),
  );
  return {
    ...content,
    visits: [...content.visits.slice(0, -1).map(visitOf), visitOf(stay)],
    measurements: measurements.filter(({ atMs }) => atMs <= nowMs),
    nowMs,
  };
}
