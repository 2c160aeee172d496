import { vrOf } from '../dictionary.ts';
import { type DataSet, type DicomElement, isPrivate, PIXEL_TAGS } from '../part10/data-set.ts';
import { characterSetOf, textOf } from '../part10/text-value.ts';
import { isText } from '../part10/value-representation.ts';
import { asciiElement } from '../part10/write-part10.ts';
import { type Change, describeValue, nameOf, pathOf } from './change.ts';
import { shiftDate } from './dates.ts';
import { dummyBytes, dummyText } from './dummy-value.ts';
import type { IdentifyingText } from './identifying-text.ts';
import { isLongitudinal, isRetainedUid, type ProfileAction, profileAction } from './profile-action.ts';
import type { Pseudonyms } from './pseudonyms.ts';

export type DeidentifyOptions = {
  /** `shift`: Retain Longitudinal Temporal Information with Modified Dates (PS3.15 section E.3.6). */
  readonly dates: 'remove' | 'shift';
  /** `keep`: Retain UIDs (PS3.15 section E.3.9): whoever has the originals can find them. */
  readonly uids: 'hash' | 'keep';
};

export type CleaningContext = {
  readonly options: DeidentifyOptions;
  readonly pseudonyms: Pseudonyms;
  readonly identifying: IdentifyingText;
  readonly changes: Change[];
};

type Place = { readonly path: string; readonly characterSet: readonly string[] };

const PATIENT_NAME = 0x00100010;
const PATIENT_ID = 0x00100020;
const CHARACTER_SET = 0x00080005;
const GROUP_LENGTH = 0xffff;

/** The VR by the data dictionary where the file does not know it. */
const knownVr = (element: DicomElement): string =>
  element.vr === 'UN' ? (vrOf(element.tag) ?? 'UN') : element.vr;

/** An attribute that no dictionary knows could hold anything. */
const isUnknown = (tag: number): boolean =>
  vrOf(tag) === undefined && !PIXEL_TAGS.has(tag) && !isPrivate(tag);

type Decision = ProfileAction | 'shift' | 'pseudonym';

function decide(element: DicomElement, { options }: CleaningContext): Decision {
  const { tag } = element;
  const vr = knownVr(element);
  if (tag === PATIENT_NAME || tag === PATIENT_ID) return 'pseudonym';
  const action = profileAction(tag, vr);
  if (action === 'keep') return isUnknown(tag) ? 'remove' : 'keep';
  if (action === 'replace-uid' && options.uids === 'keep' && isRetainedUid(tag)) return 'keep';
  return options.dates === 'shift' && isLongitudinal(tag, vr) ? 'shift' : action;
}

/** Cleans one data set and all below it. Kept values are the file's own bytes. */
export function cleanDataSet(data: DataSet, context: CleaningContext, above: Place): DataSet {
  const characterSet = characterSetOf(data, above.characterSet);
  const cleaned = new Map<number, DicomElement>();
  for (const element of data.values()) {
    if ((element.tag & GROUP_LENGTH) === 0 && element.tag !== CHARACTER_SET) continue;
    const place = { path: pathOf(above.path, element.tag), characterSet };
    const kept = cleanElement(element, context, place);
    if (kept) cleaned.set(kept.tag, kept);
  }
  return cleaned;
}

function cleanElement(element: DicomElement, context: CleaningContext, place: Place): DicomElement | null {
  const decision = decide(element, context);
  if (decision === 'keep') return keep(element, context, place);
  if (element.kind === 'sequence' && decision === 'replace-uid') return keep(element, context, place);
  noteAll(element, context, place);
  const after = replacementOf(element, decision, context);
  note(element, after, decision, context, place);
  return after;
}

function keep(element: DicomElement, context: CleaningContext, place: Place): DicomElement {
  if (element.kind === 'sequence') {
    const items = element.items.map((item, k) =>
      cleanDataSet(item, context, { ...place, path: `${place.path}[${k + 1}]` }),
    );
    return { ...element, items };
  }
  // A UID that is replaced anywhere is replaced everywhere, or references would break and tell the original.
  return knownVr(element) === 'UI' && context.options.uids === 'hash'
    ? replaceKnownUids(element, context, place)
    : element;
}

const uidsOf = (element: DicomElement): string[] =>
  textOf(element, [])
    .split('\\')
    .map((uid) => uid.trim());

