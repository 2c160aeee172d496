import type { Issue } from '#lib/clinical/issue.ts';
import type { DatedLead } from '#lib/signal/readers/device-reading.ts';
import { channels } from './channels.ts';
import { writtenTime } from './minute-recordings.ts';
import type { EcgRecording } from './slice.ts';

const millivolts = (unit: string): number | undefined =>
  channels.find(({ id }) => id === 'ecg')?.units[unit]?.factor;

/** Leads of a device's files as recordings in mV, oldest first. */
export function recordingsOfLeads(leads: readonly DatedLead[], issues: Issue[]): EcgRecording[] {
  const recordings: EcgRecording[] = [];
  const once = new Map(leads.map((lead) => [[lead.startMs, lead.label, lead.samples.length].join(), lead]));
  for (const { unit, rate, samples, startMs, zoneMinutes, recording, label } of once.values()) {
    const factor = millivolts(unit);
    if (factor === undefined) {
      const message = `ECG: lead ${label} was left out, because its unit cannot be converted to mV.`;
      issues.push({ code: 'unit-unknown', severity: 'warning', message });
      continue;
    }
    recordings.push({
      reference: recording,
      lead: label,
      start: { ms: startMs, recorded: writtenTime(startMs, zoneMinutes), precision: 'time' },
      offsetMinutes: zoneMinutes ?? null,
      periodMs: 1000 / rate,
      values: factor === 1 ? samples : samples.map((value) => value * factor),
    });
  }
  return recordings.toSorted((a, b) => a.start.ms - b.start.ms);
}
