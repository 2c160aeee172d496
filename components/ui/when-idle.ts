/** Waits this long for a quiet moment, in ms; files are seldom chosen sooner. */
const AT_THE_LATEST = 1500;

/** Does something that can wait once the page is loaded and has nothing else to do. In the browser alone. */
export function whenIdle(work: () => void): void {
  const whenQuiet = () =>
    'requestIdleCallback' in window
      ? requestIdleCallback(work, { timeout: AT_THE_LATEST })
      : setTimeout(work, AT_THE_LATEST);
  if (document.readyState === 'complete') whenQuiet();
  else window.addEventListener('load', whenQuiet, { once: true });
}
