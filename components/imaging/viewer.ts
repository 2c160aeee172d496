import { createStore, type StoreApi } from 'zustand/vanilla';
import { failureSentence } from '#lib/clinical/program-fault.ts';
import type { DisplayFrame } from '#lib/dicom/display-frame.ts';
import type { Look } from '#lib/dicom/grey-table.ts';
import { sameChoice } from '#lib/dicom/grey-table.ts';
import { frameLevels, type Levels } from '#lib/dicom/levels.ts';
import type { OpenImage } from '#lib/dicom/open-image.ts';
import { frameHeader } from '#lib/dicom/picture-header.ts';
import { isPrescribed, presetsOf } from '#lib/dicom/presets.ts';
import type { Point } from '#lib/dicom/scale.ts';
import { CinePlayer } from './cine-player.ts';
import { type PictureScreen, showPicture } from './cornerstone.ts';
import { draggedWindow } from './dragged-window.ts';
import { MeasurementDesk } from './measurement-desk.ts';
import { pagePictures } from './page-pictures.ts';
import { doubtOf } from './picture-doubt.ts';
import type { OpenedFile, PictureSession } from './picture-session.ts';
import type { Borrowed } from './picture-shelf.ts';
import type { ViewChange, ViewLink } from './view-link.ts';
import { EMPTY, isMeasuring, type Tool, type ViewerState } from './viewer-state.ts';

/** Over the whole clip; of a single frame at once from what is here already. */
async function levelsIn(session: PictureSession, first: DisplayFrame): Promise<Levels | null> {
  const { header } = session;
  if (header.coloured) return null;
  if (header.frames === 1) return frameLevels(header, first);
  const outcome = await session.levels();
  return outcome.ok ? outcome.value : null;
}

/** Whether the key stood for anything. */
type OnKey = (event: KeyboardEvent) => boolean;

/** One picture: opening, view, frames and measurements. React subscribes to `store`; drawing never passes through it. */
export class Viewer {
  readonly store: StoreApi<ViewerState> = createStore<ViewerState>(() => EMPTY);
  readonly measurements = new MeasurementDesk(this.store, () => this.session);
  readonly cine = new CinePlayer(this.store, (frame) => this.showFrame(frame));
  session: PictureSession | null = null;
  screen: PictureScreen | null = null;
  #file: OpenedFile | null = null;
  #borrowed: Borrowed | null = null;
  #closed = false;
  #onKey: OnKey | null = null;
  readonly #link: ViewLink | null;
  readonly #recordNumber: string | null;
  readonly #leave: () => void;
  readonly #follow = (change: ViewChange) => this.#apply(change);

  /** @param recordNumber of the chart that the picture stands in; `null`: it stands in none */
  constructor(link: ViewLink | null = null, recordNumber: string | null = null) {
    this.#recordNumber = recordNumber;
    this.#link = link;
    this.#leave = link?.join(this.#follow) ?? (() => {});
  }

