import { type Bands, percentText } from '#components/risk/risk-text.ts';
import { PICTURE_SOURCES } from '#lib/worklist/not-read.ts';
import type { Entry } from './entries.ts';

/** What a list calls a source that it does not read. */
const NAMES: Readonly<Record<string, string>> = {
  radiograph: 'radiograph',
  echo: 'echo',
  wearables: 'week at home',
  genomics: 'genome',
};

const named = (sources: readonly string[]): string => sources.map((id) => NAMES[id] ?? id).join(', ');

/** How much more there is to read of a risk, e.g. `3 to read`; `null`: nothing. */
export const notReadText = (sources: readonly string[]): string | null =>
  sources.length === 0 ? null : `${sources.length} to read`;

const withFullStop = (start: string, list: string): readonly string[] =>
  list === '' ? [] : [`${start}: ${list}.`];

const isPicture = (id: string) => PICTURE_SOURCES.has(id);

/** What is not read, by when it will be. */
const unread = (sources: readonly string[]): readonly string[] => [
  ...withFullStop('On the chart, not read yet', named(sources.filter(isPicture))),
  ...withFullStop('Read when the patient is opened', named(sources.filter((id) => !isPicture(id)))),
];

/** That a risk is without some sources so far, so that the patient's page will tell another; at least one. */
export const withoutText = (sources: readonly string[]): string =>
  [...unread(sources), 'The risk is without.'].join(' ');

/** The whole of a cell that shows a part. */
export const missingText = (gaps: readonly string[], sources: readonly string[]): string =>
  [...withFullStop('Missing', gaps.join(', ')), ...unread(sources)].join(' ');

/** The risk before its pictures were read, where the reader has not seen that they changed what is shown; `null`: they did not, or it was. */
export function renewedFrom(
  { renewal, risk }: Pick<Entry, 'renewal' | 'risk'>,
  bands: Bands | null,
): number | null {
  if (renewal === null || renewal.seen || risk === null) return null;
  const { former } = renewal;
  const shown = (value: number) => percentText(value, bands ?? undefined);
  return former.band === risk.band && shown(former.risk) === shown(risk.risk) ? null : former.risk;
}
