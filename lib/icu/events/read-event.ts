import type { z } from 'zod';
import { checkValues } from './check-values.ts';
import { EVENT_VERSION, type SentEvent, type StreamEvent, sentEvent } from './stream-event.ts';

/** A waveform of ten seconds at 1,000 samples a second, twice; whatever is larger is no event. */
export const MOST_BYTES = 64 * 1024;
const LONGEST_CHUNK_S = 10;
/** Clocks of devices differ; a value from further ahead would make all that follows look old. */
const AHEAD_MS = 5 * 60_000;
const BYTES_OF_SAMPLE = 2;

/** An event that may be stored, or why not, in one sentence. */
export type ReadEvent =
  | { readonly event: StreamEvent }
  | { readonly id: string | null; readonly refused: string };

/** The clock of the beds, which a replay sets, and ours; ms since the epoch. */
export type Clocks = { readonly now: number; readonly ingestedAt: number };

const fieldOf = (path: readonly PropertyKey[]): string =>
  path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '');

const MOST_NAMED = 3;

function sentenceOf({ issues }: z.ZodError): string {
  const named = issues
    .slice(0, MOST_NAMED)
    .map(({ path, message }) => `${fieldOf(path) || 'event'}: ${message}`);
  const more = issues.length - named.length;
  return `${named.join('; ')}${more > 0 ? `; and ${more} more` : ''}.`;
}

const has = <Key extends string>(value: unknown, key: Key): value is Record<Key, unknown> =>
  typeof value === 'object' && value !== null && key in value;

const idOf = (value: unknown): string | null =>
  has(value, 'id') && typeof value.id === 'string' ? value.id.slice(0, 128) : null;

/** Every field of another version may mean something else: it alone is named. */
const otherVersion = (value: unknown): boolean => has(value, 'version') && value.version !== EVENT_VERSION;

function troubleOf(event: SentEvent, { now }: Clocks): string | null {
  if (event.at > now + AHEAD_MS)
    return `at: measured ${Math.round((event.at - now) / 60_000)} min from now; the clock of ${event.source} is ahead.`;
  if (event.corrects === event.id) return 'corrects: an event does not correct itself.';
  if (event.kind !== 'waveform') return null;
  const bytes = Buffer.byteLength(event.samples, 'base64');
  if (bytes === 0 || bytes % BYTES_OF_SAMPLE !== 0)
    return `samples: ${bytes} bytes are no whole number of 16-bit samples.`;
  const seconds = bytes / BYTES_OF_SAMPLE / event.rate;
  return seconds > LONGEST_CHUNK_S
    ? `samples: a chunk of ${Math.round(seconds)} s; at most ${LONGEST_CHUNK_S} s are taken.`
    : null;
}

/** Reads one event as a source sent it: its shape, its clock, its units. */
export function readEvent(value: unknown, clocks: Clocks): ReadEvent {
  const id = idOf(value);
  if (otherVersion(value)) return { id, refused: `version: ${EVENT_VERSION} is expected.` };
  const parsed = sentEvent.safeParse(value);
  if (!parsed.success) return { id, refused: sentenceOf(parsed.error) };
  const refused = troubleOf(parsed.data, clocks);
  if (refused !== null) return { id, refused };
  const { event, doubts } = checkValues(parsed.data);
  return {
    event: { ...event, ingestedAt: clocks.ingestedAt, ...(doubts.length > 0 && { doubts }) },
  };
}
