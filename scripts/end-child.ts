import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** Ends a process as a power cut would, and waits until it has gone; one that has ended is left alone. */
export async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
