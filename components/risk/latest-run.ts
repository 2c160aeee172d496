/**
 * Runs one piece of work at a time. What is asked for meanwhile waits, and of that only the newest is done: a slider that
 * moves faster than a model answers is followed as fast as the model can.
 */
export function createLatestRun<Asked>(work: (asked: Asked) => Promise<void>): (asked: Asked) => void {
  let waiting: { readonly asked: Asked } | null = null;
  let isRunning = false;

  async function run(): Promise<void> {
    isRunning = true;
    try {
      while (waiting) {
        const { asked } = waiting;
        waiting = null;
        await work(asked);
      }
    } finally {
      isRunning = false;
    }
  }

  return (asked) => {
    waiting = { asked };
    if (!isRunning) void run();
  };
}
