import { HOUR_MS } from '#lib/clinical/moment.ts';
import { BEDSIDE_SIGNS, type BedsideSign, EVENT_VERSION } from '../events/stream-event.ts';
import type { TimedEvent } from '../events/timed-event.ts';
import { type Channel, channels } from '../hourly/channels.ts';
import { type HourlyStay, hoursInUnit } from '../hourly/stay.ts';
import { eventId } from './event-id.ts';
import { recordedPlacement } from './recorded-placement.ts';

/** Hours are counted from 1: what is written for an hour was measured in it, and stands for its middle. */
const MIDDLE = 0.5;
const SOURCE = 'cinc-2019';

const isSign = (id: string): id is BedsideSign => Object.hasOwn(BEDSIDE_SIGNS, id);

/** What was measured in one entry of a stay. */
function measured(stay: HourlyStay, patient: string, hour: number, at: number): TimedEvent[] {
  const head = { version: EVENT_VERSION, patient, source: SOURCE, at } as const;
  const found = channels.flatMap((channel) => {
    const value = stay.series[channel.id][hour] ?? Number.NaN;
    return Number.isNaN(value)
      ? []
      : [{ channel: channel satisfies Channel, value: Number(value.toPrecision(6)) }];
  });
  const signs = found.flatMap(({ channel: { id, unit }, value }) =>
    isSign(id) ? [{ sign: id, value, unit }] : [],
  );
  const results = found.flatMap(({ channel: { id, unit, loinc }, value }): TimedEvent[] => {
    const [code] = loinc;
    if (isSign(id) || code === undefined) return [];
    return [
      {
        knownAt: at,
        event: { ...head, id: eventId(patient, id, hour), kind: 'laboratory', loinc: code, value, unit },
      },
    ];
  });
  if (signs.length === 0) return results;
  return [
    { knownAt: at, event: { ...head, id: eventId(patient, 'vs', hour), kind: 'vital-signs', signs } },
    ...results,
  ];
}

/**
 * A stay of the PhysioNet/CinC Challenge 2019 as events: from its first hour in the unit on, `start`, ms since the epoch.
 * Laboratory values are known when they stand in the file: when they were taken is not said.
 */
export function* stayEvents(
  stay: HourlyStay,
  patient: string,
  bed: string,
  start: number,
): Generator<TimedEvent> {
  const admittedAt = start - (stay.firstHour - 1) * HOUR_MS;
  const { age, sex, hoursBeforeUnit } = stay;
  yield recordedPlacement(patient, SOURCE, start, {
    bed,
    admittedAt,
    ...(age === null ? {} : { age }),
    ...(sex === null ? {} : { sex }),
    ...(hoursBeforeUnit === null
      ? {}
      : { hospitalAdmittedAt: Math.max(0, Math.round(admittedAt - hoursBeforeUnit * HOUR_MS)) }),
  });
  for (let hour = 0; hour < stay.hours; hour += 1)
    yield* measured(stay, patient, hour, admittedAt + (hoursInUnit(stay, hour) - MIDDLE) * HOUR_MS);
  yield recordedPlacement(patient, SOURCE, start + stay.hours * HOUR_MS, { bed: null, admittedAt });
}
