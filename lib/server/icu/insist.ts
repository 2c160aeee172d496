import { openBell } from './log/bell.ts';

const RETRY_MS = 250;

/**
 * Tries again until it succeeds, or the signal is aborted: for what must not be passed over.
 *
 * @param troubled told of what failed and is tried again
 */
export async function insist(
  work: () => Promise<void>,
  signal: AbortSignal,
  troubled: (cause: unknown) => void = () => undefined,
): Promise<void> {
  const bell = openBell();
  while (!signal.aborted) {
    try {
      await work();
      return;
    } catch (cause) {
      troubled(cause);
      await bell.wait(RETRY_MS, signal);
    }
  }
}