function replaceKnownUids(element: DicomElement, context: CleaningContext, place: Place): DicomElement {
  const replaced = uidsOf(element).map((uid) => context.pseudonyms.uid(uid) ?? uid);
  const after = asciiElement(element.tag, 'UI', replaced.join('\\'));
  if (replaced.join('\\') === uidsOf(element).join('\\')) return element;
  note(element, after, 'replace-uid', context, place);
  return after;
}

const emptied = ({ tag, vr, kind }: DicomElement): DicomElement =>
  kind === 'sequence'
    ? { kind, tag, vr: 'SQ', items: [] }
    : { kind: 'value', tag, vr, bytes: new Uint8Array() };

function shifted(element: DicomElement, { pseudonyms }: CleaningContext): DicomElement {
  const vr = knownVr(element);
  // Whole days are moved: the time of day stays.
  if (vr === 'TM') return element;
  const moved = textOf(element, [])
    .split('\\')
    .map((date) => (date === '' ? '' : shiftDate(date, pseudonyms.shiftDays)));
  return moved.includes(null) ? emptied(element) : asciiElement(element.tag, vr, moved.join('\\'));
}

function replacementOf(
  element: DicomElement,
  decision: Decision,
  context: CleaningContext,
): DicomElement | null {
  const vr = knownVr(element);
  if (decision === 'remove') return null;
  if (decision === 'shift') return shifted(element, context);
  if (decision === 'pseudonym') return asciiElement(element.tag, vr, context.pseudonyms.patientCode);
  if (element.kind === 'sequence' || decision === 'empty') return emptied(element);
  if (decision === 'replace-uid')
    return asciiElement(
      element.tag,
      'UI',
      uidsOf(element)
        .map((uid) => context.pseudonyms.uid(uid) ?? '')
        .join('\\'),
    );
  return { kind: 'value', tag: element.tag, vr, bytes: dummyBytes(vr) };
}

const VERBS: Readonly<Record<Decision, Change['action']>> = {
  keep: 'replaced',
  remove: 'removed',
  empty: 'emptied',
  replace: 'replaced',
  'replace-uid': 'replaced',
  shift: 'moved in time',
  pseudonym: 'replaced',
};

function note(
  element: DicomElement,
  after: DicomElement | null,
  decision: Decision,
  { changes }: CleaningContext,
  { path, characterSet }: Place,
): void {
  const vr = knownVr(element);
  const describe = (one: DicomElement) => describeValue(one, vr, characterSet);
  const [before, now] = [describe(element), after ? describe(after) : ''];
  // What was empty and stays empty was not touched.
  if (after && before === now) return;
  const action = after && now === '' ? 'emptied' : VERBS[decision];
  changes.push({ path, name: nameOf(element.tag), vr, action, before, after: now });
}

/** Notes the texts of an element that goes, and of all below it. */
function noteAll(element: DicomElement, context: CleaningContext, place: Place): void {
  const vr = knownVr(element);
  if (element.kind === 'sequence') {
    for (const item of element.items)
      for (const below of item.values())
        noteAll(below, context, { ...place, characterSet: characterSetOf(item, place.characterSet) });
  } else if (isText(vr) && dummyText(vr) !== undefined)
    context.identifying.add(element.tag, vr, textOf(element, place.characterSet));
}

/** Empties texts that were kept but hold what was taken out elsewhere, e.g. a name within a comment. */
export function scrubTexts(data: DataSet, context: CleaningContext, above: Place): DataSet {
  const characterSet = characterSetOf(data, above.characterSet);
  const scrubbed = [...data.values()].map((element): DicomElement => {
    const place = { path: pathOf(above.path, element.tag), characterSet };
    if (element.kind === 'sequence') {
      const items = element.items.map((item, k) =>
        scrubTexts(item, context, { ...place, path: `${place.path}[${k + 1}]` }),
      );
      return { ...element, items };
    }
    const text = textOf(element, characterSet);
    const isOwn = text === context.pseudonyms.patientCode;
    if (isOwn || !context.identifying.isIn(knownVr(element), text)) return element;
    const after = emptied(element);
    note(element, after, 'empty', context, place);
    return after;
  });
  return new Map(scrubbed.map((element) => [element.tag, element]));
}

/** The UIDs that the profile replaces, anywhere in a data set. */
export function uidsToReplace(data: DataSet): string[] {
  return [...data.values()].flatMap((element) => {
    if (element.kind === 'sequence') return element.items.flatMap(uidsToReplace);
    const isReplaced = profileAction(element.tag, element.vr) === 'replace-uid';
    return isReplaced ? uidsOf(element).filter((uid) => uid !== '') : [];
  });
}
