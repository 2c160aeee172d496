import glyphs from './glyphs.json' with { type: 'json' };

/** A row of dots per number, for what is burned into a picture. */
const GLYPHS: Readonly<Record<string, readonly number[]>> = glyphs.glyphs;

type Lettering = {
  readonly text: string;
  /** Left upper corner and edge of one dot, pixels. */
  readonly column: number;
  readonly row: number;
  readonly dot: number;
};

/** Calls `paint` for every pixel of the text; a letter without a glyph leaves a gap. */
export function letter(
  { text, column, row, dot }: Lettering,
  paint: (column: number, row: number) => void,
): void {
  for (let i = 0; i < text.length; i += 1) {
    const glyph = GLYPHS[text.charAt(i)] ?? [];
    for (let k = 0; k < glyph.length * 5 * dot * dot; k += 1) {
      const x = k % (5 * dot);
      const y = Math.floor(k / (5 * dot));
      const lit = ((glyph[Math.floor(y / dot)] ?? 0) >> (4 - Math.floor(x / dot))) & 1;
      if (lit) paint(column + i * 6 * dot + x, row + y);
    }
  }
}
