import { type Complaint, counted } from './issue-tally.ts';
import { type Denial, keyOf } from './sent-resource.ts';

/** A resource that is not used whatever else is sent of it. */
export const deniedComplaint = (
  { type, id }: { readonly type: string; readonly id: string },
  { code, reason }: Denial,
): Complaint => ({
  code,
  severity: 'warning',
  path: keyOf(type, id),
  sentence: (count) => `Left out ${counted(count, type)}: ${reason}.`,
});
