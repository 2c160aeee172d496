/** VRs whose length field has 32 bits after two reserved bytes (PS3.5 table 7.1-1). */
const LONG = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV']);
/** VRs whose length field has 16 bits (PS3.5 table 7.1-2). */
const SHORT = new Set('AE AS AT CS DA DS DT FL FD IS LO LT PN SH SL SS ST TM UI UL US'.split(' '));

export const isKnownVr = (vr: string): boolean => LONG.has(vr) || SHORT.has(vr);

/**
 * Whether the length field of an explicit element has 32 bits. A VR of a later standard has (PS3.5 section 6.2.2);
 * anything that is no VR at all is read as older programs wrote it, with 16.
 */
export const hasLongLength = (vr: string): boolean =>
  LONG.has(vr) || (!SHORT.has(vr) && /^[A-Z]{2}$/.test(vr));

/** Text in the file's own character set (PS3.5 section 6.1.2.2). */
export const LOCAL_TEXT: ReadonlySet<string> = new Set(['SH', 'LO', 'ST', 'LT', 'UC', 'UT', 'PN']);
/** Text in ASCII. */
const PLAIN_TEXT: ReadonlySet<string> = new Set('AE AS CS DA DS DT IS TM UI UR'.split(' '));
/** Text that a backslash does not divide into several values. */
export const UNDIVIDED: ReadonlySet<string> = new Set(['ST', 'LT', 'UT', 'UR']);

export const isText = (vr: string): boolean => LOCAL_TEXT.has(vr) || PLAIN_TEXT.has(vr);
