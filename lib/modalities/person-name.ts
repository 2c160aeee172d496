import type { Issue } from '#lib/clinical/issue.ts';
import type { Moment } from '#lib/clinical/moment.ts';
import { asList, asObjects, asText, element } from '#lib/fhir/elements.ts';
import { startOf, type Validity, validityOf, writtenAt } from './validity.ts';

const REPRESENTATION = 'http://hl7.org/fhir/StructureDefinition/iso21090-EN-representation';

/** HumanName.use, the one to show first at the head; what says nothing of its use stands behind `usual`. */
const USES: readonly string[] = ['official', 'usual', '', 'temp', 'nickname', 'maiden', 'anonymous', 'old'];
/** Uses by which a person is known; the others are shown when there is no such name at all, not even an ended one. */
const KNOWN_BY = 4;

/** ABC, IDE, SYL (ISO 21090): in letters, in ideographs, in syllables. */
type Script = 'ABC' | 'IDE' | 'SYL' | 'other';
const SCRIPTS: readonly Script[] = ['ABC', 'IDE', 'SYL', 'other'];

type Name = {
  readonly text: string;
  readonly prefix: string;
  readonly use: string;
  readonly validity: Validity;
  readonly start: Moment | null;
  readonly script: Script;
  readonly contradictory: boolean;
};

/** A name is one line: line breaks, controls and marks that turn the direction of what follows are no part of it. */
const clean = (text: string): string =>
  text
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();

const wordsOf = (...parts: readonly unknown[]): string =>
  clean(parts.flatMap((part) => asText(part) ?? []).join(' '));

const IDEOGRAPHS = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** Given name first, and the family's where ideographs are written; then what tells a son from his father. */
function partsOf(name: unknown): string {
  const given = asList(element(name, 'given'));
  const family = element(name, 'family');
  const suffix = asList(element(name, 'suffix'));
  const plain = wordsOf(...given, family);
  return plain === ''
    ? ''
    : IDEOGRAPHS.test(plain)
      ? wordsOf(family, ...given, ...suffix)
      : wordsOf(...given, family, ...suffix);
}

function scriptOf(name: unknown, text: string): Script {
  const said = asObjects(element(name, 'extension')).find((one) => element(one, 'url') === REPRESENTATION);
  const code = asText(element(said, 'valueCode'));
  if (code === 'ABC' || code === 'IDE' || code === 'SYL') return code;
  if (/\p{Script=Latin}/u.test(text)) return 'ABC';
  return IDEOGRAPHS.test(text) ? 'IDE' : 'other';
}

const fold = (text: string): string => clean(text).normalize('NFC').toLowerCase();

/** `text` is how a name should be displayed (FHIR R4, HumanName.text), if it is the same name as the parts. */
function readName(name: unknown, written: Moment | null): Name {
  const parts = partsOf(name);
  const text = wordsOf(element(name, 'text'));
  const family = fold(wordsOf(element(name, 'family')));
  const contradictory = parts !== '' && text !== '' && !fold(text).includes(family);
  const shown = text === '' || contradictory ? parts : text;
  const use = asText(element(name, 'use')) ?? '';
  return {
    text: shown,
    prefix: shown === text ? '' : wordsOf(...asList(element(name, 'prefix'))),
    use: USES.includes(use) ? use : '',
    validity: use === 'old' ? 'over' : validityOf(name, written),
    start: startOf(name),
    script: scriptOf(name, shown),
    contradictory,
  };
}

/** Lower is better: known by and in use, then use, then the one that began last, then letters. */
function ranks({ use, validity, start, script }: Name): readonly number[] {
  const rank = USES.indexOf(use);
  const other = rank >= KNOWN_BY ? 3 : 0;
  return [
    other + ['in-use', 'unsure', 'over'].indexOf(validity),
    rank,
    -(start?.ms ?? -8.64e15),
    SCRIPTS.indexOf(script),
  ];
}

function compareNames(a: Name, b: Name): number {
  const others = ranks(b);
  return (
    ranks(a)
      .map((rank, at) => rank - (others[at] ?? 0))
      .find((difference) => difference !== 0) ?? 0
  );
}

const rankedNames = (patient: unknown): readonly Name[] => {
  const written = writtenAt(patient);
  return asObjects(element(patient, 'name'))
    .map((name) => readName(name, written))
    .filter(({ text }) => text !== '')
    .toSorted(compareNames);
};

/** What a person is called now: one name, its title, and the same name as other scripts write it. */
type PersonName = {
  readonly name: string;
  readonly prefix: string;
  readonly writtenAlso: readonly string[];
};

export function personName(patient: unknown): PersonName {
  const [first, ...others] = rankedNames(patient);
  if (first === undefined) return { name: 'Name not recorded', prefix: '', writtenAlso: [] };
  const current = others.filter(({ use, validity }) => USES.indexOf(use) < KNOWN_BY && validity !== 'over');
  const writtenAlso = SCRIPTS.filter((script) => script !== first.script).flatMap(
    (script) => current.find((name) => name.script === script)?.text ?? [],
  );
  return { name: first.text, prefix: first.prefix, writtenAlso };
}

const notice = (severity: Issue['severity'], message: string): Issue => ({
  code: 'identity-conflict',
  severity,
  path: 'Patient.name',
  message,
});

/** What is doubtful about the name that is shown. */
export function nameIssues(patient: unknown): readonly Issue[] {
  const [first, ...others] = rankedNames(patient);
  if (first === undefined) return [];
  const rivals = others.filter(
    (name) => compareNames(name, first) === 0 && fold(name.text) !== fold(first.text),
  );
  return [
    rivals.length > 0 &&
      notice(
        'warning',
        'Several names of one use are in force, and nothing tells which is used; the first is shown.',
      ),
    first.validity === 'over' &&
      notice('information', 'The name shown is an old one; the chart has no later one.'),
    first.contradictory &&
      notice('warning', 'The name as text is another than its parts say; the parts are shown.'),
  ].filter((issue) => issue !== false);
}
