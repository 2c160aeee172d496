import type { Issue } from '#lib/clinical/issue.ts';
import type { Sample } from '#lib/signal/readers/latest-samples.ts';
import { disagreements } from '#lib/signal/sources/disagreement.ts';
import { type CountedPiece, mergeCounts } from '#lib/signal/sources/merge-counts.ts';
import { mergeReadings } from '#lib/signal/sources/merge-readings.ts';
import { byPriority, type MergedChannel } from '#lib/signal/sources/source-kind.ts';
import type { Minutes } from './minute-recordings.ts';

const MINUTE_MS = 60_000;
/** What was counted over more, as totals of a day are, tells no hour of it. */
const LONGEST_COUNT_MS = 12 * 3_600_000;

const SENTENCES: Readonly<Record<MergedChannel, readonly [what: string, did: string]>> = {
  heartRate: ['Heart rate', 'read it'],
  saturation: ['Oxygen saturation', 'read it'],
  steps: ['Steps', 'counted them'],
};

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

const say = (code: Issue['code'], severity: Issue['severity'], message: string): Issue => ({
  code,
  severity,
  message,
});

/** Samples source by source, the most believed first. */
function bySource(
  channel: MergedChannel,
  samples: readonly Sample[],
  issues: Issue[],
): (readonly Sample[])[] {
  const groups = [...Map.groupBy(samples, ({ source, kind }) => JSON.stringify([source, kind])).values()];
  const ordered = groups
    .flatMap((own) => (own[0] ? [{ own, name: own[0].source, kind: own[0].kind }] : []))
    .toSorted(byPriority(channel));
  if (ordered.length > 1) {
    const [what, did] = SENTENCES[channel];
    const kinds = [...new Set(ordered.map(({ kind }) => kind))];
    const order = kinds.length > 1 ? kinds.join(', then ') : 'the first by name';
    const message = `${what}: ${ordered.length} sources ${did}. Where several did at once, one is believed: ${order}.`;
    issues.push(say('assumption', 'information', message));
  }
  return ordered.map(({ own }) => own);
}

/** Heart rate or saturation of each minute: of the most believed source that read any in it. */
export function readMinutes(
  channel: 'heartRate' | 'saturation',
  samples: readonly Sample[],
  issues: Issue[],
): Minutes {
  const { disagree, by } = disagreements[channel];
  const merged = mergeReadings(bySource(channel, samples, issues), disagree);
  const [what] = SENTENCES[channel];
  if (merged.disagreeing > 0)
    issues.push(
      say(
        'assumption',
        'warning',
        `${what}: in ${counted(merged.disagreeing, 'minute')} two sources differ by ${by}; they are not averaged, the one that is believed first is shown.`,
      ),
    );
  if (merged.contradicting > 0)
    issues.push(
      say(
        'implausible',
        'warning',
        `${what}: ${counted(merged.contradicting, 'reading')} of one source at one instant differ by ${by} and were left out.`,
      ),
    );
  return new Map(
    Array.from(merged.minutes, ([at, { value, of }]) => [at, { value, zoneMinutes: of.zoneMinutes }]),
  );
}

type Count = { readonly from: number; readonly to: number; readonly count: number; readonly sample: Sample };

/** A count without an end was counted in its minute. */
const countOf = (sample: Sample): Count => {
  const single = sample.end <= sample.ms;
  const from = single ? Math.floor(sample.ms / MINUTE_MS) * MINUTE_MS : sample.ms;
  return { from, to: single ? from + MINUTE_MS : sample.end, count: sample.value, sample };
};

/** Each minute's share of the pieces. */
function spread(pieces: readonly CountedPiece<Count>[]): Minutes {
  const minutes = new Map<number, { value: number; zoneMinutes: number | undefined }>();
  for (const { from, to, count, of } of pieces)
    for (let at = Math.floor(from / MINUTE_MS); at * MINUTE_MS < to; at += 1) {
      const covered = Math.min(to, (at + 1) * MINUTE_MS) - Math.max(from, at * MINUTE_MS);
      const held = minutes.get(at);
      const value = (held?.value ?? 0) + (count * covered) / (to - from);
      minutes.set(at, { value, zoneMinutes: held?.zoneMinutes ?? of.sample.zoneMinutes });
    }
  return minutes;
}

/** Steps of each minute. A walk that several devices counted is walked once. */
export function countedMinutes(samples: readonly Sample[], issues: Issue[]): Minutes {
  const counts = samples.map(countOf);
  const short = counts.filter(({ from, to }) => to - from <= LONGEST_COUNT_MS);
  const totals = counts.length - short.length;
  if (totals > 0)
    issues.push(
      say(
        'date-imprecise',
        'warning',
        `Steps: ${counted(totals, 'count')} over more than half a day left out: a day’s total tells no hour of it.`,
      ),
    );
  const sources = bySource(
    'steps',
    short.map(({ sample }) => sample),
    issues,
  );
  return spread(mergeCounts(sources.map((own) => own.map(countOf))));
}
