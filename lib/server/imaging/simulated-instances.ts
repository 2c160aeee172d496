import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DEMO_MARK, demoStudies, readDemoMark } from '#lib/simulator/demo-hospital.ts';
import { GENERATOR_VERSION } from '#lib/simulator/generator.ts';
import type { PlannedStudy } from '#lib/simulator/imaging/study.ts';
import { openShelf } from './file-shelf.ts';
import type { InstanceSource, StoredStudy } from './instance-source.ts';
import { openRenderer } from './renderer.ts';
import { storedStudyOf } from './simulated-study.ts';

/** With the store of the demo patients, about 100 MB, half a gigabyte of disk. */
const MOST_BYTES = 400 * 2 ** 20;

/** The day of the data folder's demo patients; `null` when its patients are not those of this very generator. */
const demoDay = async (dataDirectory: string): Promise<string | null> =>
  readDemoMark(await readFile(join(dataDirectory, DEMO_MARK), 'utf8').catch(() => ''));

type Known = { readonly stored: StoredStudy; readonly study: PlannedStudy };

/** The studies by their UID, in the order of the patients. */
async function listStudies(dataDirectory: string): Promise<ReadonlyMap<string, Known>> {
  const today = await demoDay(dataDirectory);
  if (today === null) return new Map();
  const known = [...demoStudies(today)].map((study) => ({ stored: storedStudyOf(study), study }));
  return new Map(known.map((one) => [one.stored.studyUid, one]));
}

/**
 * Images of the demo patients: rendered in a thread of their own when first asked for, then kept on disk, the same bytes
 * whenever they are made. Holds nothing when the data folder has other patients. `keep` false: what is rendered is not kept.
 */
export function simulatedInstances(dataDirectory: string, { keep = true } = {}): InstanceSource {
  const shelf = openShelf(join(dataDirectory, 'rendered', `v${GENERATOR_VERSION}`), MOST_BYTES);
  const renderer = openRenderer();
  const underWay = new Map<string, Promise<Uint8Array>>();
  let listed: Promise<ReadonlyMap<string, Known>> | undefined;
  const all = () => {
    listed ??= listStudies(dataDirectory);
    return listed;
  };

  function render(name: string, study: PlannedStudy): Promise<Uint8Array> {
    const made = renderer.render(study).then(async (bytes) => {
      if (keep) await shelf.keep(name, bytes);
      return bytes;
    });
    underWay.set(name, made);
    return made.finally(() => underWay.delete(name));
  }

  return {
    async findStudies({ studyUid, patientId }) {
      const known = await all();
      const one = studyUid === undefined ? undefined : known.get(studyUid);
      const candidates = studyUid === undefined ? [...known.values()] : one ? [one] : [];
      return candidates
        .map(({ stored }) => stored)
        .filter((stored) => patientId === undefined || stored.patientId === patientId);
    },
    async readInstance({ study, series, instance }) {
      const known = (await all()).get(study);
      const [only] = known?.stored.series ?? [];
      if (!known || only?.seriesUid !== series || only.instances[0]?.instanceUid !== instance) return null;
      // A file's header has the date, which moves when the patient is admitted again.
      const name = `${known.study.moment.ms}-${instance}`;
      const bytes = (await shelf.read(name)) ?? (await (underWay.get(name) ?? render(name, known.study)));
      return new Blob([new Uint8Array(bytes)]).stream();
    },
  };
}
