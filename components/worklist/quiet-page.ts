// When nobody wants anything of the page: in a browser alone.

/** After the last key, click or turn of a wheel. */
const CALM_MS = 1200;
const LOOK_MS = 300;
const SIGNS = ['pointerdown', 'keydown', 'wheel', 'touchmove', 'scroll'] as const;

let lastSign = Number.NEGATIVE_INFINITY;
let listens = false;

function listen(): void {
  if (listens) return;
  listens = true;
  const hear = () => {
    lastSign = performance.now();
  };
  for (const sign of SIGNS) window.addEventListener(sign, hear, { passive: true, capture: true });
}

const isQuiet = (): boolean =>
  document.visibilityState === 'visible' && navigator.onLine && performance.now() - lastSign > CALM_MS;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Safari has no such callback: there a moment must do. */
const idle = (): Promise<void> =>
  typeof requestIdleCallback === 'function'
    ? new Promise((resolve) => requestIdleCallback(() => resolve()))
    : pause(LOOK_MS);

/** Resolves when the tab is seen and online, nobody has touched it for a moment, and its thread has nothing to do. Rejects when aborted. */
export async function untilQuiet(signal: AbortSignal): Promise<void> {
  listen();
  signal.throwIfAborted();
  while (!isQuiet()) {
    await pause(LOOK_MS);
    signal.throwIfAborted();
  }
  await idle();
  signal.throwIfAborted();
}

/** The reader's system asks to spare data (Network Information API, which not every browser has). */
export const savesData = (): boolean =>
  'connection' in navigator &&
  typeof navigator.connection === 'object' &&
  navigator.connection !== null &&
  'saveData' in navigator.connection &&
  navigator.connection.saveData === true;
