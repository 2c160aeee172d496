/** Told how much of a step is done; draws on a terminal and is silent elsewhere. */
export type Progress = (done: number, all: number) => void;

const BAR = 24;
const REDRAW_MS = 100;
const TICK_MS = 1_000;
/** Where lines stay, a long step says so now and then. */
const STILL_MS = 30_000;

const secondsSince = (started: number): string => `${((performance.now() - started) / 1000).toFixed(0)} s`;

function progressLine(label: string, done: number, all: number): string {
  const filled = Math.round((BAR * done) / Math.max(1, all));
  return `  … ${label} ${'█'.repeat(filled)}${'░'.repeat(BAR - filled)} ${done} of ${all}`;
}

/**
 * Runs one named piece of work: says what it is before it starts, how far it is or how long it has taken, and at last its result
 * in a few words. A terminal shows one line; elsewhere a line stays for the start and one for the end.
 */
export async function step(label: string, work: (progress: Progress) => Promise<string>): Promise<void> {
  const isTerminal = process.stdout.isTTY;
  const redraw = (text: string) => process.stdout.write(`\r\u001b[2K${text}`);
  if (isTerminal) redraw(`  … ${label}`);
  else process.stdout.write(`  … ${label}\n`);
  const started = performance.now();
  let drawn = 0;
  const progress: Progress = (done, all) => {
    if (!isTerminal || performance.now() - drawn < REDRAW_MS) return;
    drawn = performance.now();
    redraw(progressLine(label, done, all));
  };
  const still = setInterval(
    () => {
      const text = `  … ${label}, ${secondsSince(started)}`;
      if (!isTerminal) process.stdout.write(`${text} so far\n`);
      else if (drawn === 0) redraw(text);
    },
    isTerminal ? TICK_MS : STILL_MS,
  );
  const line = (mark: string, text: string) => {
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    process.stdout.write(`${isTerminal ? '\r\u001b[2K' : ''}  ${mark} ${text} (${seconds} s)\n`);
  };
  try {
    const result = await work(progress);
    line('✓', result === '' ? label : `${label}: ${result}`);
  } catch (error) {
    line('✗', label);
    throw error;
  } finally {
    clearInterval(still);
  }
}
