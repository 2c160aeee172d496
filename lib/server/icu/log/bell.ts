/** Wakes whoever waits in this process; others are found by looking again after a while. */
export type Bell = {
  readonly ring: () => void;
  /** Resolves at the next ring, after `ms`, or when the signal is aborted. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
};

export function openBell(): Bell {
  const sleepers = new Set<() => void>();
  return {
    ring: () => {
      for (const wake of [...sleepers]) wake();
    },
    wait: (ms, signal) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve();
        const wake = () => {
          clearTimeout(timer);
          signal.removeEventListener('abort', wake);
          sleepers.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, ms);
        signal.addEventListener('abort', wake);
        sleepers.add(wake);
      }),
  };
}
