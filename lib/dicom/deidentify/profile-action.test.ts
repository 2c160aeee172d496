import { describe, expect, it } from 'vitest';
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
  ])('%s', (_, tag, vr, action) => expect(profileAction(tag, vr)).toBe(action));

  it('names edition and column, and every attribute of theirs', () => {
    expect(PROFILE_SOURCE).toContain('PS3.15 2026c, table E.1-1');
    expect(profiledName(0x00400275)).toBe('Request Attributes Sequence');
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
