const LONGEST = 128;

/** FNV-1a in 32 bits. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return (value >>> 0).toString(36);
}

/** An id of what it is made of: the same for what is sent twice. What an id may not hold is told apart by a hash. */
export function eventId(...parts: readonly (string | number)[]): string {
  const whole = parts.join('\0');
  const plain = parts.filter((part) => part !== '').join('.');
  const clean = plain.replace(/[^A-Za-z0-9\-._:]/g, '_');
  if (clean === plain && plain.length <= LONGEST) return plain;
  return `${clean.slice(0, LONGEST - 8)}.${hash(whole)}`;
}

/** A FHIR logical id, where a text is one as it stands. */
export const patientIdOf = (text: string): string | null =>
  /^[A-Za-z0-9\-.]{1,64}$/.test(text) ? text : null;

/** How certain a source is of a value. */
export type ValueStatus = 'preliminary' | 'final' | 'corrected' | 'withdrawn';

/**
 * Ids by status: a correction takes the place of the final value, and who sends the same twice sends the same ids.
 *
 * @param change when it was sent, ms since the epoch, and what tells it apart: of two corrections of one value the later has
 *   the greater id, by which readers put them in order
 */
export function idsByStatus(
  key: string,
  status: ValueStatus,
  change: { readonly at: number; readonly id: string },
) {
  switch (status) {
    case 'preliminary':
      return { id: preliminaryId(key) };
    case 'final':
      return { id: key };
    default:
      return {
        id: eventId(key, 'c', sortable(change.at), change.id),
        corrects: key,
        ...(status === 'withdrawn' ? { withdrawn: true as const } : {}),
      };
  }
}

/** Nine letters hold any time until 5188. */
const sortable = (ms: number): string => (Number.isNaN(ms) ? '' : ms.toString(36).padStart(9, '0'));

/** A final value takes the place of a preliminary one, whether or not there was one. */
export const preliminaryId = (key: string): string => eventId(key, 'p');
