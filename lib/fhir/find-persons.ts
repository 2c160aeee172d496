import { asText, element } from './json-value.ts';
import { type PersonFacts, personFacts } from './person-facts.ts';
import { isSamePerson } from './same-person.ts';
import type { SentResource } from './sent-resource.ts';

/** Different statements about one id beyond this are no record of updates, and each is compared with each. */
const COMPARED = 200;

/** Copies that say the same of who somebody is. */
type Statement = { readonly facts: PersonFacts; readonly copies: [SentResource, ...SentResource[]] };

const versionOf = ({ resource }: SentResource) => asText(element(element(resource, 'meta'), 'versionId'));

/** One server, or one history, numbers them as different versions of one resource. */
function areVersions(one: SentResource, other: SentResource): boolean {
  const together = one.versioned && other.versioned && one.container === other.container;
  const sameServer = one.server !== undefined && one.server === other.server;
  const [a, b] = [versionOf(one), versionOf(other)];
  return (together || sameServer) && a !== undefined && b !== undefined && a !== b;
}

function agree(one: Statement, other: Statement): boolean {
  const [[a], [b]] = [one.copies, other.copies];
  if (a.server !== undefined && b.server !== undefined && a.server !== b.server) return false;
  return isSamePerson(one.facts, other.facts, areVersions(a, b));
}

function signature(sent: SentResource, { birthDate, sex, latin, other, identifiers }: PersonFacts): string {
  const numbers = [...identifiers].map(([system, values]) => [system, ...[...values].toSorted()]);
  const words = [...latin, ...other].toSorted();
  return JSON.stringify([sent.server, versionOf(sent), birthDate, sex, words, numbers.toSorted()]);
}

function statementsOf(copies: readonly SentResource[]): readonly Statement[] {
  const statements = new Map<string, Statement>();
  for (const sent of copies) {
    const facts = personFacts(sent.resource);
    const key = signature(sent, facts);
    const known = statements.get(key);
    if (known === undefined) statements.set(key, { facts, copies: [sent] });
    else known.copies.push(sent);
  }
  return [...statements.values()];
}

/** The person that each statement is about, as any name that persons do not share. */
function personsAmong(statements: readonly Statement[]): readonly (string | number)[] {
  const alike = statements.map((one) => statements.map((other) => one === other || agree(one, other)));
  const agreeing = alike.map((row) => row.flatMap((same, at) => (same ? [at] : [])));
  // Those that agree with two who contradict each other say nothing about whose copy they are.
  const isBetween = agreeing.map((row) => row.some((a) => row.some((b) => alike[a]?.[b] === false)));
  // Without those in between, agreeing is transitive: the first that agrees names the person.
  return agreeing.map(
    (row, at) => (isBetween[at] ? undefined : row.find((one) => !isBetween[one])) ?? `${at}`,
  );
}

/**
 * Sorts the copies of one `Patient/id` into persons. Usually that is one; ids are unique on a server alone, so two
 * hospitals' files may use one id for two people. A copy that could be either's is a person of its own.
 */
export function findPersons(copies: readonly SentResource[]): readonly (readonly SentResource[])[] {
  const statements = copies.length < 2 ? [] : statementsOf(copies);
  if (statements.length < 2) return [copies];
  if (statements.length > COMPARED) return copies.map((copy) => [copy]);
  const names = personsAmong(statements);
  const persons = Map.groupBy(statements, (statement) => names[statements.indexOf(statement)]);
  return Array.from(persons.values(), (person) => person.flatMap(({ copies: same }) => same));
}
