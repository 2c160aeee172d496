/** What a list calls a source that it does not read. */
const NAMES: Readonly<Record<string, string>> = {
  radiograph: 'radiograph',
  echo: 'echo',
  wearables: 'week at home',
  genomics: 'genome',
};

const named = (sources: readonly string[]): string => sources.map((id) => NAMES[id] ?? id).join(', ');

/** How much the patient's page adds to the list's risk, e.g. `3 to read`; `null`: nothing. */
export const notReadText = (sources: readonly string[]): string | null =>
  sources.length === 0 ? null : `${sources.length} to read`;

/** The whole of a cell that shows a part. */
export const missingText = (gaps: readonly string[], sources: readonly string[]): string =>
  [
    ...(gaps.length === 0 ? [] : [`Missing: ${gaps.join(', ')}.`]),
    ...(sources.length === 0 ? [] : [`On the chart, read when the patient is opened: ${named(sources)}.`]),
  ].join(' ');
