import type { Issue } from '#lib/clinical/issue.ts';
import type { DatedLead } from '#lib/signal/readers/device-reading.ts';
import type { SampledChannel, Samples } from '#lib/signal/readers/latest-samples.ts';
import { channels } from './channels.ts';
import { recordingsOfLeads } from './device-leads.ts';
import { countedMinutes, readMinutes } from './device-minutes.ts';
import { plausibleSamples, withoutDuplicates } from './device-samples.ts';
import { allOf, latestWeek } from './latest-week.ts';
import { recordingsOf } from './minute-recordings.ts';
import type { WearablesSlice } from './slice.ts';

type DeviceSlice = {
  /** `null`: the file holds nothing of the week's channels. */
  readonly slice: WearablesSlice | null;
  readonly issues: readonly Issue[];
};

/**
 * The latest seven days of a device's file, minute by minute: of several sources the one that is believed most in each
 * minute, steps spread over the time they were counted in.
 */
export function sliceOfDevice(samples: Samples, file: string, leads: readonly DatedLead[] = []): DeviceSlice {
  const issues: Issue[] = [];
  const read = (id: SampledChannel) => {
    const channel = channels.find((one) => one.id === id);
    return channel ? plausibleSamples(channel, withoutDuplicates(channel, samples[id], issues), issues) : [];
  };
  const [heartRate, saturation, steps] = [read('heartRate'), read('saturation'), read('steps')];
  const all = [...heartRate, ...saturation, ...steps];
  const ecg = recordingsOfLeads(leads, issues);
  const whole = {
    devices: [...new Set(all.map(({ source }) => source))].filter(Boolean),
    heartRate: recordingsOf(readMinutes('heartRate', heartRate, issues), file),
    saturation: recordingsOf(readMinutes('saturation', saturation, issues), file),
    steps: recordingsOf(countedMinutes(steps, issues), file),
    ecg,
  };
  if (allOf(whole).length === 0) return { slice: null, issues };
  const slice = latestWeek(whole);
  const older = ecg.length - slice.ecg.length;
  if (older > 0)
    issues.push({
      code: 'too-little-data',
      severity: 'information',
      message: `${older} of ${ecg.length} ECG recordings are older than the latest seven days and are not drawn.`,
    });
  return { slice, issues };
}
