/** Starts `work` at the first call and gives every caller that promise; a rejected one is forgotten, so the next call tries again. */
export function rememberPromise<T>(work: () => Promise<T>): { get: () => Promise<T>; forget: () => void } {
  let promise: Promise<T> | undefined;
  return {
    get() {
      if (promise) return promise;
      const started = work();
      promise = started;
      started.catch(() => {
        if (promise === started) promise = undefined;
      });
      return started;
    },
    forget() {
      promise = undefined;
    },
  };
}
