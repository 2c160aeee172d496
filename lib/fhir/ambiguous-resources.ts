import type { Issue } from '#lib/clinical/issue.ts';
import { asText, element, isObject, type JsonObject } from './json-value.ts';
import type { Path, RepeatedName } from './repeated-names.ts';

/** Resources and values whose JSON names one element twice. The parsed object cannot say it: who reads it asks here. */
const ambiguous = new WeakSet<object>();

/**
 * Whether a name stood twice in an object of this parsed resource, or of this `value[x]` of an Observation, so that its
 * text has two readings.
 */
export const isAmbiguous = (parsed: unknown): boolean => isObject(parsed) && ambiguous.has(parsed);

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

/** The value within a resource that steps lead into: the measure stays on the chart, and its value is unreadable. */
function valueOn(resource: JsonObject, steps: Path): JsonObject | undefined {
  if (typeOf(resource) !== 'Observation') return undefined;
  const at = steps[0] === 'component' && typeof steps[1] === 'number' ? 2 : 0;
  if (!/^value[A-Z]/.test(String(steps[at] ?? ''))) return undefined;
  const value = wayTo(resource, steps.slice(0, at + 1)).at(-1);
  return isObject(value) ? value : undefined;
}

/**
 * What has two meanings: the value of an Observation or of its component, else the outermost resource round the name that
 * is no mere wrapping; in an entry, the resource of that entry.
 */
function ambiguousPart(root: unknown, { object, name }: RepeatedName): JsonObject | undefined {
  const way = wayTo(root, object);
  const depth = way.findIndex((node) => typeOf(node) !== '' && !WRAPPINGS.has(typeOf(node)));
  const resource = way[depth] ?? element(way.at(-1), 'resource');
  if (!isObject(resource) || WRAPPINGS.has(typeOf(resource))) return undefined;
  return (depth < 0 ? undefined : valueOn(resource, [...object, name].slice(depth))) ?? resource;
}

const named = (name: string) => (SHORT_NAME.test(name) ? `"${name}"` : 'a name');

/**
 * Marks every resource or value in which a name stands twice, and says where (FHIR R4 section 2.6.2: names are unique). One of a
 * bundle itself, so that nothing tells which entries it has, leaves nothing to use.
 *
 * @param root the parsed document; its resources and values are marked for `isAmbiguous`
 * @param firstLine of the document in its file
 * @returns the complaint, and whether it is about the document as a whole
 */
export function markAmbiguous(
  root: unknown,
  repeated: readonly RepeatedName[],
  file: string,
  firstLine: number,
): { readonly issue: Issue; readonly whole: boolean } {
  const found = repeated.map((one) => ambiguousPart(root, one));
  const whole = found.includes(undefined);
  for (const part of found) if (part) ambiguous.add(part);
  const [first] = repeated;
  const line = firstLine + (first?.line ?? 1) - 1;
  const more = repeated.length > 1 ? `, and ${repeated.length - 1} more names like it` : '';
  const because = `line ${line} gives ${named(first?.name ?? '')} a second time in one object${more}`;
  const what = whole ? 'none of it was read' : 'what it stands in was not used';
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
