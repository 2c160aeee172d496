import type { Change } from './clinvar-extract.ts';

/**
 * Trims what REF and ALT share, first at the end, then at the start: `CAG>CG` at 5 becomes the deletion of `A` at 6. Of
 * a repeat that takes the leftmost unit which the row's own alleles reach; without the reference sequence a row cannot be
 * shifted further.
 *
 * @param position 1-based, of the first base of `reference`
 */
export function trimAlleles(
  chromosome: number,
  position: number,
  reference: string,
  alternate: string,
): Change {
  let end = 0;
  const shortest = Math.min(reference.length, alternate.length);
  while (end < shortest && reference.at(-1 - end) === alternate.at(-1 - end)) end += 1;
  let start = 0;
  while (start < shortest - end && reference[start] === alternate[start]) start += 1;
  return {
    chromosome,
    position: position - 1 + start,
    deleted: reference.slice(start, reference.length - end),
    inserted: alternate.slice(start, alternate.length - end),
  };
}

/**
 * Whether a trimmed change does to the sequence what a canonical SPDI says. The SPDI spans the whole repeat in which a
 * change can be placed, so wherever a caller puts it (left, right or in between), it gives the same result inside
 * that span: an exact comparison that needs no reference sequence (Holmes JB et al., Bioinformatics 2020;36:1902–1907).
 */
export function isSameChange(change: Change, canonical: Change): boolean {
  if (change.chromosome !== canonical.chromosome) return false;
  const offset = change.position - canonical.position;
  const end = offset + change.deleted.length;
  if (offset < 0 || end > canonical.deleted.length) return false;
  if (canonical.deleted.slice(offset, end) !== change.deleted) return false;
  return (
    canonical.deleted.slice(0, offset) + change.inserted + canonical.deleted.slice(end) === canonical.inserted
  );
}
