import { filterForReading } from '#lib/signal/ecg/display-filter.ts';
import { analyseWeek, type Week } from './analyse-week.ts';
import { allOf, latestWindow } from './latest-week.ts';
import { readStrip, type Strip } from './read-strip.ts';
import type { EcgRecording, WearablesSlice } from './slice.ts';
import { type StripNight, stripNights } from './strip-nights.ts';
import { type WeekAlert, weekAlerts } from './week-alerts.ts';
import { eventsOf, type WeekEvent } from './week-events.ts';
import { minuteMeans, type Window, within } from './window.ts';

/** One lead as it is drawn. */
export type DrawnLead = Strip & {
  /** The samples in mV, 0.5–40 Hz without mains. */
  readonly filtered: Float32Array;
};

/** An analysed week with what only a screen needs. */
export type DrawnWeek = Omit<Week, 'leads'> & {
  /** Every lead of the ECGs. */
  readonly leads: readonly DrawnLead[];
  /** % per minute; `NaN` where the device was off. */
  readonly saturation: Float32Array;
  /** Recordings of these days were dated by several clocks, as when summer time begins. */
  readonly clockChanged: boolean;
  readonly events: readonly WeekEvent[];
  readonly stripNights: readonly StripNight[];
  readonly alerts: readonly WeekAlert[];
};

function changesClock(slice: WearablesSlice, window: Window): boolean {
  const offsets = within(allOf(slice), window).flatMap(({ offsetMinutes }) => offsetMinutes ?? []);
  return new Set(offsets).size > 1;
}

/** A lead that was analysed is not read again. */
function drawLeads({ leads, strips }: Week): readonly DrawnLead[] {
  const analysed = new Map<EcgRecording, Strip>(strips.map((strip) => [strip.recording, strip]));
  return leads.map((lead) => {
    const strip = analysed.get(lead) ?? readStrip(lead);
    return { ...strip, filtered: filterForReading(lead.values, strip.rate) };
  });
}

/** The latest seven days as a screen draws them. Takes about 0.1 s: it runs in a worker. */
export function drawWeek(slice: WearablesSlice): DrawnWeek {
  const week = analyseWeek(slice, latestWindow(slice).to);
  const nights = stripNights(week.strips, week.offset ?? 0);
  return {
    ...week,
    leads: drawLeads(week),
    saturation: minuteMeans(within(slice.saturation, week), week),
    clockChanged: changesClock(slice, week),
    events: eventsOf(week.nights, week.strips),
    stripNights: nights,
    alerts: weekAlerts(week.nights, nights, week.days),
  };
}
