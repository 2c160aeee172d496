// The published package types its graph functions alone; a worker of our own needs the step beneath them.
declare module 'graphology-layout-forceatlas2/iterate.js' {
  import type { ForceAtlas2Settings } from 'graphology-layout-forceatlas2';

  /**
   * One step of the layout, in place.
   *
   * @param nodes ten numbers a node: x, y, dx, dy, old dx, old dy, mass, convergence, size, fixed (1: it stays)
   * @param edges three numbers an edge: start of the source and of the target in `nodes`, weight
   */
  export default function iterate(
    settings: Required<ForceAtlas2Settings>,
    nodes: Float32Array,
    edges: Float32Array,
  ): void;
}
