/** Waits this long for a quiet moment, in ms; files are seldom chosen sooner. */
const AT_THE_LATEST = 1500;

async function warmViewer(): Promise<void> {
  const [{ warmDecoder }] = await Promise.all([
    import('./picture-session.ts'),
    import('./ImageBrowser.tsx'),
    import('./ImagePane.tsx'),
  ]);
  warmDecoder();
}

/**
 * Fetches the viewer and starts its decoder once the page is loaded and has nothing else to do. A fetch that fails is tried
 * again, and its failure told, when a picture is opened.
 */
export function warmViewerWhenIdle(): void {
  if (typeof window === 'undefined') return;
  const warm = () => void warmViewer().catch(() => undefined);
  const whenIdle = () =>
    'requestIdleCallback' in window
      ? requestIdleCallback(warm, { timeout: AT_THE_LATEST })
      : setTimeout(warm, AT_THE_LATEST);
  if (document.readyState === 'complete') whenIdle();
  else window.addEventListener('load', whenIdle, { once: true });
}
