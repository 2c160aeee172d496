/** Runs one named piece of work and prints one line for it: its result in a few words and how long it took. */
export async function step(label: string, work: () => Promise<string>): Promise<void> {
  const isTerminal = process.stdout.isTTY;
  if (isTerminal) process.stdout.write(`  … ${label}`);
  const started = performance.now();
  const line = (mark: string, text: string) => {
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    process.stdout.write(`${isTerminal ? '\r\u001b[2K' : ''}  ${mark} ${text} (${seconds} s)\n`);
  };
  try {
    const result = await work();
    line('✓', result === '' ? label : `${label}: ${result}`);
  } catch (error) {
    line('✗', label);
    throw error;
  }
}
