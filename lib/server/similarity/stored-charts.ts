import { type Files, filesOf } from '#lib/contract/files.ts';
import { fetchStoredChart } from '#lib/fhir/store/fetch-stored-chart.ts';
import type { FhirStore } from '#lib/fhir/store/fhir-store.ts';
import { pictureNumber, readHeader } from '#lib/modalities/header.ts';
import type { InstanceSource } from '#lib/server/imaging/instance-source.ts';
import { simulatedInstances } from '#lib/server/imaging/simulated-instances.ts';
import type { IndexedSource, SourceChart } from './indexed-source.ts';

// Never resolved: the store is in this process.
const BASE = 'http://embedded.invalid/fhir';

/** What the index calls the hospital in a data folder. */
export const STORED = 'embedded';

const instancesOf =
  (pictures: InstanceSource): Files['instance'] =>
  async (uids) => {
    const stream = await pictures.readInstance(uids);
    return stream && (await new Response(stream).blob());
  };

/** Pictures of the demo patients, rendered for the index alone: a thousand of them would push out those that people look at. */
export const demoPictures = (dataDirectory: string): InstanceSource =>
  simulatedInstances(dataDirectory, { keep: false });

/** The patients of an embedded store; each is read when its turn comes. */
export function storedCharts(store: FhirStore, pictures: InstanceSource): IndexedSource {
  const ids = [...store.table.ofType('Patient').keys()];
  const instance = instancesOf(pictures);
  const binary: Files['binary'] = async (reference) => {
    const [, id = ''] = /^Binary\/([^/]+)$/.exec(reference) ?? [];
    return store.table.read('Binary', id) ?? null;
  };
  async function* charts(): AsyncGenerator<SourceChart> {
    for (const id of ids) {
      const { chart } = await fetchStoredChart(store, BASE, id);
      // Of linked patients one has the chart of both.
      if (chart?.patient.id !== id) continue;
      const recordNumber = pictureNumber(readHeader(chart.patient));
      yield { chart, files: filesOf(id, { recordNumber, binary, instance }) };
    }
  }
  return { name: STORED, count: ids.length, charts };
}
