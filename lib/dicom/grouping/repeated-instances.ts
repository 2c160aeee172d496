import type { Issue } from '#lib/clinical/issue.ts';
import { identityOf, type PlacedInstance, uidOr } from './placed-instance.ts';

/** Whether two files of one SOP Instance UID are copies: of one patient, with one picture. */
const isCopy = (one: PlacedInstance, other: PlacedInstance): boolean =>
  identityOf(one) === identityOf(other) && one.digest !== undefined && one.digest === other.digest;

const sizeOf = ({ summary: { rows, columns, frames } }: PlacedInstance): string =>
  `${rows} ${columns} ${frames}`;

/** Copies of a file count once. Files that differ under one SOP Instance UID are all listed, and none is believed. */
export function withoutCopies(instances: readonly PlacedInstance[]): {
  kept: PlacedInstance[];
  issues: Issue[];
} {
  const groups = Map.groupBy(instances, (one) => uidOr(one.summary.instanceUid, one));
  const issues: Issue[] = [];
  const kept = [...groups.values()].flatMap((group) => {
    const distinct = group.filter(
      (one, i) => !group.slice(0, i).some((before) => isCopy(before, one) && sizeOf(before) === sizeOf(one)),
    );
    const copies = group.filter((one) => !distinct.includes(one));
    issues.push(...copies.map(({ file }) => copyIssue(file)));
    if (distinct.length < 2) return distinct;
    const isOnePatient = new Set(distinct.map(identityOf)).size === 1;
    const disputed = disputeOf(distinct.length, isOnePatient);
    issues.push(...distinct.map(({ file }) => disputeIssue(file, disputed, isOnePatient)));
    return distinct.map((one) => ({ ...one, disputed }));
  });
  // In the order in which they were chosen.
  return { kept: kept.toSorted((a, b) => a.at - b.at), issues };
}

function disputeOf(count: number, isOnePatient: boolean): string {
  const differ = isOnePatient ? 'hold different pictures' : 'name different patients';
  return `${count} files with the same SOP Instance UID (0008,0018) ${differ}: it cannot be told which one is meant.`;
}

const copyIssue = (file: string): Issue => ({
  ...{ code: 'duplicate-id', severity: 'information', file },
  message: 'Left out: another of the files is the same picture.',
});

const disputeIssue = (file: string, disputed: string, isOnePatient: boolean): Issue => ({
  ...{ code: isOnePatient ? 'duplicate-id' : 'identity-conflict', severity: 'error', file },
  message: `${disputed} All of them are listed, and nothing can be measured in them.`,
});

/** SOP Instance UIDs that several files state, whose pixels have to be compared. */
export const repeatedInstances = (instances: readonly PlacedInstance[]): readonly PlacedInstance[] =>
  [...Map.groupBy(instances, (one) => uidOr(one.summary.instanceUid, one)).values()]
    .filter((group) => group.length > 1)
    .flat();
