import type { OpenImage } from '#lib/dicom/open-image.ts';
import type { OpenedFile } from './picture-session.ts';

/** An open file in the hands of one part of the page. */
export type Borrowed = {
  /** Never rejects: why there is no picture is in it. */
  readonly file: Promise<OpenedFile>;
  /** Nobody looks at it for now: it stays open as long as there is room. */
  readonly putDown: () => void;
  /** For good. What nobody has any more is closed, and what was on its way to it is stopped. */
  readonly giveBack: () => void;
};

type Entry = {
  readonly key: string;
  readonly file: Promise<OpenedFile>;
  readonly stop: AbortController;
  opened: OpenedFile | null;
  /** Parts of the page that look at it, and those that have it, looking or not. */
  looking: number;
  holding: number;
  closed: boolean;
};

/** Bytes of open files that nobody looks at. */
const ROOM = 128 * 2 ** 20;

/**
 * The files that the pictures of a page come from, each fetched and decoded once for all that show it, large or small. Known by
 * `OpenImage.file`, so that no picture comes from another file. What nobody looks at is closed when it takes more than its
 * room, the oldest first; with the page everything goes.
 */
export class PictureShelf {
  /** The one borrowed last comes last. */
  readonly #entries = new Map<string, Entry>();
  readonly #open: (image: OpenImage, signal: AbortSignal) => Promise<OpenedFile>;
  readonly #room: number;

  constructor(open: (image: OpenImage, signal: AbortSignal) => Promise<OpenedFile>, room = ROOM) {
    this.#open = open;
    this.#room = room;
  }

  borrow(image: OpenImage): Borrowed {
    const entry = this.#goodEntry(image.file) ?? this.#begin(image);
    this.#entries.delete(entry.key);
    this.#entries.set(entry.key, entry);
    entry.looking += 1;
    entry.holding += 1;
    let [isLooking, isHolding] = [true, true];
    const putDown = () => {
      if (!isLooking) return;
      isLooking = false;
      entry.looking -= 1;
      this.#makeRoom();
    };
    const giveBack = () => {
      if (!isHolding) return;
      isHolding = false;
      entry.holding -= 1;
      if (entry.holding === 0) this.#close(entry);
      putDown();
    };
    return { file: entry.file, putDown, giveBack };
  }

  #goodEntry(key: string): Entry | undefined {
    const entry = this.#entries.get(key);
    return entry?.opened?.isGood() === false ? undefined : entry;
  }

  #begin(image: OpenImage): Entry {
    const stop = new AbortController();
    const entry: Entry = {
      key: image.file,
      file: this.#open(image, stop.signal).then((opened) => {
        entry.opened = opened;
        if (entry.closed) opened.close();
        else this.#makeRoom();
        return opened;
      }),
      stop,
      opened: null,
      looking: 0,
      holding: 0,
      closed: false,
    };
    return entry;
  }

  #close(entry: Entry): void {
    if (entry.closed) return;
    entry.closed = true;
    if (this.#entries.get(entry.key) === entry) this.#entries.delete(entry.key);
    entry.stop.abort();
    entry.opened?.close();
  }

  #makeRoom(): void {
    const idle = [...this.#entries.values()].filter(({ looking }) => looking === 0);
    for (const entry of idle) if (weightOf(entry) > this.#room) this.#close(entry);
    const small = idle.filter(({ closed }) => !closed);
    let weight = small.reduce((sum, entry) => sum + weightOf(entry), 0);
    for (const entry of small) {
      if (weight <= this.#room) return;
      weight -= weightOf(entry);
      this.#close(entry);
    }
  }
}

const weightOf = ({ opened }: Entry): number => opened?.weight ?? 0;
