import type { z } from 'zod';
import { analytes } from './analytes.ts';
import { systemName } from './code-set.ts';
import { type JsonLines, readJsonLines } from './json-lines.ts';
import { isLoincRead } from './loinc-index.ts';
import { type SiteMap, siteMapSchema, type Worded } from './site-map.ts';
import { type SentUnit, toCanonical } from './units.ts';

/** A site mapping as loaded; `sha256` is that of the file's bytes, in lower-case hexadecimal. */
export type LoadedSiteMap = { readonly map: SiteMap; readonly sha256: string };

type SiteMapOutcome =
  | { readonly ok: true; readonly map: SiteMap }
  | { readonly ok: false; readonly sentences: readonly string[] };

/** Longer is no list of a hospital's codes. */
const LONGEST_FILE = 5 * 2 ** 20;

const fieldOf = (path: readonly PropertyKey[]): string =>
  path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '');

/** What a reader finds the entry by: its code, text or spelling. */
function nameOf(file: unknown, [list, index]: readonly PropertyKey[]): string {
  if (typeof file !== 'object' || file === null || typeof index !== 'number') return '';
  const entries: unknown = Object.entries(file).find(([key]) => key === list)?.[1];
  const entry: unknown = Array.isArray(entries) ? entries[index] : undefined;
  if (typeof entry !== 'object' || entry === null) return '';
  const named = Object.entries(entry).find(
    ([key, value]) => ['code', 'text', 'spelling'].includes(key) && typeof value === 'string',
  );
  return named ? ` (${String(named[1]).slice(0, 60)})` : '';
}

const shapeSentence = (file: unknown, { path, message }: z.core.$ZodIssue): string => {
  const field = fieldOf(path);
  return field === '' ? `The file: ${message}.` : `${field}${nameOf(file, path)}: ${message}.`;
};

/** One key for all spellings of a code's system. */
export const wordingKey = ({ system, code, text }: Worded): string =>
  text === undefined ? JSON.stringify([systemName(system ?? ''), code]) : JSON.stringify([text]);

function duplicates(map: SiteMap): string[] {
  return (['results', 'diagnoses', 'drugs', 'encounterClasses'] as const).flatMap((list) => {
    const first = new Map<string, number>();
    return map[list].flatMap((entry, at) => {
      const key = wordingKey(entry);
      const before = first.get(key);
      if (before === undefined) first.set(key, at);
      return before === undefined ? [] : [`${list}[${at}]: says again what ${list}[${before}] says.`];
    });
  });
}

/** A LOINC code that is read keeps its meaning. */
const overridden = ({ results }: SiteMap): string[] =>
  results.flatMap(({ system, code }, at) =>
    code !== undefined && isLoincRead(system ?? '', code)
      ? [`results[${at}].code (${code}): this LOINC code is read already.`]
      : [],
  );

/** One of the unit in each analyte's canonical unit; `undefined` where it is no unit of the analyte, or an ambiguous one. */
const meaningsOf = (unit: SentUnit): readonly (number | undefined)[] =>
  analytes.flatMap((analyte) =>
    analyte.codes.slice(0, 1).map((code) => {
      const value = toCanonical(analyte, code, 1, unit);
      return typeof value === 'number' ? value : undefined;
    }),
  );

function wrongUnits({ units }: SiteMap): string[] {
  const seen = new Map<string, number>();
  return units.flatMap(({ spelling, ucum }, at) => {
    const before = seen.get(spelling);
    seen.set(spelling, at);
    if (before !== undefined) return [`units[${at}] (${spelling}): says again what units[${before}] says.`];
    const meant = meaningsOf({ ucum, texts: [] });
    if (meant.every((value) => value === undefined))
      return [`units[${at}].ucum (${ucum}): is no unit of any measure that is read.`];
    const read = meaningsOf({ texts: [spelling] });
    const other = read.some((value, k) => value !== undefined && value !== meant[k]);
    return other ? [`units[${at}].spelling (${spelling}): is read already, as another unit.`] : [];
  });
}

/** The sentences with the line that each of them is about, in the order of the file. */
function withLines(sentences: readonly string[], { lineOf }: JsonLines): string[] {
  const placed = sentences.map((sentence) => {
    const path = /^[\w$.[\]]+/.exec(sentence)?.[0] ?? '';
    const line = lineOf.get(path) ?? lineOf.get(path.replace(/\.[\w$]+$/, ''));
    return { line: line ?? 1, sentence: line === undefined ? sentence : `line ${line}, ${sentence}` };
  });
  return placed.toSorted((x, y) => x.line - y.line).map(({ sentence }) => sentence);
}

/** Reads a site mapping, or says in one sentence each, naming line and field, what is wrong with it. */
export function readSiteMap(text: string): SiteMapOutcome {
  const refuse = (sentences: readonly string[]): SiteMapOutcome => ({ ok: false, sentences });
  if (text.length > LONGEST_FILE) return refuse(['The file is longer than 5 MiB.']);
  const json = text.replace(/^\uFEFF/, '');
  const lines = readJsonLines(json);
  if (lines.brokenAt !== null) return refuse([`The file is not valid JSON, from line ${lines.brokenAt} on.`]);
  const twice = lines.repeated.map((path) => `${path}: stands twice in one object.`);
  if (twice.length > 0) return refuse(withLines(twice, lines));
  const sent: unknown = JSON.parse(json);
  const shaped = siteMapSchema.safeParse(sent);
  if (!shaped.success)
    return refuse(
      withLines(
        shaped.error.issues.map((issue) => shapeSentence(sent, issue)),
        lines,
      ),
    );
  const map = shaped.data;
  const sentences = [...duplicates(map), ...overridden(map), ...wrongUnits(map)];
  return sentences.length > 0 ? refuse(withLines(sentences, lines)) : { ok: true, map };
}
