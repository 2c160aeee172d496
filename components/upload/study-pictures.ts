import type { SeriesGroup, StudyGroup } from '#lib/dicom/grouping/group-instances.ts';
import type { OpenImage } from '#lib/dicom/open-image.ts';
import type { ReadUpload } from '#lib/intake/read-upload.ts';

/** Whether nothing but one study of one patient was found: whoever chose it wants to see it. */
export const isOneStudy = (found: ReadUpload): boolean => {
  const { records, patients, genomes, unreadableGenomes, wearables } = found;
  const others = [records, genomes, unreadableGenomes, wearables];
  return (
    patients.length === 1 && patients[0]?.studies.length === 1 && others.every((list) => list.length === 0)
  );
};

/** One key for one opened file, for as long as the browser holds it: the next upload's files have others. */
const keys = new WeakMap<Blob, string>();

function keyOf(file: Blob): string {
  const key = keys.get(file) ?? crypto.randomUUID();
  keys.set(file, key);
  return key;
}

export const seriesName = ({ description, number }: SeriesGroup): string =>
  description || (number === null ? 'Series without a name' : `Series ${number}`);

/** The pictures of a study in the order of its series; files that hold none are left out. */
export function picturesOf({ series }: StudyGroup, sources: readonly Blob[]): OpenImage[] {
  return series.flatMap((group) => {
    const pictures = group.instances.filter(({ summary }) => summary.rows !== null);
    return pictures.flatMap(({ at, disputed }, k): OpenImage[] => {
      const file = sources[at];
      const number = pictures.length > 1 ? `, picture ${k + 1} of ${pictures.length}` : '';
      const title = `${group.dicomModality} ${seriesName(group)}${number}`;
      const doubt = disputed === undefined ? {} : { disputed };
      if (!file) return [];
      const key = keyOf(file);
      return [{ key, file: key, title, bytes: () => file.arrayBuffer(), ...doubt }];
    });
  });
}
