import { GROUP_COLOURS, type palette } from '#components/ui/palette.ts';

const NAMES = [
  ...GROUP_COLOURS,
  'group-rest',
  'ink',
  'ink-muted',
  'surface',
  'accent',
  'line',
  'line-strong',
] as const satisfies readonly (keyof typeof palette)[];

export type PaintName = (typeof NAMES)[number];

/** What names of the palette stand for where a canvas is painted: as `rgb(…)`, in the theme or the reader's own colours. */
export type Paints = Readonly<Record<PaintName, string>>;

/** A canvas knows no custom properties: the browser works each colour out on a probe. */
export function readPaints(host: Element): Paints {
  const probe = document.createElement('span');
  host.append(probe);
  const paints = Object.fromEntries(
    NAMES.map((name) => {
      probe.style.color = `var(--${name})`;
      return [name, getComputedStyle(probe).color];
    }),
  );
  probe.remove();
  return paints as Record<PaintName, string>;
}
