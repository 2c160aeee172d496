/** Adds one task to the queue and settles with its result. */
export type Queue = <T>(task: () => Promise<T>, signal?: AbortSignal) => Promise<T>;

/**
 * Runs tasks one after another: a session takes one run at a time.
 * The tail always fulfils, so a failed task never fails those behind it. An aborted task that has not begun
 * never begins; its promise rejects with the signal's reason when its turn comes.
 */
export function createQueue(): Queue {
  let tail: Promise<unknown> = Promise.resolve();
  return (task, signal) => {
    const result = tail.then(() => {
      signal?.throwIfAborted();
      return task();
    });
    tail = result.catch(() => undefined);
    return result;
  };
}
