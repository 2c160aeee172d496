import type { Person } from './find-people.ts';
import type { Links } from './follow-links.ts';
import type { Complaint } from './issue-tally.ts';
import { personFacts } from './person-facts.ts';
import { keyOf } from './sent-resource.ts';

/** Patients under different ids that bear one number: perhaps one person, but nothing here says so, so none is joined. */
export function sharedNumbers(
  people: readonly Person[],
  { survivorOf }: Links<Person>,
): readonly Complaint[] {
  const bearers = new Map<string, Set<Person>>();
  for (const person of people) {
    for (const [system, values] of personFacts(person.patient.resource).identifiers) {
      for (const value of values) {
        const known = bearers.get(`${system}|${value}`) ?? new Set();
        bearers.set(`${system}|${value}`, known.add(survivorOf.get(person) ?? person));
      }
    }
  }
  const told = new Set([...bearers.values()].filter(({ size }) => size > 1).flatMap((shared) => [...shared]));
  return Array.from(told, ({ patient }) => ({
    code: 'identity-conflict',
    severity: 'warning',
    path: keyOf(patient.type, patient.id),
    sentence: (count) =>
      `${count} Patients bear a number that another bears too: they may be one person, and are kept as separate charts.`,
  }));
}
