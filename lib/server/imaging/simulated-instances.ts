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

/** Whether the data folder's patients are the demo patients of this very generator. */
async function isDemo(dataDirectory: string): Promise<boolean> {
  const text = await readFile(join(dataDirectory, DEMO_MARK), 'utf8').catch(() => '');
  return readDemoMark(text) === GENERATOR_VERSION;
}

type Known = { readonly stored: StoredStudy; readonly study: PlannedStudy };

/** The studies by their UID, in the order of the patients. */
async function listStudies(dataDirectory: string): Promise<ReadonlyMap<string, Known>> {
  if (!(await isDemo(dataDirectory))) return new Map();
  const known = [...demoStudies()].map((study) => ({ stored: storedStudyOf(study), study }));
  return new Map(known.map((one) => [one.stored.studyUid, one]));
}

/**
 * Images of the demo patients: rendered in a thread of their own when first asked for, then kept on disk, the same bytes
 * whenever they are made. Holds nothing when the data folder has other patients.
 */
export function simulatedInstances(dataDirectory: string): InstanceSource {
  const shelf = openShelf(join(dataDirectory, 'rendered', `v${GENERATOR_VERSION}`), MOST_BYTES);
  const renderer = openRenderer();
  const underWay = new Map<string, Promise<Uint8Array>>();
  let listed: Promise<ReadonlyMap<string, Known>> | undefined;
  const all = () => {
    listed ??= listStudies(dataDirectory);
    return listed;
  };

  function render(instance: string, study: PlannedStudy): Promise<Uint8Array> {
    const made = renderer.render(study).then(async (bytes) => {
      await shelf.keep(instance, bytes);
      return bytes;
    });
    underWay.set(instance, made);
    return made.finally(() => underWay.delete(instance));
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
      const bytes =
        (await shelf.read(instance)) ?? (await (underWay.get(instance) ?? render(instance, known.study)));
      return new Blob([new Uint8Array(bytes)]).stream();
    },
  };
}
