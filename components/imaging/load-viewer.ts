const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/**
 * Fetches what draws a picture. Its library comes in pieces, each evaluated in a task of its own: all at once they would
 * hold up the page for a third of a second.
 */
export async function loadViewer() {
  const pieces = [
    () => import('@cornerstonejs/metadata'),
    () => import('@kitware/vtk.js/Rendering/Profiles/Volume.js'),
    () => import('@kitware/vtk.js/Rendering/Profiles/Geometry.js'),
  ];
  for (const load of pieces) {
    await load();
    await nextTask();
  }
  return import('./ImagePane.tsx');
}
