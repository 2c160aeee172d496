import { failureSentence } from '#lib/clinical/program-fault.ts';
import { readWearable } from '#lib/intake/devices/read-wearables.ts';
import { readUpload } from '#lib/intake/read-upload.ts';
import { fetchAsset } from './fetch-asset.ts';
import type { ReadReply, ReadRequest } from './reading-protocol.ts';

// Parsing and reading run here, so that a 100 MB bundle never freezes the page; cancelling ends the worker.
const reply = (message: ReadReply) => self.postMessage(message);

/** More often would only be work: the screen shows 60 pictures a second. */
const SHOWN_EVERY_MS = 50;

async function read({ files, siteMap }: Extract<ReadRequest, { type: 'read' }>): Promise<void> {
  let shown = 0;
  const show = (file: string, done: number) => {
    if (performance.now() - shown < SHOWN_EVERY_MS) return;
    shown = performance.now();
    reply({ type: 'progress', file, done, files: files.length });
  };
  const place = { asset: fetchAsset, now: Date.now() };
  reply({ type: 'read', upload: await readUpload(files, siteMap, place, show) });
}

async function readAgain({ source, answers }: Extract<ReadRequest, { type: 'read-again' }>): Promise<void> {
  const wearable = await readWearable(source, answers, Date.now(), () => undefined);
  reply({ type: 'read-again', wearable });
}

self.addEventListener('message', ({ data }: MessageEvent<ReadRequest>) => {
  const done = data.type === 'read' ? read(data) : readAgain(data);
  done.catch((cause: unknown) => {
    reply({ type: 'failed', reason: failureSentence('The files could not be read', cause) });
  });
});
