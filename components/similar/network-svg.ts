import type { Grouping } from './member-groups.ts';
import type { NetworkEdges } from './network-layout.ts';
import type { NetworkMark } from './network-marks.ts';
import type { Paints } from './read-paints.ts';
import { shapePath } from './shapes.ts';

export type SavedNetwork = {
  /** x and y of each mark. */
  readonly places: Float32Array;
  readonly marks: readonly NetworkMark[];
  readonly edges: NetworkEdges;
  readonly grouping: Grouping;
  readonly title: string;
  /** Beneath the picture: what it is of and how it was made. */
  readonly notes: readonly string[];
};

/** Pixels. */
const SIDE = 900;
const MARGIN = 40;
const LEGEND = 300;
const LINE = 22;
const HEAD = 46;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** From places of the layout to pixels of the picture, the same in both directions. */
function fitted(places: Float32Array): (place: number) => readonly [x: number, y: number] {
  const xs = places.filter((_, k) => k % 2 === 0);
  const ys = places.filter((_, k) => k % 2 === 1);
  const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = (SIDE - 2 * MARGIN) / Math.max(right - left, high - low, Number.MIN_VALUE);
  return (place) => [
    SIDE / 2 + ((places[2 * place] ?? 0) - (left + right) / 2) * scale,
    HEAD + SIDE / 2 - ((places[2 * place + 1] ?? 0) - (low + high) / 2) * scale,
  ];
}

const text = (x: number, y: number, words: string, more = ''): string =>
  `<text x="${x}" y="${y}" ${more}>${escaped(words)}</text>`;

function legendOf({ groups }: Grouping, paints: Paints): string {
  return groups
    .map(({ label, colour, shape, count }, row) => {
      const y = HEAD + MARGIN + row * LINE;
      return `<path d="${shapePath(shape, SIDE + 12, y - 4, 6)}" fill="${paints[colour]}"/>${text(SIDE + 28, y, `${label} (${count.toLocaleString('en-GB')})`)}`;
    })
    .join('');
}

/** The network as it stands, as a picture of its own with title, legend and notes. */
export function networkSvg(
  { places, marks, edges, grouping, title, notes }: SavedNetwork,
  paints: Paints,
): string {
  const at = fitted(places);
  const lines = Array.from(edges.sources, (source, edge) => {
    const [[x1, y1], [x2, y2]] = [at(source), at(edges.targets[edge] ?? 0)];
    return `M${x1.toFixed(1)},${y1.toFixed(1)}L${x2.toFixed(1)},${y2.toFixed(1)}`;
  });
  const order = marks.map((_, place) => place).toSorted((a, b) => radiusOf(marks, a) - radiusOf(marks, b));
  const drawn = order.map((place) => {
    const mark = marks[place];
    if (!mark) return '';
    const [x, y] = at(place);
    const path = `<path d="${shapePath(mark.shape, x, y, mark.radius)}" fill="${paints[mark.colour]}"${mark.faint ? ' opacity="0.2"' : ''}/>`;
    return mark.label === null
      ? path
      : `${path}${text(x, y - mark.radius - 4, mark.label, 'text-anchor="middle" font-weight="600"')}`;
  });
  const height = HEAD + SIDE + notes.length * LINE + MARGIN / 2;
  const width = SIDE + LEGEND;
  const foot = notes.map((note, row) =>
    text(MARGIN, HEAD + SIDE + (row + 0.5) * LINE, note, `fill="${paints['ink-muted']}"`),
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="14" fill="${paints.ink}">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="${paints.surface}"/>`,
    text(MARGIN, 32, title, 'font-size="20" font-weight="600"'),
    `<path d="${lines.join('')}" stroke="${paints.line}" stroke-width="0.7" fill="none"/>`,
    ...drawn,
    legendOf(grouping, paints),
    ...foot,
    '</svg>',
  ].join('');
}

const radiusOf = (marks: readonly NetworkMark[], place: number): number => marks[place]?.radius ?? 0;
