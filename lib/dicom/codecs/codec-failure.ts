import { TaggedError } from '#lib/clinical/tagged-error.ts';

/**
 * A codec of a third party failed. `damaged`: on the stream that it was given; `not-loaded`: its program could not be
 * fetched or started. What it threw itself, perhaps a number, is the cause.
 */
export class CodecFailure extends TaggedError {
  override readonly name = 'CodecFailure';
  readonly tag: 'damaged' | 'not-loaded';

  constructor(tag: CodecFailure['tag'], cause: unknown) {
    super(tag === 'damaged' ? 'The codec could not decode the stream.' : 'The codec could not be loaded.', {
      cause,
    });
    this.tag = tag;
  }
}

/** Throws `CodecFailure` for whatever goes wrong while a codec is fetched and started. */
export async function loadCodec<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (cause) {
    throw new CodecFailure('not-loaded', cause);
  }
}

/**
 * Runs a codec on one stream. Codecs throw anything for bad data, so whatever comes is a `CodecFailure`: no code of ours
 * may stand inside, for its mistakes would be told as damaged data.
 */
export async function runCodec<T>(run: () => T | Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (cause) {
    throw new CodecFailure('damaged', cause);
  }
}
