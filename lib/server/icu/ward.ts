import 'server-only';
import type { WallClock } from '#lib/icu/wall/wall-message.ts';
import type { Hub } from './hub/hub.ts';
import { openHub } from './hub/open-hub.ts';
import { openedStream } from './opened-stream.ts';

/** So long after the last look the wall rests: nobody pays for a replay that nobody sees. */
const REST_MS = 2 * 60_000;

/** What runs in this process while somebody looks at intensive care. */
export type Ward = {
  readonly hub: Hub;
  readonly clock: () => WallClock;
  readonly close: () => void;
};

type Shared = { ward?: Ward; opening?: Promise<Ward>; looking: number; rest?: NodeJS.Timeout };

// Route handlers are bundled apart, and each copy must find the same ward.
const KEY = Symbol.for('consilium.icu-ward');
const holder: typeof globalThis & { [KEY]?: Shared } = globalThis;

function shared(): Shared {
  holder[KEY] ??= { looking: 0 };
  return holder[KEY];
}

const realClock = (): WallClock => ({ now: Date.now(), speed: 1, replay: null });

async function open(): Promise<Ward> {
  const { database, log } = await openedStream();
  const { hub, close } = openHub({ database, log, clock: realClock });
  return { hub, clock: realClock, close };
}

/** The ward, opened at the first call. Throws `DatabaseError` or `EventLogError`; the next call tries again. */
function opened(own: Shared): Promise<Ward> {
  if (own.opening) return own.opening;
  const opening = open();
  own.opening = opening;
  opening.then(
    (ward) => {
      own.ward = ward;
    },
    () => {
      delete own.opening;
    },
  );
  return opening;
}

function restSoon(own: Shared): void {
  clearTimeout(own.rest);
  own.rest = setTimeout(() => {
    if (own.looking > 0) return;
    own.ward?.close();
    delete own.ward;
    delete own.opening;
  }, REST_MS).unref();
}

/** The ward with somebody more who looks, until `leave`: as long as anybody does, and a little longer, it runs. */
export async function enterWard(): Promise<{ readonly ward: Ward; readonly leave: () => void }> {
  const own = shared();
  own.looking += 1;
  let left = false;
  const leave = () => {
    if (left) return;
    left = true;
    own.looking -= 1;
    restSoon(own);
  };
  try {
    return { ward: await opened(own), leave };
  } catch (cause) {
    leave();
    throw cause;
  }
}

/** What time it is on the wall; where none runs, ours. */
export const wardClock = (): WallClock => shared().ward?.clock() ?? realClock();
