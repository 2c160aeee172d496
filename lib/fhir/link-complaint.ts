import type { LinkFinding } from './follow-links.ts';
import type { Complaint } from './issue-tally.ts';
import { keyOf, type SentResource } from './sent-resource.ts';

type Told = readonly [code: Complaint['code'], severity: Complaint['severity'], sentence: string];

const TOLD: Readonly<Record<LinkFinding, Told>> = {
  followed: [
    'assumption',
    'information',
    'was replaced by another (Patient.link): what is recorded under it stands in the chart of the one that replaced it',
  ],
  inactive: [
    'assumption',
    'warning',
    'is marked as not in active use (Patient.active): the record may be a duplicate or a mistake',
  ],
  'other-record': [
    'identity-conflict',
    'warning',
    'is linked to another record of the same person (Patient.link): what stands there is not in this chart',
  ],
  'replacement-absent': [
    'dangling-reference',
    'warning',
    'was replaced by another (Patient.link) that is not in the data: the chart may be out of date',
  ],
  'replaced-absent': [
    'assumption',
    'warning',
    'replaced another (Patient.link) that is not in the data: what was recorded under it may be missing from the chart',
  ],
  'several-replacements': [
    'identity-conflict',
    'error',
    'was replaced by several others (Patient.link): none was followed, and its record stands alone',
  ],
  circular: [
    'identity-conflict',
    'error',
    'is replaced in a circle (Patient.link): the link was not followed, and each record stands alone',
  ],
  contradictory: [
    'identity-conflict',
    'error',
    'was replaced by another (Patient.link) whose birth date, name or sex contradict it: the two were not joined',
  ],
};

/** What to say of a Patient's links. */
export function linkComplaint({ type, id }: SentResource, finding: LinkFinding): Complaint {
  const [code, severity, sentence] = TOLD[finding];
  return {
    code,
    severity,
    path: keyOf(type, id),
    sentence: (count) => `${count === 1 ? 'One Patient' : `Each of ${count} Patients`} ${sentence}.`,
  };
}
