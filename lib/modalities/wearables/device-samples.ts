import type { Issue } from '#lib/clinical/issue.ts';
import type { Sample } from '#lib/signal/readers/latest-samples.ts';
import type { Channel } from './channels.ts';

const MINUTE_MS = 60_000;

/** A reading that stands several times with the same source, time and value was taken once. */
export function withoutDuplicates(
  channel: Channel,
  samples: readonly Sample[],
  issues: Issue[],
): readonly Sample[] {
  const once = new Map(samples.map((one) => [[one.ms, one.end, one.value, one.source].join(), one]));
  const left = samples.length - once.size;
  if (left === 0) return samples;
  issues.push({
    code: 'duplicate-id',
    severity: 'information',
    message: `${channel.label}: ${left} of ${samples.length} readings stand more than once, with the same source, time and value; each counts once.`,
  });
  return [...once.values()];
}

/** What the quantity can be; what lies outside is left out and counted. */
export function plausibleSamples(
  channel: Channel,
  samples: readonly Sample[],
  issues: Issue[],
): readonly Sample[] {
  const { label, unit, plausible, id } = channel;
  const [low, high] = plausible;
  const longer = ({ ms, end }: Sample) => (id === 'steps' ? Math.max(1, (end - ms) / MINUTE_MS) : 1);
  const kept = samples.filter((sample) => sample.value >= low && sample.value <= high * longer(sample));
  const left = samples.length - kept.length;
  if (left > 0)
    issues.push({
      code: 'implausible',
      severity: 'warning',
      message: `${label}: ${left} of ${samples.length} readings were left out, because they lie outside ${low} to ${high} ${unit}${id === 'steps' ? ' a minute' : ''}.`,
    });
  return kept;
}
