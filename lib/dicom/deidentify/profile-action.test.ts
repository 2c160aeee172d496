import { describe, expect, it } from 'vitest';
import profile from './confidentiality-profile.json' with { type: 'json' };
import { shiftDate } from './dates.ts';
import { isLongitudinal, PROFILE_SOURCE, profileAction, profiledName } from './profile-action.ts';

describe('profileAction', () => {
  it.each([
    ["Patient's Name", 0x00100010, 'PN', 'empty'],
    ['Patient ID', 0x00100020, 'LO', 'replace'],
    ['Accession Number', 0x00080050, 'SH', 'empty'],
    ['Institution Name', 0x00080080, 'LO', 'replace'],
    ['Study Description', 0x00081030, 'LO', 'remove'],
    ['SOP Instance UID', 0x00080018, 'UI', 'replace-uid'],
    ['SOP Class UID', 0x00080016, 'UI', 'keep'],
    ['Source Image Sequence', 0x00082112, 'SQ', 'replace-uid'],
    ['Overlay Data', 0x60023000, 'OW', 'remove'],
    ['Overlay Rows', 0x60020010, 'US', 'remove'],
    ['Curve Data', 0x50103000, 'OW', 'remove'],
    ['a private attribute', 0x00091001, 'LO', 'remove'],
    ['a date that no edition lists', 0x0018fff0, 'DA', 'empty'],
    ['Rows', 0x00280010, 'US', 'keep'],
    ['Curve Dimensions of any group', 0x501e0005, 'US', 'remove'],
    ['Overlay Comments', 0x60004000, 'LT', 'remove'],
    ['an overlay of the last group', 0x601e3000, 'OW', 'remove'],
    ['a private attribute between the overlays', 0x60013000, 'OW', 'remove'],
    ['who owns a private group', 0x00290010, 'LO', 'remove'],
    ['Treatment Machine Name', 0x300a00b2, 'SH', 'empty'],
    ['Treatment Site', 0x30100077, 'LO', 'replace'],
    ['Digital Signatures Sequence', 0xfffafffa, 'SQ', 'remove'],
    ['Data Set Trailing Padding', 0xfffcfffc, 'OB', 'remove'],
    ["Patient's Birth Date in Alternative Calendar", 0x00100033, 'LO', 'remove'],
  ])('%s', (_, tag, vr, action) => expect(profileAction(tag, vr)).toBe(action));

  it('names edition and column, and every attribute of theirs', () => {
    expect(PROFILE_SOURCE).toContain('PS3.15 2026c, table E.1-1');
    expect(profiledName(0x00400275)).toBe('Request Attributes Sequence');
  });

  it('has every row of the table but the one of private attributes', () => {
    expect(Object.keys(profile.attributes)).toHaveLength(655);
    const codes = new Set(Object.values(profile.attributes).map(([action]) => action));
    expect([...codes].toSorted()).toEqual('D U X X/D X/Z X/Z/D X/Z/U* Z Z/D'.split(' '));
  });

  it('leaves no birth date to an option about events', () => {
    expect(isLongitudinal(0x00100030, 'DA')).toBe(false);
    expect(isLongitudinal(0x00080020, 'DA')).toBe(true);
    expect(isLongitudinal(0x00080030, 'TM')).toBe(true);
  });
});

describe('shiftDate', () => {
  it.each([
    ['20260301', -1, '20260228'],
    ['20240301', -1, '20240229'],
    ['2026.03.01', 31, '20260401'],
    ['20260301071000.5-0500', -365, '20250301071000.5-0500'],
    ['20260230', 1, null],
    ['yesterday', 1, null],
    ['20260301 Rowan', 1, null],
  ])('%s by %i days is %s', (date, days, moved) => expect(shiftDate(date, days)).toBe(moved));
});
