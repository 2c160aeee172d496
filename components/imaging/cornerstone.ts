import {
  cache,
  Enums,
  getRenderingEngine,
  imageLoader,
  init,
  metaData,
  type PlanarViewport,
  RenderingEngine,
  registerImageLoader,
  type Types,
  utilities,
} from '@cornerstonejs/core';
import type { DisplayFrame } from '#lib/dicom/display-frame.ts';
import type { Look } from '#lib/dicom/grey-table.ts';
import { frameHeader } from '#lib/dicom/picture-header.ts';
import type { Refusal } from '#lib/dicom/refusal.ts';
import type { Point } from '#lib/dicom/scale.ts';
import { apply, FramePainter, invert, type Matrix } from './draw-frame.ts';
import { pictureMetadata } from './picture-metadata.ts';
import type { PictureSession } from './picture-session.ts';
import { PlaneLayer } from './plane-layer.ts';
import { addCanvas, fitToScreen } from './screen-canvas.ts';

/** The one file that knows cornerstone: it keeps the view (zoom, pan, turn, frame) and the decoded frames. */

const SCHEME = 'consilium';
const ENGINE = 'consilium';
/** Decoded frames kept, over all open pictures. */
const CACHE_BYTES = 768 * 2 ** 20;
const displaySets = utilities.genericViewportDisplaySetMetadataProvider;

type Shown = {
  /** New for every showing, so that no cache can hand out another patient's picture. */
  readonly id: string;
  readonly session: PictureSession;
  readonly painter: FramePainter;
  /** Drawn on in pixels of the screen; cornerstone sizes its own in CSS pixels, which is soft on a dense screen. */
  readonly canvas: HTMLCanvasElement;
  readonly planes: PlaneLayer;
  look: Look;
  /** Pixel edges of the picture to CSS pixels of the element. */
  matrix: Matrix;
  readonly refusals: Map<number, Refusal>;
};

const shown = new Map<string, Shown>();
let started = false;

const imageId = (id: string, frame: number): string => `${SCHEME}:${id}/${frame}`;

function parseImageId(id: string): { readonly shown: Shown | undefined; readonly frame: number } {
  const [name = '', frame = '0'] = id.slice(SCHEME.length + 1).split('/');
  return { shown: shown.get(name), frame: Number(frame) };
}

function provideMetadata(type: string, id: unknown): unknown {
  if (typeof id !== 'string' || !id.startsWith(`${SCHEME}:`)) return undefined;
  const header = parseImageId(id).shown?.session.header;
  return header && pictureMetadata(header, type, id);
}

/** Never rejects: cornerstone lets a rejection leak. A frame that is refused is drawn black and its reason kept. */
async function loadFrame(id: string): Promise<Types.IImage> {
  const { shown: owner, frame } = parseImageId(id);
  if (!owner) throw new Error('This picture was closed.');
  const outcome = await owner.session.frame(frame);
  if (!outcome.ok) owner.refusals.set(frame, outcome.refusal);
  await owner.planes.load(frame);
  return imageOf(id, owner, frame, outcome.ok ? outcome.value : null);
}

function imageOf(id: string, owner: Shown, index: number, frame: DisplayFrame | null): Types.IImage {
  const { rows, columns, aspect } = owner.session.header;
  const pixels = frame === null ? new Uint8Array(1) : frame.kind === 'grey' ? frame.codes : frame.rgb;
  const image = {
    imageId: id,
    minPixelValue: 0,
    maxPixelValue: 255,
    slope: 1,
    intercept: 0,
    windowCenter: 128,
    windowWidth: 256,
    voiLUTFunction: Enums.VOILUTFunctionType.LINEAR,
    getPixelData: () => pixels,
    getCanvas: () => document.createElement('canvas'),
    rows,
    columns,
    height: rows,
    width: columns,
    color: frame?.kind === 'colour',
    rgba: false,
    numberOfComponents: frame?.kind === 'colour' ? 3 : 1,
    columnPixelSpacing: 1,
    rowPixelSpacing: aspect,
    invert: false,
    sizeInBytes: pixels.byteLength,
    dataType: 'Uint8Array',
    imageFrame: {},
    render: (element: Drawn) => draw(element, owner, index, frame),
  };
  // The fields left out belong to other kinds of rendering.
  return image as unknown as Types.IImage;
}

type Drawn = { readonly canvas: HTMLCanvasElement; readonly transform: { getMatrix(): number[] } };

const scaled = ([a, b, c, d, e, f]: Matrix, by: number): Matrix => [
  a * by,
  b * by,
  c * by,
  d * by,
  e * by,
  f * by,
];

function draw(
  { canvas: reference, transform }: Drawn,
  owner: Shown,
  index: number,
  frame: DisplayFrame | null,
): void {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = transform.getMatrix();
  const perCssPixel = reference.clientWidth > 0 ? reference.width / reference.clientWidth : 1;
  owner.matrix = scaled([a, b, c, d, e, f], 1 / perCssPixel);
  const { canvas } = owner;
  fitToScreen(canvas);
  owner.planes.draw(index, scaled(owner.matrix, devicePixelRatio));
  const context = canvas.getContext('2d');
  if (!context) return;
  const { greyScale: scale } = frameHeader(owner.session.header, index);
  if (frame)
    owner.painter.paint(context, scaled(owner.matrix, devicePixelRatio), { frame, scale }, owner.look);
  else {
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
  }
}

