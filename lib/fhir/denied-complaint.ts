import { type Complaint, counted } from './issue-tally.ts';
import { keyOf } from './sent-resource.ts';

/** A resource that is not used because something not understood changes what it means. */
export const deniedComplaint = (
  { type, id }: { readonly type: string; readonly id: string },
  reason: string,
): Complaint => ({
  code: 'modifier',
  severity: 'warning',
  path: keyOf(type, id),
  sentence: (count) => `Left out ${counted(count, type)}: ${reason}.`,
});
