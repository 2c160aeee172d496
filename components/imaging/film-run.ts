import type { VideoSample } from 'mediabunny';
import { runCodec } from '#lib/dicom/codecs/codec-failure.ts';
import type { FilmTrack } from '#lib/dicom/film/film-track.ts';

/** Frames passed over on the way to the one that was asked for, rather than starting anew at a key frame. */
const PASSED = 24;
/** Two times that are nearer than this, in seconds, are the same one: decoders keep microseconds. */
const SAME_TIME = 0.0005;

/** One run of the browser's decoder over a film, from some frame onwards in the order in which frames are seen. */
export class FilmRun {
  readonly #samples: AsyncGenerator<VideoSample, void, unknown>;
  readonly #times: readonly number[];
  /** The frame that comes next. */
  #next: number;

  private constructor(
    samples: AsyncGenerator<VideoSample, void, unknown>,
    times: readonly number[],
    from: number,
  ) {
    this.#samples = samples;
    this.#times = times;
    this.#next = from;
  }

  /** Decodes from the key frame before `index`; what lies between is thrown away. */
  static async from({ track, times }: FilmTrack, index: number): Promise<FilmRun> {
    const { VideoSampleSink } = await import('mediabunny');
    return new FilmRun(new VideoSampleSink(track).samples(times[index]), times, index);
  }

  /** Whether a frame is near enough ahead. */
  reaches(index: number): boolean {
    return index >= this.#next && index <= this.#next + PASSED;
  }

  /**
   * Null when that frame does not come, or when another comes in a frame's place. Whoever takes it closes it.
   * Throws `CodecFailure`.
   */
  async take(index: number): Promise<VideoSample | null> {
    for (;;) {
      const { value: sample } = await runCodec(() => this.#samples.next());
      if (!sample) return null;
      const at = this.#next;
      this.#next += 1;
      const isRight = Math.abs(sample.timestamp - (this.#times[at] ?? Number.NaN)) <= SAME_TIME;
      if (isRight && at === index) return sample;
      sample.close();
      if (!isRight) return null;
    }
  }

  /** Gives back the decoder and what it holds. */
  async end(): Promise<void> {
    await this.#samples.return().catch(() => null);
  }
}
