import Graph from 'graphology';
import Sigma from 'sigma';
import { sdfCircle, sdfDiamond, sdfSquare, sdfTriangle } from 'sigma/rendering';
import type { NetworkEdges } from './network-layout.ts';
import type { NetworkMark } from './network-marks.ts';
import type { Paints } from './read-paints.ts';

type Node = {
  x: number;
  y: number;
  size: number;
  colour: string;
  shape: string;
  label: string;
  labelled: 'visible' | 'auto' | 'hidden';
  labelPlace: 'above' | 'below';
  ink: string;
  opacity: number;
  zIndex: number;
};
type Edge = { size: number; colour: string; zIndex: number };

/** Name of a mark in the browser's timeline. */
export const NETWORK_DRAWN = 'network drawn';

/** A fifth of the others: enough to see where they are. */
const FAINT = 0.18;
const STEP = 0.15;
const TURN_MS = 180;

export type PictureEvents = {
  /** A mark was clicked. */
  readonly onChoose: (place: number) => void;
  /** The first painted picture is on the screen. */
  readonly onShown: () => void;
};

/** The network on its canvas; knows no React. */
export class NetworkPicture {
  readonly #graph = new Graph<Node, Edge>();
  readonly #sigma: Sigma<Node, Edge>;
  readonly #onShown: () => void;
  #isShown = false;

  /** Throws where the browser draws no WebGL 2. */
  constructor(host: HTMLElement, places: Float32Array, { onChoose, onShown }: PictureEvents) {
    this.#onShown = onShown;
    for (let place = 0; place < places.length / 2; place += 1)
      this.#graph.addNode(place, {
        x: places[2 * place] ?? 0,
        y: places[2 * place + 1] ?? 0,
        size: 0,
        colour: '#888888',
        shape: 'circle',
        label: '',
        labelled: 'hidden',
        labelPlace: 'above',
        ink: '#000000',
        opacity: 1,
        zIndex: 0,
      });
    this.#sigma = new Sigma<Node, Edge>(this.#graph, host, {
      primitives: { nodes: { shapes: [sdfCircle(), sdfSquare(), sdfTriangle(), sdfDiamond()] } },
      styles: {
        nodes: {
          x: { attribute: 'x' },
          y: { attribute: 'y' },
          size: { attribute: 'size' },
          color: { attribute: 'colour' },
          shape: { attribute: 'shape' },
          opacity: { attribute: 'opacity' },
          zIndex: { attribute: 'zIndex' },
          label: { attribute: 'label' },
          labelVisibility: { attribute: 'labelled' },
          labelPosition: { attribute: 'labelPlace' },
          labelColor: { attribute: 'ink' },
          labelSize: 13,
          cursor: 'pointer',
        },
        edges: {
          size: { attribute: 'size' },
          color: { attribute: 'colour' },
          zIndex: { attribute: 'zIndex' },
        },
      },
      settings: {
        stagePadding: 28,
        // Marks have the same pixels however far a network reaches: of few patients it reaches less far.
        itemSizesReference: 'screen',
        gestureTarget: 'shared',
        renderEdgeLabels: false,
        minCameraRatio: 0.05,
        maxCameraRatio: 2,
        enableCameraRotation: false,
      },
    });
    this.#sigma.on('clickNode', ({ node }) => onChoose(Number(node)));
  }

  move(places: Float32Array): void {
    this.#graph.updateEachNodeAttributes(
      (node, attributes) => {
        const place = Number(node);
        attributes.x = places[2 * place] ?? 0;
        attributes.y = places[2 * place + 1] ?? 0;
        return attributes;
      },
      { attributes: ['x', 'y'] },
    );
  }

  /** Once; the browser's timeline notes it, too. */
  #tellShown = (): void => {
    if (this.#isShown) return;
    this.#isShown = true;
    performance.mark(NETWORK_DRAWN);
    this.#onShown();
  };

  paint(marks: readonly NetworkMark[], paints: Paints): void {
    if (!this.#isShown) this.#sigma.once('afterRender', () => requestAnimationFrame(this.#tellShown));
    this.#graph.updateEachNodeAttributes((node, attributes) => {
      const mark = marks[Number(node)];
      if (!mark) return attributes;
      return {
        ...attributes,
        size: mark.radius,
        colour: paints[mark.colour],
        shape: mark.shape,
        label: mark.label ?? '',
        labelled: mark.labelled,
        labelPlace: mark.colour === 'ink' ? 'below' : 'above',
        ink: paints.ink,
        opacity: mark.faint ? FAINT : 1,
        zIndex: mark.radius,
      };
    });
  }

  /** `own`: whose edges stand out, the patient's. */
  join({ sources, targets }: NetworkEdges, own: ReadonlySet<string>, paints: Paints): void {
    this.#graph.clearEdges();
    for (let edge = 0; edge < sources.length; edge += 1) {
      const [source, target] = [sources[edge] ?? 0, targets[edge] ?? 0];
      const isOwn = own.has(`${source} ${target}`) || own.has(`${target} ${source}`);
      this.#graph.addEdge(source, target, {
        size: isOwn ? 2 : 0.5,
        colour: isOwn ? paints.accent : paints.line,
        zIndex: isOwn ? 1 : 0,
      });
    }
  }

  /** By keys and buttons: shares of the picture's width, positive to the right and down. */
  pan(right: number, down: number): void {
    const camera = this.#sigma.getCamera();
    const { x, y, ratio } = camera.getState();
    camera.setState({ x: x + right * STEP * ratio, y: y - down * STEP * ratio });
  }

  async zoom(way: 'in' | 'out' | 'all'): Promise<void> {
    const camera = this.#sigma.getCamera();
    if (way === 'in') await camera.zoomIn({ duration: TURN_MS });
    else if (way === 'out') await camera.zoomOut({ duration: TURN_MS });
    else await camera.reset({ duration: TURN_MS });
  }

  close(): void {
    this.#sigma.kill();
  }
}
