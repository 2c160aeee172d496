import { loadViewer } from './load-viewer.ts';

/**
 * Fetches the viewer and starts its decoders before there is a picture for them. A fetch that fails is tried again, and its
 * failure told, when a picture is opened.
 */
export async function warmViewer(): Promise<void> {
  const [{ warmDecoder }] = await Promise.all([
    import('./picture-session.ts'),
    import('./ImageBrowser.tsx'),
    loadViewer(),
  ]).catch(() => [{ warmDecoder: () => undefined }]);
  warmDecoder();
}
