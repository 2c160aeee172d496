/**
 * Writes one after the other: what comes while one is under way goes together into the next. Many small writers cost one
 * turn of the disk instead of one each.
 *
 * @param most items of one write
 */
export function batched<T>(
  write: (items: readonly T[]) => Promise<void>,
  most: number,
): (items: readonly T[]) => Promise<void> {
  let waiting: { readonly item: T; readonly done: (failure?: unknown) => void }[] = [];
  let busy = false;

  async function drain(): Promise<void> {
    busy = true;
    while (waiting.length > 0) {
      const taken = waiting.slice(0, most);
      waiting = waiting.slice(most);
      const failure = await write(taken.map(({ item }) => item)).then(
        () => undefined,
        (cause: unknown) => cause ?? new Error('a write failed'),
      );
      for (const { done } of taken) done(failure);
    }
    busy = false;
  }

  return (items) =>
    new Promise((resolve, reject) => {
      let left = items.length;
      if (left === 0) return resolve();
      const done = (failure?: unknown) => {
        left -= 1;
        if (failure !== undefined) reject(failure);
        else if (left === 0) resolve();
      };
      for (const item of items) waiting.push({ item, done });
      if (!busy) void drain();
    });
}
