import type { OpenImage } from '#lib/dicom/open-image.ts';
import { reject } from '#lib/dicom/refusal.ts';

export type NamelessRequest = { readonly id: number; readonly bytes: ArrayBuffer };
export type NamelessReply =
  | { readonly id: number; readonly bytes: ArrayBuffer }
  /** Why not, as the end of "…, because …". */
  | { readonly id: number; readonly refusal: string };

let worker: Worker | undefined;
let asked = 0;

function clean(bytes: ArrayBuffer): Promise<NamelessReply> {
  worker ??= new Worker(new URL('./nameless.worker.ts', import.meta.url), { type: 'module' });
  const current = worker;
  asked += 1;
  const id = asked;
  return new Promise((resolve) => {
    const heard = new AbortController();
    const settle = (reply: NamelessReply) => {
      heard.abort();
      resolve(reply);
    };
    current.addEventListener(
      'message',
      ({ data }: MessageEvent<NamelessReply>) => {
        if (data.id === id) settle(data);
      },
      { signal: heard.signal },
    );
    current.addEventListener(
      'error',
      () => {
        worker = undefined;
        settle({ id, refusal: 'what cleans it stopped' });
      },
      { signal: heard.signal },
    );
    current.postMessage({ id, bytes } satisfies NamelessRequest, [bytes]);
  });
}

/** A neighbour's picture: opened without name, numbers and dates, or not at all. */
export const namelessImage = (image: OpenImage, title: string): OpenImage => ({
  ...image,
  key: `nameless ${image.key}`,
  file: `nameless ${image.file}`,
  title,
  bytes: async (signal) => {
    const cleaned = await clean(await image.bytes(signal));
    if ('bytes' in cleaned) return cleaned.bytes;
    return reject('no-picture', null, `It is not shown, because ${cleaned.refusal}.`);
  },
});
