/** A time zone that follows a time of day; `minutes` east of UTC, `undefined`: none that is known. */
export type OffsetText = { readonly minutes: number | undefined; readonly rest: string };

/** RFC 2822, section 4.3, and the European zones of IANA whose names mean one offset. Others are names of several. */
const NAMED: Readonly<Record<string, number>> = {
  Z: 0,
  UT: 0,
  UTC: 0,
  GMT: 0,
  EST: -300,
  EDT: -240,
  CST: -360,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
  WET: 0,
  WEST: 60,
  CET: 60,
  CEST: 120,
  MEZ: 60,
  MESZ: 120,
  EET: 120,
  EEST: 180,
};

const NUMERIC = /^\s*\(?(?:UTC|GMT)?\s?([+-])(\d{1,2})(?::?(\d{2}))?\)?(?=\s|$|\[)/;
const NAME = /^\s*\(?([A-Z]{1,5})\)?(?=\s|$|\[)/;
/** IANA's name behind the offset, as Java writes it. */
const BRACKETED = /^\s*\[[^\]]*\]/;

/** Reads the zone at the beginning of a text. */
export function readOffset(text: string): OffsetText {
  const numeric = NUMERIC.exec(text);
  if (numeric) {
    const [whole, sign, hours, minutes = '0'] = numeric;
    const size = Number(hours) * 60 + Number(minutes);
    return { minutes: sign === '-' ? -size : size, rest: text.slice(whole.length).replace(BRACKETED, '') };
  }
  const [whole, name = ''] = NAME.exec(text) ?? [];
  const minutes = NAMED[name];
  if (whole === undefined || minutes === undefined) return { minutes: undefined, rest: text };
  return { minutes, rest: text.slice(whole.length).replace(BRACKETED, '') };
}
