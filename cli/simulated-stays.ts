import { HOUR_MS, instant } from '#lib/clinical/moment.ts';
import { BundleIndex } from '#lib/fhir/bundle-index.ts';
import { embedHistory } from '#lib/icu/batch/static-embedding.ts';
import { BedState } from '#lib/icu/bed/bed-state.ts';
import { stayOf } from '#lib/icu/bed/bed-stay.ts';
import { hourOf } from '#lib/icu/bed/facts.ts';
import { type Curves, readCurves, WAVEFORM_SECONDS } from '#lib/icu/stage-two/waveform-measures.ts';
import { readWholeRecord } from '#lib/modalities/whole-record.ts';
import { historyBundle } from '#lib/simulator/icu-live/history-bundle.ts';
import type { LiveStay } from '#lib/simulator/icu-live/live-stay.ts';
import { type LiveWard, openWard } from '#lib/simulator/icu-live/live-ward.ts';
import { eventsOf, writeDown } from '#lib/simulator/icu-live/stay-events.ts';
import { MINUTE_MS, MOST_BEDS, WARD_OPENED_MS } from '#lib/simulator/icu-live/ward.ts';
import { WAVEFORM_RATES } from '#lib/simulator/icu-live/waveforms.ts';
import { nodeFiles } from './node-files.ts';
import type { ToldStay } from './told-stay.ts';

/** Readings of a monitor that an hour is made of; the last one counts. */
const READINGS_MS = 10 * MINUTE_MS;
/** As the challenge of 2019 labels it: hours before the onset from which on it is sepsis. */
const LABELLED_BEFORE_MS = 6 * HOUR_MS;
/** A ward's stays that are lived through at a time. */
const SPAN_MS = 24 * HOUR_MS;

function curvesAt(ward: LiveWard, live: LiveStay, end: number): Curves {
  const from = end - 1000 * WAVEFORM_SECONDS;
  const curve = (id: 'ecg' | 'pleth' | 'abp') => ({
    samples: ward.windowOf(live, id, from, WAVEFORM_SECONDS),
    rate: WAVEFORM_RATES[id],
  });
  return { ecg: curve('ecg'), pleth: curve('pleth'), abp: curve('abp') };
}

async function historyOf(live: LiveStay) {
  const index = new BundleIndex();
  index.add(historyBundle(live).bundle);
  const [chart] = index.build().charts;
  if (!chart) throw new TypeError(`The bundle of ${live.stay.patient} holds no chart`);
  return embedHistory(
    await readWholeRecord(chart, nodeFiles(chart), { siteMap: null }),
    instant(live.stay.from),
  );
}

async function tell(ward: LiveWard, live: LiveStay): Promise<ToldStay | null> {
  const { stay: lain, course } = live;
  const state = new BedState(lain.patient);
  for (const { knownAt, event } of eventsOf(
    writeDown(lain),
    { from: lain.from - 1, to: lain.to },
    READINGS_MS,
  ))
    state.take({ ...event, ingestedAt: knownAt });
  const known = stayOf(state);
  if (!known) return null;
  const first = hourOf(known.at) - known.hour;
  const entries = Array.from({ length: known.stay.hours }, (_, entry) => entry);
  const ends = entries.map((entry) => (first + entry + 1) * HOUR_MS);
  const within = (end: number) => end <= lain.to && end - 1000 * WAVEFORM_SECONDS >= lain.from;
  const waveforms = ends.map((end) => (within(end) ? readCurves(curvesAt(ward, live, end)) : null));
  const onset =
    course.kind === 'sepsis' && course.onset !== null ? lain.from + course.onset * MINUTE_MS : null;
  const sepsis = ends.map((end) => Number(onset !== null && end >= onset - LABELLED_BEFORE_MS));
  return {
    name: lain.patient,
    patient: { stay: known.stay, waveforms, known: await historyOf(live) },
    entries,
    sepsis,
  };
}

/** Names of so many stays of a ward, as `stay` of an opened ward takes them: when, and whose. */
export function simulatedStayNames(seed: number, count: number): readonly string[] {
  const ward = openWard({ seed, beds: MOST_BEDS });
  const names = new Set<string>();
  for (let at = WARD_OPENED_MS + SPAN_MS; names.size < count; at += 4 * SPAN_MS)
    for (const { stay } of ward.staysBetween(at, at + 1)) names.add(`${at}/${stay.patient}`);
  return [...names].slice(0, count);
}

/** A simulated ward whose stays are told as those of files are. */
export function openSimulatedWard(seed: number) {
  const ward = openWard({ seed, beds: MOST_BEDS });
  return {
    async stay(name: string): Promise<ToldStay | null> {
      const [at, patient] = name.split('/');
      const live = ward.staysBetween(Number(at), Number(at) + 1).find(({ stay }) => stay.patient === patient);
      return live ? tell(ward, live) : null;
    },
  };
}
