import type { Channel } from './channels.ts';

/** When the samples of one Observation were taken, or why that cannot be told. */
type Sampling =
  | { readonly periodMs: number; readonly assumed?: string }
  /** The end of the sentence "… left out, because …". */
  | { readonly because: string };

type SentSampling = {
  /** SampledData.period in ms, when it is a number. */
  readonly stated: number | undefined;
  /** Length of the Observation's effectivePeriod in ms, when it has both ends in order. */
  readonly span: number | undefined;
  readonly count: number;
};

/** A span may end at the last sample or one period after it, and clocks drift. */
const SLACK_PERIODS = 1.5;
const SLACK_SHARE = 0.02;

const within = ([shortest, longest]: Channel['period'], period: number | undefined): period is number =>
  period !== undefined && period >= shortest && period <= longest;

const round = (period: number): number => Number(period.toPrecision(6));

/** A stated period that a device of the kind cannot have: the span tells it, or it is in seconds. */
function repair(channel: Channel, stated: number | undefined, derived: number | undefined): Sampling {
  if (within(channel.period, derived))
    return {
      periodMs: round(derived),
      assumed: 'the sampling period is missing or impossible and was taken from the time span',
    };
  const inSeconds = stated === undefined ? undefined : stated * 1000;
  if (within(channel.period, inSeconds))
    return { periodMs: inSeconds, assumed: 'the sampling period only makes sense in seconds' };
  return { because: 'no sampling period can be told' };
}

/**
 * Weighs the stated period against the time span. A strip is recorded without a break, so its span is right; a day that
 * holds fewer samples than fit was cut short, and one that holds more was sampled faster than stated.
 */
export function settleSampling(channel: Channel, { stated, span, count }: SentSampling): Sampling {
  const derived = span === undefined || count === 0 ? undefined : span / count;
  if (!within(channel.period, stated)) return repair(channel, stated, derived);
  if (span === undefined || derived === undefined) return { periodMs: stated };
  const off = Math.abs(span - count * stated);
  if (off <= SLACK_PERIODS * stated || off <= SLACK_SHARE * span) return { periodMs: stated };
  const cutShort = channel.id !== 'ecg' && count * stated < span;
  if (cutShort || !within(channel.period, derived))
    return {
      periodMs: stated,
      assumed: 'the samples do not fill the time span and were counted from its start',
    };
  return {
    periodMs: round(derived),
    assumed: 'the sampling period contradicts the time span, which was believed',
  };
}
