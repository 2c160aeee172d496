import { defineModality } from '#lib/contract/modality.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import { asObjects, asText, element } from '#lib/fhir/elements.ts';
import { IssueTally } from '#lib/fhir/issue-tally.ts';
import type { MergedChannel } from '#lib/signal/sources/source-kind.ts';
import { readTimeline } from '../timeline.ts';
import { channels } from './channels.ts';
import { wearablesDescription } from './features.ts';
import { latestWeek } from './latest-week.ts';
import { withoutOverlaps } from './lead-overlaps.ts';
import { mergeDevices } from './merge-devices.ts';
import { holdsRecordings, type ReadRecording, readRecordings } from './recordings.ts';
import type { EcgRecording, WearablesSlice } from './slice.ts';

/** What the chart's devices call themselves. */
function deviceNames(chart: Chart): string[] {
  const names = chart.all('Device').flatMap((device) => {
    const [name] = asObjects(element(device, 'deviceName'));
    return asText(element(name, 'name')) ?? asText(element(device, 'modelNumber')) ?? [];
  });
  return [...new Set(names)].toSorted();
}

/** Leads of one ECG share a span of time: each lead is a channel of its own. */
function leads(recordings: readonly EcgRecording[], tally: IssueTally): EcgRecording[] {
  const names = [...new Set(recordings.map(({ lead }) => lead))];
  return names
    .flatMap((name) =>
      withoutOverlaps(
        recordings.filter(({ lead }) => lead === name),
        'ECG',
        tally,
      ),
    )
    .toSorted((a, b) => a.start.ms - b.start.ms);
}

function sliceOf(
  read: readonly ReadRecording[],
  devices: readonly string[],
  tally: IssueTally,
): WearablesSlice {
  const of = (id: MergedChannel) => {
    const sent = read.filter(({ channel }) => channel.id === id);
    const own = sent.map(({ recording: { lead: _lead, ...recording }, device }) => ({ recording, device }));
    return mergeDevices(id, own, channels.find((channel) => channel.id === id)?.label ?? id, tally);
  };
  const ecg = read.filter(({ channel }) => channel.id === 'ecg').map(({ recording }) => recording);
  return {
    devices,
    heartRate: of('heartRate'),
    saturation: of('saturation'),
    steps: of('steps'),
    ecg: leads(ecg, tally),
  };
}

/** What wearables and home monitors sampled: pulse, saturation, steps, ECG. Screens import `features.ts`. */
export const wearables = defineModality<Chart, WearablesSlice>({
  ...wearablesDescription,
  holds: holdsRecordings,
  excerpt: latestWeek,
  parse: (chart) => {
    const tally = new IssueTally();
    const read = readRecordings(chart, readTimeline(chart), tally);
    const slice = read.length === 0 ? undefined : sliceOf(read, deviceNames(chart), tally);
    return { slice, issues: tally.issues().toSorted((a, b) => (a.message < b.message ? -1 : 1)) };
  },
});
