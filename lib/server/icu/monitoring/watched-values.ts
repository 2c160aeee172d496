import { quantityOfLoinc } from '#lib/icu/events/measured-quantity.ts';
import type { StreamEvent } from '#lib/icu/events/stream-event.ts';
import { channels } from '#lib/icu/hourly/channels.ts';

/** A value that is watched, by the id of its channel. */
export type WatchedValue = {
  readonly feature: string;
  readonly value: number;
  /** Event time, and when it was taken in, ms since the epoch. */
  readonly at: number;
  readonly ingestedAt: number;
};

const isChannel = new Set<string>(channels.map(({ id }) => id));

function namedValues(
  event: StreamEvent,
): readonly { of: string; feature: string | undefined; value: number }[] {
  if (event.kind === 'vital-signs')
    return event.signs.map(({ sign, value }) => ({ of: sign, feature: sign, value }));
  if (event.kind === 'laboratory')
    return [{ of: event.loinc, feature: quantityOfLoinc(event.loinc)?.id, value: event.value }];
  return [];
}

/** What of an event is watched: values of channels in their units. What is doubted is as if it were not there, and so missing. */
export function watchedValues(event: StreamEvent): readonly WatchedValue[] {
  const { at, ingestedAt } = event;
  const doubted = new Set(event.doubts?.map((doubt) => doubt.of));
  return namedValues(event).flatMap(({ of, feature, value }) =>
    feature === undefined || doubted.has(of) || !isChannel.has(feature)
      ? []
      : [{ feature, value, at, ingestedAt }],
  );
}
