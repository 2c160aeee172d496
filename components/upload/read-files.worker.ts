import type { Issue } from '#lib/clinical/issue.ts';
import type { LoadedSiteMap } from '#lib/clinical/read-site-map.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import { readFiles } from '#lib/fhir/read-files.ts';
import { modalityIds } from '#lib/modalities/index.ts';
import { holdsRecordings } from '#lib/modalities/wearables/recordings.ts';
import { chooseSiteMap } from './choose-site-map.ts';
import { readGenomes } from './read-genomes.ts';
import { readWearable, readWearables } from './read-wearables.ts';
import { knowledge, readWholeRecord } from './read-whole-record.ts';
import type { ReadReply, ReadRequest } from './reading-protocol.ts';
import { sortFiles } from './sort-files.ts';

// Parsing and reading run here, so that a 100 MB bundle never freezes the page; cancelling ends the worker.
const reply = (message: ReadReply) => self.postMessage(message);

/** More often would only be work: the screen shows 60 pictures a second. */
const SHOWN_EVERY_MS = 50;

/** A week of a wearable is half a megabyte of samples: those of more patients would fill the page's memory. */
const MOST_WITH_WAVEFORMS = 100;

const unreadFor = (patients: number): Issue => ({
  code: 'file-too-large',
  severity: 'information',
  message: `Recordings of wearables were not read, because there are ${patients} patients: they are read for up to ${MOST_WITH_WAVEFORMS} at once.`,
});

async function recordsOf(charts: readonly Chart[], siteMap: LoadedSiteMap | null) {
  const all = charts.length <= MOST_WITH_WAVEFORMS;
  const ids = modalityIds.filter((id) => all || id !== 'wearables');
  const records = [];
  for (const chart of charts) records.push(await readWholeRecord(chart, ids, siteMap));
  return { records, issues: all || !charts.some(holdsRecordings) ? [] : [unreadFor(charts.length)] };
}

async function read({ files, siteMap: ofServer }: Extract<ReadRequest, { type: 'read' }>): Promise<void> {
  let shown = 0;
  const show = (file: string, done: number) => {
    if (performance.now() - shown < SHOWN_EVERY_MS) return;
    shown = performance.now();
    reply({ type: 'progress', file, done, files: files.length });
  };
  const { fhir: json, genomic, devices, patients, sources, issues } = await sortFiles(files, show);
  const { siteMap, others: fhir, issues: mapped } = await chooseSiteMap(json, ofServer);
  const ahead = Math.max(0, files.length - fhir.length - genomic.length - devices.length);
  const read = await readFiles(fhir, {
    onProgress: ({ file, done }) => show(file, Math.min(files.length, ahead + done)),
  });
  const own = await readGenomes(genomic, knowledge.get, (file) => show(file, ahead + fhir.length));
  const worn = await readWearables(devices, Date.now(), (file) =>
    show(file, ahead + fhir.length + genomic.length),
  );
  // Pictures, genomes and recordings without a chart are no chart gone wrong, and what was no chart has its own reason.
  const others = sources.length + genomic.length + devices.length + issues.length;
  const charted = fhir.length > 0 || others === 0 ? read.issues : [];
  const { records, issues: unread } = await recordsOf(read.charts, siteMap);
  const { genomes, unreadable: unreadableGenomes } = own;
  const { wearables } = worn;
  const all = [...issues, ...mapped, ...charted, ...unread, ...own.issues, ...worn.unread];
  const upload = { records, patients, sources, genomes, unreadableGenomes, wearables, issues: all };
  reply({ type: 'read', upload });
}

async function readAgain({ source, answers }: Extract<ReadRequest, { type: 'read-again' }>): Promise<void> {
  const wearable = await readWearable(source, answers, Date.now(), () => undefined);
  reply({ type: 'read-again', wearable });
}

self.addEventListener('message', ({ data }: MessageEvent<ReadRequest>) => {
  const done = data.type === 'read' ? read(data) : readAgain(data);
  done.catch((cause: unknown) => {
    reply({ type: 'failed', reason: cause instanceof Error ? cause.message : String(cause) });
  });
});
