import { log } from '../arithmetic.ts';
import type { Stream } from '../stream.ts';

/** A branch of a tree: its length, and which of the haplotypes at the tips (0 or 1 each) descend from it. */
export type Branch = { readonly length: number; readonly carriers: Uint8Array };

type Node = { readonly since: number; readonly carriers: Uint8Array };

const union = (a: Uint8Array, b: Uint8Array): Uint8Array => a.map((bit, i) => bit | (b[i] ?? 0));

/** Kingman JFC. The coalescent. Stoch Process Appl 1982;13:235–248. Branches of the tree of `tips` haplotypes, root left out. */
export function drawGenealogy(stream: Stream, tips: number): Branch[] {
  const branches: Branch[] = [];
  let open: Node[] = Array.from({ length: tips }, (_, i) => ({
    since: 0,
    carriers: Uint8Array.from({ length: tips }, (_none, k) => (k === i ? 1 : 0)),
  }));
  let time = 0;
  while (open.length > 1) {
    const pairs = (open.length * (open.length - 1)) / 2;
    time -= log(stream.uniform()) / pairs;
    const first = stream.integer(0, open.length - 1);
    const second = (first + stream.integer(1, open.length - 1)) % open.length;
    const joined = [open[first], open[second]].flatMap((node) => (node === undefined ? [] : [node]));
    for (const { since, carriers } of joined) branches.push({ length: time - since, carriers });
    const [a, b] = joined.map(({ carriers }) => carriers);
    if (a === undefined || b === undefined) return branches;
    open = [...open.filter((_, i) => i !== first && i !== second), { since: time, carriers: union(a, b) }];
  }
  return branches;
}
