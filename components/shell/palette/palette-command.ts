/** Headings of the palette, in the order of the screen. */
export const GROUPS = ['This chart', 'Go to', 'Patients', 'Samples', 'Actions', 'Picture'] as const;

/** One thing that the palette offers. */
export type PaletteCommand = {
  readonly id: string;
  readonly group: (typeof GROUPS)[number];
  readonly label: string;
  /** What tells it from one of the same label. */
  readonly detail?: string;
  /** Further words that find it. */
  readonly words?: string;
  /** The key that does the same without the palette. */
  readonly key?: string;
  /** It is offered only once something was typed: there are too many of its kind. */
  readonly onlyAsked?: true;
  /** It brings the focus to another place; the others give it back to where it was. */
  readonly movesFocus?: true;
  readonly run: () => void;
};

/** More of one group would bury the others; a further letter finds the rest. */
const MOST_IN_GROUP = 8;

/** Letters without their marks, in lower case: `Müller` is found by `muller`. */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const wordsOf = (text: string): readonly string[] =>
  plain(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** How well a command fits what was typed: 0 begins its label, 2 only fits somewhere; `null`: it does not. */
function rankOf({ label, detail = '', words = '' }: PaletteCommand, asked: readonly string[]): number | null {
  const own = wordsOf(`${label} ${detail} ${words}`);
  if (!asked.every((part) => own.some((word) => word.startsWith(part)))) return null;
  const start = plain(label);
  return start.startsWith(asked.join(' ')) ? 0 : asked.every((part) => start.includes(part)) ? 1 : 2;
}

type Found = { readonly commands: readonly PaletteCommand[]; readonly left: number };

function foundIn(commands: readonly PaletteCommand[], asked: readonly string[]): Found {
  if (asked.length === 0) return { commands: commands.filter(({ onlyAsked }) => !onlyAsked), left: 0 };
  const ranked = commands.flatMap((command) => {
    const rank = rankOf(command, asked);
    return rank === null ? [] : [{ command, rank }];
  });
  const sorted = ranked.sort((a, b) => a.rank - b.rank).map(({ command }) => command);
  return { commands: sorted.slice(0, MOST_IN_GROUP), left: Math.max(0, sorted.length - MOST_IN_GROUP) };
}

/** Commands of one heading; `left`: how many more fit. */
export type PaletteGroup = Found & { readonly group: PaletteCommand['group'] };

/** What fits the words typed, each as the beginning of a word, by heading; all that may be offered unasked for none. */
export function matching(commands: readonly PaletteCommand[], query: string): readonly PaletteGroup[] {
  const asked = wordsOf(query);
  return GROUPS.map((group) => ({
    group,
    ...foundIn(
      commands.filter((command) => command.group === group),
      asked,
    ),
  })).filter(({ commands: found }) => found.length > 0);
}
