import { type LastLooks, type LookStorage, lastLooks } from '#lib/worklist/last-look.ts';

/** Where a browser forbids its storage every look is the first. */
const NOWHERE: LookStorage = {
  length: 0,
  key: () => null,
  getItem: () => null,
  setItem: () => undefined,
  removeItem: () => undefined,
};

function storage(): LookStorage {
  try {
    return globalThis.localStorage;
  } catch {
    return NOWHERE;
  }
}

/** This browser's looks; worklist and patient page share them. */
export const browserLooks = (): LastLooks => lastLooks(storage());

/** Forgets them all: at a sign-out, and with whatever else is purged. */
export const forgetLooks = (): void => browserLooks().forget();
