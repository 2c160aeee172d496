import { type Complaint, counted } from './issue-tally.ts';
import type { DuplicateOutcome } from './resolve-duplicates.ts';
import { CLINICAL_TYPES } from './resource-types.ts';
import { keyOf, type SentResource } from './sent-resource.ts';

type Said = { readonly severity: Complaint['severity']; readonly reason: string };

function said({ how }: DuplicateOutcome, first: SentResource, copies: readonly SentResource[]): Said {
  if (how === 'undecidable') {
    const severity = first.type === 'Patient' || CLINICAL_TYPES.has(first.type) ? 'error' : 'warning';
    return { severity, reason: 'copies with the same id differ, and nothing tells which one is newer' };
  }
  if (how === 'identical')
    return { severity: 'information', reason: 'sent more than once with the same content' };
  if (copies.every(({ versioned }) => versioned))
    return { severity: 'information', reason: 'several versions sent' };
  return {
    severity: 'warning',
    reason: 'copies with the same id differ; the newest by its own metadata counts',
  };
}

/** What to say of copies that share one `Type/id`; `undefined`: there was only one. */
export function duplicateComplaint(
  outcome: DuplicateOutcome,
  copies: readonly SentResource[],
): Complaint | undefined {
  const [first] = copies;
  if (first === undefined || outcome.how === 'only') return undefined;
  const { severity, reason } = said(outcome, first, copies);
  const left = outcome.kept === undefined ? 'Left out ' : '';
  return {
    code: 'duplicate-id',
    severity,
    path: keyOf(first.type, first.id),
    sentence: (count) => `${left}${counted(count, first.type)}: ${reason}.`,
  };
}
