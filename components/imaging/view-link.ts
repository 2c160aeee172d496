import type { Look } from '#lib/dicom/grey-table.ts';

/** A change of view that a linked picture follows. */
export type ViewChange =
  | { readonly kind: 'zoom'; readonly factor: number }
  | { readonly kind: 'pan'; readonly dx: number; readonly dy: number }
  | { readonly kind: 'look'; readonly look: Look }
  | {
      readonly kind: 'turn';
      readonly rotation: number;
      readonly flipHorizontal: boolean;
      readonly flipVertical: boolean;
    }
  | { readonly kind: 'fit' };

/** Joins pictures that stand side by side. */
export class ViewLink {
  readonly #followers = new Set<(change: ViewChange) => void>();
  on = true;

  /** Returns what ends it. */
  join(follow: (change: ViewChange) => void): () => void {
    this.#followers.add(follow);
    return () => void this.#followers.delete(follow);
  }

  tell(change: ViewChange, from: (change: ViewChange) => void): void {
    if (!this.on) return;
    for (const follow of this.#followers) if (follow !== from) follow(change);
  }
}
