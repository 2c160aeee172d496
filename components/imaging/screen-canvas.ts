/** Gives a canvas as many pixels as the screen has where it stands. */
export function fitToScreen(canvas: HTMLCanvasElement): void {
  const width = Math.round(canvas.clientWidth * devicePixelRatio);
  const height = Math.round(canvas.clientHeight * devicePixelRatio);
  // Setting a size clears the canvas, even when it is the same.
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}

/** Puts a canvas over the whole of an element and what is in it. */
export function addCanvas(element: HTMLElement, name: 'picture' | 'planes'): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  Object.assign(canvas.style, {
    position: 'absolute',
    inset: '0',
    width: '100%',
    height: '100%',
    zIndex: '1',
  });
  canvas.width = 0;
  canvas.dataset.testid = name;
  element.append(canvas);
  return canvas;
}
