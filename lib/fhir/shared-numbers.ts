import type { Person } from './find-people.ts';
import type { Links } from './follow-links.ts';
import type { Complaint } from './issue-tally.ts';
import { asObjects, asText, element, type JsonObject } from './json-value.ts';
import { keyOf } from './sent-resource.ts';

/** Each number with its naming system, or at least with the kind of number that it says it is. */
const numbersOf = (patient: JsonObject): readonly string[] =>
  asObjects(element(patient, 'identifier')).flatMap((one) => {
    const kind = asObjects(element(element(one, 'type'), 'coding')).flatMap(
      (type) => asText(element(type, 'code')) ?? [],
    );
    const [name] = [asText(element(one, 'system')) ?? [], ...kind].flat();
    const value = asText(element(one, 'value'));
    return name === undefined || value === undefined ? [] : [JSON.stringify([name, value])];
  });

/** Patients under different ids that bear one number: perhaps one person, but nothing here says so, so none is joined. */
export function sharedNumbers(
  people: readonly Person[],
  { survivorOf }: Links<Person>,
): readonly Complaint[] {
  const bearers = new Map<string, Set<Person>>();
  for (const person of people) {
    for (const number of numbersOf(person.patient.resource)) {
      const known = bearers.get(number) ?? new Set();
      bearers.set(number, known.add(survivorOf.get(person) ?? person));
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
