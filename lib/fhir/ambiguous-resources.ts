import type { Issue } from '#lib/clinical/issue.ts';
import { asText, element, isObject, type JsonObject } from './json-value.ts';
import type { Path, RepeatedName } from './repeated-names.ts';

/** Resources whose JSON names one element twice. The parsed object cannot say it, and admission asks here. */
const ambiguous = new WeakSet<object>();

/** Whether a name stood twice in an object of this parsed resource, so that its text has two readings. */
export const isAmbiguous = (resource: JsonObject): boolean => ambiguous.has(resource);

const WRAPPINGS: ReadonlySet<string> = new Set(['Bundle', 'Parameters']);
const SHORT_NAME = /^[A-Za-z_]{1,40}$/;

const childOf = (node: unknown, step: string | number): unknown =>
  typeof step === 'number' && Array.isArray(node) ? node[step] : element(node, String(step));

/** The objects and lists on the way to an object, from the top; shorter when the parser dropped it for a later one. */
function wayTo(root: unknown, path: Path): unknown[] {
  const way = [root];
  for (const step of path) way.push(childOf(way.at(-1), step));
  return way;
}

const typeOf = (node: unknown): string => asText(element(node, 'resourceType')) ?? '';

/** The outermost resource round an object that is no mere wrapping; in an entry, the resource of that entry. */
function resourceRound(root: unknown, path: Path): JsonObject | undefined {
  const objects = wayTo(root, path).filter(isObject);
  const resource = objects.find((node) => typeOf(node) !== '' && !WRAPPINGS.has(typeOf(node)));
  if (resource) return resource;
  const entered = element(objects.at(-1), 'resource');
  return isObject(entered) && !WRAPPINGS.has(typeOf(entered)) ? entered : undefined;
}

const named = (name: string) => (SHORT_NAME.test(name) ? `"${name}"` : 'a name');

/**
 * Marks every resource in which a name stands twice, and says where (FHIR R4 section 2.6.2: names are unique). One of a
 * bundle itself, so that nothing tells which entries it has, leaves nothing to use.
 *
 * @param root the parsed document; its resources are marked for `isAmbiguous`
 * @param firstLine of the document in its file
 * @returns the complaint, and whether it is about the document as a whole
 */
export function markAmbiguous(
  root: unknown,
  repeated: readonly RepeatedName[],
  file: string,
  firstLine: number,
): { readonly issue: Issue; readonly whole: boolean } {
  const found = repeated.map(({ object }) => resourceRound(root, object));
  const whole = found.includes(undefined);
  for (const resource of found) if (resource) ambiguous.add(resource);
  const [first] = repeated;
  const line = firstLine + (first?.line ?? 1) - 1;
  const more = repeated.length > 1 ? `, and ${repeated.length - 1} more names like it` : '';
  const because = `line ${line} gives ${named(first?.name ?? '')} a second time in one object${more}`;
  const what = whole ? 'none of it was read' : 'the resources round it were not used';
  const code = whole ? 'file-unreadable' : 'contradiction';
  return {
    whole,
    issue: {
      code,
      severity: 'error',
      message: `The JSON has two meanings, since ${because}: ${what}.`,
      file,
    },
  };
}
