/** From here on ages are one band: so few are older that a decade would name them (HIPAA Safe Harbor, 45 CFR 164.514(b)(2)(i)(C)). */
const OLDEST_BAND = 90;

/** A decade of age, e.g. `60–69`, which says less than a birthday; `null`: the age is not known. */
export function ageBand(years: number | null): string | null {
  if (years === null) return null;
  if (years >= OLDEST_BAND) return `${OLDEST_BAND} or older`;
  const decade = 10 * Math.floor(years / 10);
  return `${decade}–${decade + 9}`;
}
