// What this browser showed of a patient's risk at an earlier visit; worklist and patient page keep it here together.

/** A risk as it was shown. */
export type Look = {
  readonly risk: number;
  /** Id and version of the model: risks of two versions are not compared. */
  readonly model: string;
  /** When it was shown, ms since 1970. */
  readonly at: number;
};

/** What a look says of the model, e.g. of `report.provenance.model`. */
export const lookModel = ({ id, version }: { readonly id: string; readonly version: string }): string =>
  `${id} ${version}`;

/** Where looks are kept. */
export type LookStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

export type LastLooks = {
  /** The latest look of an earlier visit, by the same model; `null`: there was none. */
  readonly earlier: (patientId: string, model: string, now: number) => Promise<Look | null>;
  /** Keeps a risk that the screen shows. Looks of one visit count as one. */
  readonly record: (patientId: string, look: Look) => Promise<void>;
  /** Forgets all of them, e.g. when the reader signs out. */
  readonly forget: () => void;
};

const PREFIX = 'consilium.look.';
/** Looks closer together belong to one visit: a reload, the patient's page and back. */
const VISIT_MS = 30 * 60_000;

type Kept = { readonly last: Look; readonly before: Look | null };

const isLook = (value: unknown): value is Look =>
  typeof value === 'object' &&
  value !== null &&
  'risk' in value &&
  typeof value.risk === 'number' &&
  'model' in value &&
  typeof value.model === 'string' &&
  'at' in value &&
  typeof value.at === 'number';

/** What stands in the storage may be of another version, or of another hand: then it is no look. */
function parseKept(text: string | null): Kept | null {
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('last' in value) || !isLook(value.last)) return null;
    return { last: value.last, before: 'before' in value && isLook(value.before) ? value.before : null };
  } catch {
    return null;
  }
}

/** No name and no number of a patient is kept; `null`: this page is not served securely, and nothing is. */
async function keyOf(patientId: string): Promise<string | null> {
  const { subtle } = globalThis.crypto;
  if (subtle === undefined) return null;
  const digest = await subtle.digest('SHA-256', new TextEncoder().encode(patientId));
  return PREFIX + Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const isOneVisit = ({ last }: Kept, now: number): boolean => now - last.at < VISIT_MS;

function keysOf(storage: LookStorage): readonly string[] {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index));
  return keys.flatMap((key) => (key?.startsWith(PREFIX) ? [key] : []));
}

/**
 * Looks in a storage of this browser. Key: SHA-256 of the patient's FHIR id; value: risk, model and time, nothing else.
 *
 * A page that shows a risk first asks `earlier`, shows the difference, then calls `record`: in either order the answer is the
 * same, because a look of the same visit (half an hour) never stands for an earlier one. A full or closed storage keeps nothing.
 */
export const lastLooks = (storage: LookStorage): LastLooks => ({
  async earlier(patientId, model, now) {
    const key = await keyOf(patientId);
    const kept = key === null ? null : parseKept(storage.getItem(key));
    const look = kept && (isOneVisit(kept, now) ? kept.before : kept.last);
    return look?.model === model ? look : null;
  },
  async record(patientId, look) {
    const key = await keyOf(patientId);
    if (key === null) return;
    const kept = parseKept(storage.getItem(key));
    const before = kept && (isOneVisit(kept, look.at) ? kept.before : kept.last);
    try {
      storage.setItem(key, JSON.stringify({ last: look, before } satisfies Kept));
    } catch {
      // Full, or forbidden: the next visit shows no change.
    }
  },
  forget() {
    for (const key of keysOf(storage)) storage.removeItem(key);
  },
});
