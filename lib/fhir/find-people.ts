import type { CopyIndex } from './copy-index.ts';
import { duplicateComplaint } from './duplicate-complaint.ts';
import { findPersons } from './find-persons.ts';
import type { Complaint } from './issue-tally.ts';
import { resolveDuplicates } from './resolve-duplicates.ts';
import { keyOf, type SentResource } from './sent-resource.ts';

type Report = (complaint: Complaint) => void;

/** Somebody with a Patient resource in the data. */
export type Person = {
  readonly patient: SentResource;
  /** Another person's Patient has the same id. */
  readonly sharesId: boolean;
};

export type People = {
  readonly all: readonly Person[];
  /** Whom a copy of a Patient is about; `null`: the copies differ and none counts. */
  readonly of: ReadonlyMap<SentResource, Person | null>;
};

const onUnlikeServers = (persons: readonly (readonly SentResource[])[]): boolean => {
  const servers = persons.map(([copy]) => copy?.server);
  return !servers.includes(undefined) && new Set(servers).size === servers.length;
};

const sharedId = (patient: SentResource): Complaint => ({
  code: 'identity-conflict',
  severity: 'error',
  path: keyOf(patient.type, patient.id),
  sentence: (count) =>
    `${count === 1 ? 'One Patient id is' : `${count} Patient ids are`} used for different persons: birth dates, names, sexes or numbers contradict each other. Each has a chart of its own, with what provably belongs to it.`,
});

/** The people whom the copies of one `Patient/id` are about, each with those copies and the outcome of comparing them. */
function peopleOf(copies: readonly SentResource[], report: Report) {
  const persons = findPersons(copies);
  const [first] = copies;
  if (persons.length > 1 && first !== undefined && !onUnlikeServers(persons)) report(sharedId(first));
  return persons.map((own) => {
    const outcome = resolveDuplicates(own);
    const complaint = duplicateComplaint(outcome, own);
    if (complaint !== undefined) report(complaint);
    const person = outcome.kept && { patient: outcome.kept, sharesId: persons.length > 1 };
    return { own, person: person ?? null };
  });
}

/** Sorts the Patients of the data into people, and says which ids stand for more than one of them. */
export function findPeople(index: CopyIndex, report: Report): People {
  const patients = index.all.filter(({ type }) => type === 'Patient');
  const byId = Map.groupBy(patients, ({ id }) => id);
  const found = [...byId.values()].flatMap((copies) => peopleOf(copies, report));
  return {
    all: found.flatMap(({ person }) => person ?? []),
    of: new Map(found.flatMap(({ own, person }) => own.map((copy) => [copy, person] as const))),
  };
}
