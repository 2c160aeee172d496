/** Narrower or lower, and nothing on a tile could be read. CSS pixels. */
export const LEAST_TILE = { width: 148, height: 132 } as const;
/** Width to height beyond which a wider tile says no more. */
const BEST_SHAPE = 1.1;

export type GridFit = { readonly columns: number; readonly rowHeight: number };

/** How many columns make tiles largest, all of them on the screen; where they would be too small, the page scrolls. */
export function fitGrid(beds: number, width: number, height: number, gap: number): GridFit {
  const most = Math.max(1, Math.floor((width + gap) / (LEAST_TILE.width + gap)));
  let best: GridFit = { columns: most, rowHeight: LEAST_TILE.height };
  let size = 0;
  for (let columns = 1; columns <= Math.min(most, Math.max(1, beds)); columns += 1) {
    const rows = Math.ceil(beds / columns);
    const tile = {
      width: (width - gap * (columns - 1)) / columns,
      height: (height - gap * (rows - 1)) / rows,
    };
    if (tile.height < LEAST_TILE.height) continue;
    const useful = Math.min(tile.width, tile.height * BEST_SHAPE);
    if (useful > size) {
      size = useful;
      best = { columns, rowHeight: tile.height };
    }
  }
  return best;
}
