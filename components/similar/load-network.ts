/** Sigma and WebGL, which no server can load: one piece of the program, asked for before there is anything to draw. */
export const loadNetwork = () => import('./NetworkCanvas.tsx');
