import { UnreadableSource } from './unreadable-source.ts';

/** Streams fail with whatever the platform likes, in some browsers with a `TypeError`. */
const broken = (cause: unknown): never => {
  throw new UnreadableSource('The bytes could not be read to their end.', { cause });
};

/** The chunks of a stream in order. Leaving the loop early cancels the stream. Throws `UnreadableSource`. */
export async function* streamChunks(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(broken);
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
