import type { Issue, IssueCode } from '#lib/clinical/issue.ts';

const LABELS: Record<IssueCode, string> = {
  'file-unreadable': 'File could not be read',
  'program-fault': 'Fault of the program',
  'file-too-large': 'File too large',
  'not-fhir': 'Not FHIR',
  'not-dicom': 'Not readable as DICOM',
  archive: 'Archive or list of files',
  'identity-conflict': 'Identities that differ',
  'not-deidentified': 'Not de-identified',
  'wrong-version': 'Another FHIR version',
  'wrong-resource-type': 'Unexpected resource type',
  'too-deep': 'Nested too deeply',
  'duplicate-id': 'Duplicate id',
  'dangling-reference': 'Reference to nothing here',
  structure: 'Malformed element',
  'no-patient': 'No patient',
  'unit-missing': 'Unit missing',
  'unit-unknown': 'Unit not understood',
  comparator: 'Result is a limit, not a value',
  'value-missing': 'Value missing',
  contradiction: 'Contradictory data',
  modifier: 'Changed by what is not understood',
  implausible: 'Implausible value',
  'date-imprecise': 'Date too imprecise',
  'date-invalid': 'Invalid date',
  'date-future': 'Date in the future',
  'date-ambiguous': 'Date with two readings',
  'number-ambiguous': 'Number with two readings',
  'file-kind': 'Another kind of file',
  'status-excluded': 'Status does not count',
  'not-eligible': 'Outside the model’s intended use',
  'too-little-data': 'Too little data',
  assumption: 'Assumption made',
  'genome-build': 'Genome build',
  'genotype-file': 'Genotype file',
  'scoring-file': 'Scoring file',
  'site-map': 'Site mapping',
};

const RANK: Record<Issue['severity'], number> = { error: 0, warning: 1, information: 2 };

/** A chart can hold thousands of alike issues; the count is shown, this many are spelled out. */
export const SHOWN_PER_GROUP = 50;

type IssueGroup = {
  readonly key: string;
  readonly label: string;
  readonly file: string | null;
  readonly severity: Issue['severity'];
  /** Distinct by field and sentence. */
  readonly issues: readonly Issue[];
};

/** Groups issues by severity, kind and file; the most severe first, then the most frequent. */
export function groupIssues(issues: readonly Issue[]): readonly IssueGroup[] {
  const groups = new Map<string, Map<string, Issue>>();
  for (const issue of issues) {
    const key = `${issue.severity} ${issue.code} ${issue.file ?? ''}`;
    const group = groups.get(key) ?? new Map<string, Issue>();
    group.set(`${issue.path} ${issue.message}`, issue);
    groups.set(key, group);
  }
  return [...groups]
    .flatMap(([key, members]) => {
      const distinct = [...members.values()];
      const first = distinct[0];
      return first ? [describeGroup(key, first, distinct)] : [];
    })
    .sort((a, b) => RANK[a.severity] - RANK[b.severity] || b.issues.length - a.issues.length);
}

function describeGroup(key: string, first: Issue, issues: readonly Issue[]): IssueGroup {
  return { key, label: LABELS[first.code], file: first.file ?? null, severity: first.severity, issues };
}
