import type { Issue } from './issue.ts';
import { isTagged } from './tagged-error.ts';
import { isUnreadable } from './unreadable-source.ts';

/** Words of V8, SpiderMonkey and JavaScriptCore when an array does not fit into memory. */
const NO_MEMORY = /allocation failed|allocation size overflow|out of memory/i;
/** File, line and column of a frame of the stack, without the folders before them. */
const PLACE = /([^/\s()@]+:\d+:\d+)\)?$/;

/** What and where, for whoever mends the program. Not the message: it may quote a file. */
function whereabouts(thrown: unknown): string {
  if (!(thrown instanceof Error)) return typeof thrown;
  const places = (thrown.stack ?? '').split('\n').map((line) => PLACE.exec(line)?.[1]);
  const place = places.find((one) => one !== undefined);
  return place === undefined ? thrown.name : `${thrown.name} at ${place}`;
}

/** What a reader is told of a failure that nobody foresaw. */
function faultSentence(failed: string, thrown: unknown): string {
  return thrown instanceof Error && NO_MEMORY.test(thrown.message)
    ? `${failed}: this device has not enough memory for it.`
    : `${failed}. This is a fault of the program, not of the file (${whereabouts(thrown)}).`;
}

/**
 * The message of a failure that is known, else that the program has a fault.
 *
 * @param failed a sentence without its full stop, e.g. `Frame 3 could not be drawn`
 */
export const failureSentence = (failed: string, thrown: unknown): string =>
  isTagged(thrown) ? thrown.message : faultSentence(failed, thrown);

/** Why one file among others could not be read: it is not there any more, or the program has a fault. */
export function fileFailure(file: string, thrown: unknown): Issue {
  if (isUnreadable(thrown)) {
    const message = 'The file could not be read from where it lies.';
    return { code: 'file-unreadable', severity: 'error', file, message };
  }
  const message = failureSentence('The file could not be read', thrown);
  return { code: isTagged(thrown) ? 'file-unreadable' : 'program-fault', severity: 'error', file, message };
}
