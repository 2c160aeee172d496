import type { StoreApi } from 'zustand/vanilla';
import { frameHeader } from '#lib/dicom/picture-header.ts';
import type { Point } from '#lib/dicom/scale.ts';
import { isTrace, type Measurement, type MeasurementKind, POINTS, SINGLE } from './measurement.ts';
import type { PictureSession } from './picture-session.ts';
import { pixelValueText } from './pixel-value.ts';
import { isMeasuring, type ViewerState } from './viewer-state.ts';

const MIN_TRACE_POINTS = 5;

/** Makes, changes and removes measurements, point by point. */
export class MeasurementDesk {
  readonly #store: StoreApi<ViewerState>;
  readonly #session: () => PictureSession | null;
  #made = 0;

  constructor(store: StoreApi<ViewerState>, session: () => PictureSession | null) {
    this.#store = store;
    this.#session = session;
  }

  /** Adds a point to the measurement being made; the last one completes it. */
  addPoint(point: Point): void {
    const { tool, draft, doubt } = this.#store.getState();
    if (!isMeasuring(tool) || doubt !== null) return;
    const points = [...draft, point];
    this.#store.setState({ draft: points });
    if (points.length >= POINTS[tool]) this.#complete(tool, points);
  }

  /** Ends a trace; one that is too short is dropped. */
  finish(): void {
    const { tool, draft } = this.#store.getState();
    if (!isMeasuring(tool) || !isTrace(tool)) return;
    if (draft.length >= MIN_TRACE_POINTS) this.#complete(tool, draft);
    else this.#store.setState({ draft: [] });
  }

  cancel(): void {
    this.#store.setState({ draft: [], cursor: null });
  }

  removeLastPoint(): void {
    this.#store.setState(({ draft }) => ({ draft: draft.slice(0, -1) }));
  }

  #complete(kind: MeasurementKind, points: readonly Point[]): void {
    this.#made += 1;
    const id = this.#made;
    const { measurements, frame } = this.#store.getState();
    const kept = SINGLE.has(kind) ? measurements.filter((one) => one.kind !== kind) : measurements;
    this.#store.setState({ draft: [], measurements: [...kept, { id, kind, frame, points }] });
    if (kind === 'heart') this.#store.setState({ tool: 'chest' });
    if (kind === 'probe') void this.#readValue(id, frame, points[0]);
  }

  movePoint(id: number, index: number, point: Point): void {
    this.#store.setState(({ measurements }) => ({
      measurements: measurements.map((one) =>
        one.id === id ? { ...one, points: one.points.map((old, i) => (i === index ? point : old)) } : one,
      ),
    }));
    const moved = this.#store.getState().measurements.find((one) => one.id === id);
    if (moved?.kind === 'probe') void this.#readValue(id, moved.frame, point);
  }

  remove(id: number): void {
    this.#store.setState(({ measurements }) => ({
      measurements: measurements.filter((one) => one.id !== id),
    }));
  }

  removeAll(): void {
    this.#store.setState({ measurements: [], draft: [] });
  }

  async #readValue(id: number, frame: number, point: Point | undefined): Promise<void> {
    const session = this.#session();
    if (!session || !point) return;
    const outcome = await session.frame(frame);
    const text = outcome.ok ? valueText(session, frame, outcome.value, point) : 'not readable';
    this.#store.setState(({ measurements }) => ({
      measurements: measurements.map((one): Measurement => (one.id === id ? { ...one, reading: text } : one)),
    }));
  }
}

type Read = Extract<Awaited<ReturnType<PictureSession['frame']>>, { ok: true }>['value'];

function valueText({ header }: PictureSession, index: number, frame: Read, { x, y }: Point): string {
  const [column, row] = [Math.round(x), Math.round(y)];
  if (column < 0 || row < 0 || column >= header.columns || row >= header.rows) return 'outside the picture';
  const at = row * header.columns + column;
  if (frame.kind === 'colour')
    return `RGB ${frame.rgb[3 * at]}, ${frame.rgb[3 * at + 1]}, ${frame.rgb[3 * at + 2]}`;
  return pixelValueText(frameHeader(header, index), frame, at);
}
