import { createHash } from 'node:crypto';
import { readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { filesOf } from '#lib/contract/files.ts';
import { fetchChart } from '#lib/fhir/fetch-chart.ts';
import { FhirClient } from '#lib/fhir/fhir-client.ts';
import { searchPatients } from '#lib/fhir/search-patients.ts';
import { openStore } from '#lib/fhir/store/open-store.ts';
import { pictureNumber, readHeader } from '#lib/modalities/header.ts';
import { environment } from '#lib/server/env.ts';
import { archiveFiles, askPacs } from '#lib/server/imaging/archive-files.ts';
import type { IndexedSource, SourceChart } from '#lib/server/similarity/indexed-source.ts';
import { demoPictures, storedCharts } from '#lib/server/similarity/stored-charts.ts';
import { chartFiles, readChartFiles } from './chart-files.ts';
import { openImageFolder } from './image-folder.ts';
import { nodeFiles } from './node-files.ts';

/** A source that is open, and how it is given back. */
export type OpenedSource = { readonly source: IndexedSource; readonly close: () => Promise<void> };

/** As many as a server will be asked for. */
const MOST_PATIENTS = 1_000_000;

const nothing = async (): Promise<void> => undefined;
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 22);

/** How many a simulated cohort's folder says it holds. */
async function countIn(folder: string): Promise<number | null> {
  const text = await readFile(join(folder, 'cohort.json'), 'utf8').catch(() => '{}');
  const said: unknown = JSON.parse(text);
  const isObject = typeof said === 'object' && said !== null && 'patients' in said;
  return isObject && typeof said.patients === 'number' ? said.patients : null;
}

async function folderSource(path: string): Promise<OpenedSource> {
  const isFolder = (await stat(path)).isDirectory();
  const images = isFolder ? await openImageFolder(path) : null;
  async function* charts(): AsyncGenerator<SourceChart> {
    for await (const { charts: read } of readChartFiles(await chartFiles([path])))
      for (const chart of read) yield { chart, files: nodeFiles(chart, images) };
  }
  const name = hashOf(await realpath(path));
  return { source: { name, count: isFolder ? await countIn(path) : null, charts }, close: nothing };
}

/** A FHIR server: the one of the settings is asked with their token. Pictures come from the PACS of the settings, where there is one. */
async function serverSource(address: string): Promise<OpenedSource> {
  const { fhir, dicomweb } = environment();
  const pictures = dicomweb ? archiveFiles(askPacs(dicomweb)) : {};
  const baseUrl = address.replace(/\/+$/, '');
  const client = new FhirClient(fhir?.baseUrl === baseUrl ? fhir : { baseUrl });
  const { patients } = await searchPatients(client, { limit: MOST_PATIENTS });
  async function* charts(): AsyncGenerator<SourceChart> {
    for (const { id = '' } of patients) {
      const { chart } = await fetchChart(client, id);
      if (!chart) continue;
      const recordNumber = pictureNumber(readHeader(chart.patient));
      const binary = (reference: string) => client.read(reference);
      yield { chart, files: filesOf(chart.patient.id ?? '', { recordNumber, binary, ...pictures }) };
    }
  }
  return { source: { name: hashOf(baseUrl), count: patients.length, charts }, close: nothing };
}

/** The hospital in the data folder, with its simulated pictures. */
async function demoSource(): Promise<OpenedSource> {
  const { dataDirectory } = environment();
  const { store, close } = await openStore(join(dataDirectory, 'fhir'));
  return { source: storedCharts(store, demoPictures(dataDirectory)), close };
}

/** Where patients are indexed from: a folder or file, the address of a FHIR server, or the hospital in the data folder. */
export function openSource(from: string | undefined, demo: boolean): Promise<OpenedSource> {
  if (demo === (from !== undefined))
    throw new InvalidArgumentError('Expected a folder, the address of a FHIR server, or --demo.');
  if (from === undefined) return demoSource();
  return /^https?:\/\//.test(from) ? serverSource(from) : folderSource(from);
}