/** Starts cornerstone once per tab; one engine, because each opens contexts that a browser has few of. */
function startCornerstone(): RenderingEngine {
  if (!started) {
    init({
      rendering: { useCPURendering: true, useGenericViewport: true, webGlContextCount: 1 },
    } as Parameters<typeof init>[0]);
    cache.setMaxCacheSize(CACHE_BYTES);
    registerImageLoader(SCHEME, (id: string) => ({ promise: loadFrame(id) }));
    metaData.addProvider(provideMetadata, 10_000);
    started = true;
  }
  return (getRenderingEngine(ENGINE) as RenderingEngine | undefined) ?? new RenderingEngine(ENGINE);
}

/** A picture on the screen. Coordinates: the middle of the first pixel is (0, 0). */
export type PictureScreen = {
  readonly showFrame: (frame: number) => Promise<Refusal | null>;
  /** Decodes a frame ahead. */
  readonly prepareFrame: (frame: number) => Promise<void>;
  readonly setLook: (look: Look) => void;
  /** Draws shutter and overlay planes, or leaves them out. */
  readonly setPlanes: (shown: boolean) => void;
  readonly zoomBy: (factor: number, at?: Point) => void;
  readonly panBy: (dx: number, dy: number) => void;
  readonly turn: (view: {
    readonly rotation: number;
    readonly flipHorizontal: boolean;
    readonly flipVertical: boolean;
  }) => void;
  readonly fit: () => void;
  readonly zoom: () => number;
  readonly resize: () => void;
  /** Picture to CSS pixels of the element, and back. */
  readonly toScreen: (point: Point) => Point;
  readonly toPicture: (point: Point) => Point;
  /** Pixels, and what lies over them. */
  readonly canvases: () => readonly HTMLCanvasElement[];
  readonly close: () => void;
};

/** Puts a picture into an element; `onView` is called after each drawing. Rejects when it was closed meanwhile. */
export async function showPicture(
  element: HTMLDivElement,
  session: PictureSession,
  look: Look,
  onView: () => void,
): Promise<PictureScreen> {
  const engine = startCornerstone();
  const { header } = session;
  const id = crypto.randomUUID();
  const owner: Shown = {
    id,
    session,
    painter: new FramePainter(header),
    canvas: addCanvas(element, 'picture'),
    planes: new PlaneLayer(element, session),
    look,
    matrix: [1, 0, 0, 1, 0, 0],
    refusals: new Map(),
  };
  shown.set(id, owner);
  const imageIds = Array.from({ length: header.frames }, (_, frame) => imageId(id, frame));
  displaySets.add(id, { imageIds, initialImageIdIndex: 0, kind: 'planar' });
  engine.enableElement({ viewportId: id, element, type: Enums.ViewportType.PLANAR_NEXT });
  const viewport = engine.getViewport(id) as unknown as PlanarViewport;
  element.addEventListener(Enums.Events.IMAGE_RENDERED, onView);
  let open = true;

  function close(): void {
    if (!open) return;
    open = false;
    element.removeEventListener(Enums.Events.IMAGE_RENDERED, onView);
    engine.disableElement(id);
    owner.canvas.remove();
    owner.planes.canvas.remove();
    displaySets.remove(id);
    shown.delete(id);
    for (const one of imageIds)
      if (cache.getImageLoadObject(one)) cache.removeImageLoadObject(one, { force: true });
  }

  try {
    await viewport.setDisplaySets({ displaySetId: id });
  } catch (error) {
    close();
    throw error;
  }
  viewport.render();
  return { ...screenOf(viewport, owner, imageIds), close };
}

function screenOf(
  viewport: PlanarViewport,
  owner: Shown,
  imageIds: readonly string[],
): Omit<PictureScreen, 'close'> {
  return {
    async showFrame(frame) {
      const id = imageIds[frame];
      if (id === undefined || !shown.has(owner.id)) return null;
      await imageLoader.loadAndCacheImage(id);
      await viewport.setImageIdIndex(frame);
      return owner.refusals.get(frame) ?? null;
    },
    async prepareFrame(frame) {
      const id = imageIds[frame];
      if (id !== undefined && shown.has(owner.id)) await imageLoader.loadAndCacheImage(id);
    },
    setLook(look) {
      owner.look = look;
      viewport.render();
    },
    setPlanes(shown) {
      owner.planes.shown = shown;
      viewport.render();
    },
    zoomBy(factor, at) {
      const zoom = Math.max(0.1, Math.min(40, viewport.getZoom() * factor));
      viewport.setZoom(zoom, at && [at.x, at.y]);
      viewport.render();
    },
    panBy(dx, dy) {
      const [x, y] = viewport.getPan();
      viewport.setPan([x + dx, y + dy]);
      viewport.render();
    },
    turn(view) {
      viewport.setViewState(view);
      viewport.render();
    },
    fit() {
      viewport.resetViewState();
      viewport.render();
    },
    zoom: () => viewport.getZoom(),
    resize() {
      viewport.resize();
      viewport.render();
    },
    toScreen({ x, y }) {
      const [sx, sy] = apply(owner.matrix, x + 0.5, y + 0.5);
      return { x: sx, y: sy };
    },
    toPicture({ x, y }) {
      const [px, py] = invert(owner.matrix, x, y);
      return { x: px - 0.5, y: py - 0.5 };
    },
    canvases: () => [owner.canvas, owner.planes.canvas],
  };
}
