import type { VideoSample } from 'mediabunny';
import { isTagged } from '#lib/clinical/tagged-error.ts';
import { type CodecFailure, runCodec } from '#lib/dicom/codecs/codec-failure.ts';
import type { FilmTrack } from '#lib/dicom/film/film-track.ts';
import type { Frame } from '#lib/dicom/picture.ts';
import { type Outcome, refuse } from '#lib/dicom/refusal.ts';
import { FilmRun } from './film-run.ts';

/** Of each frame; `aspect` is the height of a pixel over its width. */
type Size = Pick<FilmTrack, 'rows' | 'columns' | 'aspect'>;

/** One run reads ahead, another follows the person who jumps about. */
const RUNS = 2;

/**
 * Decodes any frame of a film with the browser's own decoder. Which frame comes is read from its time and never counted, so
 * that frame 17 is frame 17 after any jump. A run of the decoder goes on while frames are asked for in order; it holds a few
 * frames ahead, and every other is given back at once.
 */
export class FilmReader {
  readonly #film: FilmTrack;
  #size: Size;
  /** The one used last comes last. */
  #runs: readonly FilmRun[] = [];
  #turn: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(film: FilmTrack) {
    this.#film = film;
    this.#size = film;
  }

  /**
   * Size and shape as decoded, which from now on hold for every frame: containers halve the rows of films whose frames are two
   * fields. Null when the first frame cannot be decoded.
   */
  async measure(): Promise<Size | null> {
    const run = await FilmRun.from(this.#film, 0);
    try {
      const sample = await run.take(0);
      if (!sample) return null;
      const { width: columns, height: rows } = sample.visibleRect;
      const { num, den } = sample.pixelAspectRatio;
      sample.close();
      this.#size = { rows, columns, aspect: den / num };
      return this.#size;
    } catch (thrown) {
      if (!isCodecFailure(thrown)) throw thrown;
      return null;
    } finally {
      await run.end();
    }
  }

  /** RGB of frame `index`, counted from 0 in the order in which frames are seen; a frame that is damaged is refused. */
  frame(index: number): Promise<Outcome<Frame>> {
    const turn = this.#turn.then(() => this.#read(index));
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #read(index: number): Promise<Outcome<Frame>> {
    if (this.#closed) return missing('The film was closed.');
    let sample: VideoSample | null = null;
    try {
      const run = await this.#runTo(index);
      sample = await run.take(index);
      if (sample) return await this.#toFrame(sample);
      return await this.#failed(index);
    } catch (thrown) {
      if (!isCodecFailure(thrown)) throw thrown;
      return this.#failed(index, thrown.cause instanceof Error ? thrown.cause.message : undefined);
    } finally {
      sample?.close();
    }
  }

  async #runTo(index: number): Promise<FilmRun> {
    const near = this.#runs.find((run) => run.reaches(index));
    const others = this.#runs.filter((run) => run !== near);
    const [oldest] = others;
    if (!near && oldest && others.length === RUNS) await this.#end([oldest]);
    const run = near ?? (await FilmRun.from(this.#film, index));
    this.#runs = [...this.#runs.filter((one) => one !== run), run];
    return run;
  }

  async #end(runs: readonly FilmRun[]): Promise<void> {
    this.#runs = this.#runs.filter((run) => !runs.includes(run));
    await Promise.all(runs.map((run) => run.end()));
  }

  /** The next frame begins anew at a key frame: one that is damaged costs no other. */
  async #failed(index: number, detail?: string): Promise<Outcome<Frame>> {
    await this.#end(this.#runs);
    const why = detail ? ` (${detail})` : '';
    return missing(
      `Frame ${index + 1} of the film could not be decoded: its data are damaged, or this browser cannot${why}.`,
    );
  }

  async #toFrame(sample: VideoSample): Promise<Outcome<Frame>> {
    const { rows, columns } = this.#size;
    const { width, height } = sample.visibleRect;
    if (width !== columns || height !== rows)
      return missing(
        `The film changes its size from ${columns} × ${rows} to ${width} × ${height} pixels: the frame is not drawn.`,
      );
    const rgba = new Uint8Array(4 * rows * columns);
    await runCodec(() => sample.copyTo(rgba, { format: 'RGBA', colorSpace: 'srgb' }));
    return { ok: true, value: { rows, columns, samples: 3, values: withoutAlpha(rgba) } };
  }

  close(): void {
    this.#closed = true;
    void this.#turn.then(() => this.#end(this.#runs)).finally(() => this.#film.close());
  }
}

const isCodecFailure = (thrown: unknown): thrown is CodecFailure =>
  isTagged<CodecFailure>(thrown, 'CodecFailure');

const missing = (message: string): Outcome<Frame> => ({
  ok: false,
  refusal: refuse('corrupt-frame', 'PixelData', message),
});

function withoutAlpha(rgba: Uint8Array): Uint8Array {
  const rgb = new Uint8Array((3 * rgba.length) / 4);
  for (let from = 0, to = 0; to < rgb.length; from += 4, to += 3) {
    rgb[to] = rgba[from] ?? 0;
    rgb[to + 1] = rgba[from + 1] ?? 0;
    rgb[to + 2] = rgba[from + 2] ?? 0;
  }
  return rgb;
}
