import { isPrivate, tagKey } from '../part10/data-set.ts';
import profile from './confidentiality-profile.json' with { type: 'json' };

/** What happens to an attribute (PS3.15 section E.1.1; where the table leaves a choice, the one that always conforms). */
export type ProfileAction = 'keep' | 'remove' | 'empty' | 'replace' | 'replace-uid';

/** Edition and column that the actions come from. */
export const PROFILE_SOURCE: string = profile.source;

type Row = readonly [action: string, vr: string, name: string];
const rows: ReadonlyMap<string, Row> = new Map(
  Object.entries(profile.attributes).map(([tag, [action = '', vr = '', name = '']]) => [
    tag,
    [action, vr, name],
  ]),
);

/** Compound codes name alternatives by the type of the attribute; replacing meets them all, and so does emptying. */
const ACTIONS: Readonly<Record<string, ProfileAction>> = {
  X: 'remove',
  Z: 'empty',
  D: 'replace',
  U: 'replace-uid',
  'Z/D': 'replace',
  'X/Z': 'empty',
  'X/D': 'replace',
  'X/Z/D': 'replace',
  'X/Z/U*': 'replace-uid',
};

/** Curves and overlays are removed as whole groups: without its data a plane means nothing. */
const isCurve = (tag: number): boolean => tag >>> 24 === 0x50;
const isOverlay = (tag: number): boolean => tag >>> 24 === 0x60;

function rowOf(tag: number): Row | undefined {
  if (isOverlay(tag)) return rows.get('60xx3000');
  return isCurve(tag) ? rows.get('50xxxxxx') : rows.get(tagKey(tag));
}

/** Name of an attribute that the profile lists; `undefined` for all others. */
export const profiledName = (tag: number): string | undefined => rowOf(tag)?.[2];

/** Birth and death as another calendar writes them, and which one. The table does not have them. */
const OTHER_CALENDAR = new Set([0x00100033, 0x00100034, 0x00100035]);

/**
 * Dates and times that no longitudinal option touches: they belong to the patient or to a place, not to the course of
 * events (column Retain Long. Modif. Dates of the table).
 */
const NOT_LONGITUDINAL = new Set([0x00100030, 0x00100032, 0x00160077, ...OTHER_CALENDAR]);

/** UIDs that are replaced whatever is kept: of an observation's content and of a signature (column Retain UIDs). */
const NOT_RETAINED = new Set([0x0040a124, 0x04000100]);

/** Whether a UID may stay as it is under that option. */
export const isRetainedUid = (tag: number): boolean => !NOT_RETAINED.has(tag);

/** Whether a date or time may be kept in its distance from the others under that option. */
export const isLongitudinal = (tag: number, vr: string): boolean =>
  (vr === 'DA' || vr === 'DT' || vr === 'TM') && !NOT_LONGITUDINAL.has(tag);

/**
 * The Basic Application Level Confidentiality Profile's action for an attribute. Private ones are removed, and
 * so are dates of another calendar. Dates and times that the table does not list are emptied: it lists all that the
 * standard has, so these are a later one's.
 */
export function profileAction(tag: number, vr: string): ProfileAction {
  if (isPrivate(tag) || OTHER_CALENDAR.has(tag)) return 'remove';
  const row = rowOf(tag);
  if (row) return ACTIONS[row[0]] ?? 'remove';
  return vr === 'DA' || vr === 'DT' ? 'empty' : 'keep';
}