  /** Opens a file in an element; never rejects: what goes wrong is in the state. */
  async open(element: HTMLDivElement, image: OpenImage): Promise<void> {
    this.#borrowed = pagePictures.borrow(image);
    try {
      await this.#show(element, image, await this.#borrowed.file);
    } catch (thrown) {
      if (this.#closed) return;
      const message = failureSentence('The picture could not be drawn', thrown);
      this.#refuse({ code: 'no-picture', keyword: null, message });
    }
  }

  async #show(element: HTMLDivElement, image: OpenImage, file: OpenedFile): Promise<void> {
    if (this.#closed) return;
    this.#file = file;
    if (!file.picture.ok) return this.#refuse(file.picture.refusal);
    const session = file.picture.value;
    this.session = session;
    const { header } = session;
    const first = await session.frame(0);
    if (this.#closed) return;
    if (!first.ok) return this.#refuse(first.refusal);
    const levels = isPrescribed(header) ? null : await levelsIn(session, first.value);
    if (this.#closed) return;
    const presets = presetsOf(header, levels);
    const look = presets[0]?.look ?? EMPTY.look;
    const doubt = doubtOf(image, header.labels.recordNumber, this.#recordNumber);
    this.store.setState({ header, presets, look, doubt });
    await this.#draw(element, session, first.value, look);
  }

  async #draw(
    element: HTMLDivElement,
    session: PictureSession,
    first: DisplayFrame,
    look: Look,
  ): Promise<void> {
    const screen = await showPicture(element, session, look, () => {
      this.store.setState(({ drawn }) => ({ drawn: drawn + 1 }));
    });
    if (this.#closed) return screen.close();
    this.screen = screen;
    this.store.setState({ status: 'shown' });
    void this.#offerLevels(session, first);
    void this.cine.preload(screen, () => this.#closed);
  }

  /** Windows that follow the values are offered as soon as those are known; the picture does not wait for them. */
  async #offerLevels(session: PictureSession, first: DisplayFrame): Promise<void> {
    const presets = presetsOf(session.header, await levelsIn(session, first));
    if (this.#closed) return;
    const { look } = this.store.getState();
    const same = presets.find((preset) => sameChoice(preset.look.choice, look.choice));
    this.store.setState({ presets });
    this.#apply({ kind: 'look', look: same ? { ...same.look, invert: look.invert } : look });
  }

  #refuse(refusal: NonNullable<ViewerState['refusal']>): void {
    this.store.setState({ status: 'refused', refusal });
  }

  tags(): ReturnType<OpenedFile['tags']> {
    return this.#file?.tags() ?? Promise.resolve([]);
  }

  /** The film of a file that is refused for being one. */
  video(): ReturnType<OpenedFile['video']> {
    const refusal = { code: 'no-picture', keyword: null, message: 'No file is open.' } as const;
    return this.#file?.video() ?? Promise.resolve({ ok: false, refusal });
  }

  async showFrame(frame: number): Promise<void> {
    const frameRefusal = (await this.screen?.showFrame(frame)) ?? null;
    if (!this.#closed) this.store.setState({ frame, frameRefusal });
  }

  /** Hands every key to a handler until the returned function is called. */
  onKeys(handler: OnKey): () => void {
    this.#onKey = handler;
    return () => {
      this.#onKey = null;
    };
  }

  /** Runs what a key stands for; whether it stands for anything. */
  press(event: KeyboardEvent): boolean {
    return this.#onKey?.(event) ?? false;
  }

  #apply(change: ViewChange, at?: Point): void {
    const { screen } = this;
    if (!screen) return;
    if (change.kind === 'zoom') screen.zoomBy(change.factor, at);
    else if (change.kind === 'pan') screen.panBy(change.dx, change.dy);
    else if (change.kind === 'fit') screen.fit();
    else if (change.kind === 'look') {
      this.store.setState({ look: change.look });
      screen.setLook(change.look);
    } else {
      const { kind: _kind, ...view } = change;
      this.store.setState(view);
      screen.turn(view);
    }
  }

  #change(change: ViewChange, at?: Point): void {
    this.#apply(change, at);
    this.#link?.tell(change, this.#follow);
  }

  readonly zoomBy = (factor: number, at?: Point) => this.#change({ kind: 'zoom', factor }, at);
  readonly panBy = (dx: number, dy: number) => this.#change({ kind: 'pan', dx, dy });
  readonly setLook = (look: Look) => this.#change({ kind: 'look', look });

  /** Nothing is measured in a picture of which it cannot be told whose it is. */
  readonly setTool = (tool: Tool) => {
    if (isMeasuring(tool) && this.store.getState().doubt !== null) return;
    this.store.setState({ tool, draft: [], cursor: null });
  };

  togglePlanes(): void {
    const withPlanes = !this.store.getState().withPlanes;
    this.store.setState({ withPlanes });
    this.screen?.setPlanes(withPlanes);
  }

  invert(): void {
    const { look } = this.store.getState();
    this.setLook({ ...look, invert: !look.invert });
  }

  turn(view: { readonly by?: number; readonly mirror?: 'horizontal' | 'vertical' }): void {
    const state = this.store.getState();
    this.#change({
      kind: 'turn',
      rotation: (((state.rotation + (view.by ?? 0)) % 360) + 360) % 360,
      flipHorizontal: state.flipHorizontal !== (view.mirror === 'horizontal'),
      flipVertical: state.flipVertical !== (view.mirror === 'vertical'),
    });
  }

  /** A window dragged by so many pixels: wider to the right, brighter upwards (as on workstations). */
  dragWindow(dx: number, dy: number): void {
    const { look, header, frame } = this.store.getState();
    if (!header) return;
    const window = draggedWindow(frameHeader(header, frame).greyScale, look.choice, dx, dy);
    this.setLook({ ...look, choice: { kind: 'window', window } });
  }

  reset(): void {
    const look = this.store.getState().presets[0]?.look ?? EMPTY.look;
    this.#change({ kind: 'turn', rotation: 0, flipHorizontal: false, flipVertical: false });
    this.#change({ kind: 'look', look });
    this.#change({ kind: 'fit' });
  }

  /** Lets go of the picture, its frames and its file. */
  close(): void {
    this.#closed = true;
    this.#leave();
    this.cine.stop();
    this.screen?.close();
    this.#borrowed?.giveBack();
    this.#file = null;
    this.screen = null;
    this.session = null;
  }
}
