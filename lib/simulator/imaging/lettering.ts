/** Letters of 5 × 7 dots, a row per number, for what is burned into a picture. */
const GLYPHS: Readonly<Record<string, readonly number[]>> = {
  A: [14, 17, 17, 31, 17, 17, 17],
  B: [30, 17, 17, 30, 17, 17, 30],
  D: [30, 17, 17, 17, 17, 17, 30],
  E: [31, 16, 16, 30, 16, 16, 31],
  I: [14, 4, 4, 4, 4, 4, 14],
  L: [16, 16, 16, 16, 16, 16, 31],
  M: [17, 27, 21, 21, 17, 17, 17],
  O: [14, 17, 17, 17, 17, 17, 14],
  P: [30, 17, 17, 30, 16, 16, 16],
  R: [30, 17, 17, 30, 20, 18, 17],
  S: [15, 16, 16, 14, 1, 1, 30],
  T: [31, 4, 4, 4, 4, 4, 4],
  U: [17, 17, 17, 17, 17, 17, 14],
};

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
