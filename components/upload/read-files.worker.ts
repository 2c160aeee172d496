import { readFiles } from '#lib/fhir/read-files.ts';
import { readRecord } from '#lib/modalities/record.ts';
import type { ReadReply, ReadRequest } from './reading-protocol.ts';

// Parsing and reading run here, so that a 100 MB bundle never freezes the page; cancelling ends the worker.
const reply = (message: ReadReply) => self.postMessage(message);

async function read({ files }: ReadRequest): Promise<void> {
  const { charts, issues } = await readFiles(files, {
    onProgress: (progress) => reply({ type: 'progress', ...progress }),
  });
  reply({ type: 'read', upload: { records: charts.map((chart) => readRecord(chart)), issues } });
}

self.addEventListener('message', ({ data }: MessageEvent<ReadRequest>) => {
  read(data).catch((cause: unknown) => {
    reply({ type: 'failed', reason: cause instanceof Error ? cause.message : String(cause) });
  });
});
