import type { DataSet, Part10File } from '#lib/dicom/part10/data-set.ts';
import { numberOf } from '#lib/dicom/part10/numeric-value.ts';
import { asciiText, characterSetOf, textOf } from '#lib/dicom/part10/text-value.ts';
import type { InstanceAddress, StoredInstance, StoredSeries, StoredStudy } from './instance-source.ts';

const MODALITY = 0x00080060;

/** One file's place in a hospital, as its own header says. */
export type IndexedInstance = InstanceAddress & {
  readonly ofStudy: Omit<StoredStudy, 'series'>;
  readonly ofSeries: Omit<StoredSeries, 'instances'>;
  readonly stored: StoredInstance;
};

const orNull = (text: string): string | null => (text === '' ? null : text);

function storedInstance(body: DataSet): StoredInstance {
  const number = (tag: number) => numberOf(body.get(tag));
  const [rows, columns] = [number(0x00280010), number(0x00280011)];
  return {
    instanceUid: asciiText(body.get(0x00080018)),
    sopClassUid: asciiText(body.get(0x00080016)),
    number: number(0x00200013) ?? null,
    ...(rows && columns ? { rows, columns, frames: number(0x00280008) ?? 1 } : {}),
  };
}

/** Where an instance belongs; `null` when it names no study, series or instance. */
export function indexInstance({ body }: Part10File): IndexedInstance | null {
  const characterSet = characterSetOf(body);
  const text = (tag: number) => orNull(textOf(body.get(tag), characterSet));
  const stored = storedInstance(body);
  const study = asciiText(body.get(0x0020000d));
  const series = asciiText(body.get(0x0020000e));
  if (study === '' || series === '' || stored.instanceUid === '') return null;
  return {
    study,
    series,
    instance: stored.instanceUid,
    stored,
    ofStudy: {
      studyUid: study,
      patientId: text(0x00100020) ?? '',
      patientName: text(0x00100010),
      date: orNull(asciiText(body.get(0x00080020))),
      time: orNull(asciiText(body.get(0x00080030)).slice(0, 6)),
      accessionNumber: text(0x00080050),
      description: text(0x00081030),
    },
    ofSeries: {
      seriesUid: series,
      dicomModality: asciiText(body.get(MODALITY)) || 'OT',
      description: text(0x0008103e),
      number: numberOf(body.get(0x00200011)) ?? null,
    },
  };
}

/** The studies that instances make up, in order of first appearance; one whose files name two patients is listed for each. */
export function studiesOf(instances: readonly IndexedInstance[]): StoredStudy[] {
  const byStudy = Map.groupBy(instances, ({ study, ofStudy }) => `${study} ${ofStudy.patientId}`);
  return [...byStudy.values()].flatMap((members) => {
    const bySeries = Map.groupBy(members, ({ series }) => series);
    const series = [...bySeries.values()].flatMap((one) =>
      one[0] ? [{ ...one[0].ofSeries, instances: one.map(({ stored }) => stored) }] : [],
    );
    return members[0] ? [{ ...members[0].ofStudy, series }] : [];
  });
}
