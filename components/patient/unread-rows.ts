// The codes of charts that stand for nothing that is read, as lines of a table.
import { momentText } from '#components/patient/moment-text.ts';
import type { UnreadCode } from '#lib/contract/unread-code.ts';

const KINDS = { result: 'Result', diagnosis: 'Diagnosis', drug: 'Drug' } as const;

/** Enough to see what a hospital's export holds; more would only be scrolled past. */
export const MOST_SHOWN = 200;

const keyOf = ({ kind, system, code, display }: UnreadCode): string =>
  JSON.stringify([kind, system, code ?? display]);

const later = (a: UnreadCode['newest'], b: UnreadCode['newest']) =>
  a === null || (b !== null && b.ms > a.ms) ? b : a;

/** The lists of several charts as one: counts added, the newest date kept. */
export function mergeUnread(lists: readonly (readonly UnreadCode[])[]): readonly UnreadCode[] {
  const merged = new Map<string, UnreadCode>();
  for (const line of lists.flat()) {
    const before = merged.get(keyOf(line));
    const both = before && {
      ...before,
      count: before.count + line.count,
      newest: later(before.newest, line.newest),
    };
    merged.set(keyOf(line), both ?? line);
  }
  return [...merged.values()].toSorted((a, b) => b.count - a.count || (a.display < b.display ? -1 : 1));
}

/** What may be a code that the hospital's mapping should name comes first, then by how often it is there. */
export const unreadRows = (codes: readonly UnreadCode[]) =>
  codes
    .toSorted((a, b) => Number(b.looksLike !== null) - Number(a.looksLike !== null))
    .slice(0, MOST_SHOWN)
    .map((line) => ({
      key: keyOf(line),
      display: line.display,
      kind: KINDS[line.kind],
      code: line.code ?? '–',
      system: line.system ?? 'none named',
      count: line.count,
      newest: line.newest === null ? 'no date' : momentText(line.newest),
      looksLike: line.looksLike?.label ?? '–',
    }));

const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

/** What the list says at a glance. */
export function unreadSummary(codes: readonly UnreadCode[]): string {
  const hints = codes.filter(({ looksLike }) => looksLike !== null).length;
  const listed = counted(codes.length, 'code', 'codes');
  if (hints === 0) return `${listed}; none is worded like something that is read.`;
  return `${listed}; ${counted(hints, 'is worded', 'are worded')} like something that is read.`;
}
