import { bytesOf, stringOf, stringsOf } from './part10/attribute-values.ts';
import { decodeText } from './part10/character-set.ts';
import type { DataSet } from './part10/data-set.ts';
import { type Keyword, TAGS } from './tags.ts';

/** What is written on the picture so that it cannot be taken for another; empty where the file does not say. */
export type Labels = {
  readonly name: string;
  readonly recordNumber: string;
  /** `2031-04-05 13:20`, in the time zone of the machine that took it, which files seldom state. */
  readonly taken: string;
  readonly modality: string;
  readonly laterality: string;
  readonly view: string;
  readonly bodyPart: string;
  readonly description: string;
  readonly studyUid: string;
};

export function readLabels(set: DataSet): Labels {
  const terms = stringsOf(set, TAGS.SpecificCharacterSet);
  const text = (keyword: Keyword): string => {
    const value = bytesOf(set, TAGS[keyword]);
    return value ? decodeText(value, terms).replaceAll('\0', '').trim() : '';
  };
  return {
    name: nameText(text('PatientName')),
    recordNumber: text('PatientID'),
    taken: takenText(set),
    modality: stringOf(set, TAGS.Modality),
    laterality: stringOf(set, TAGS.ImageLaterality) || stringOf(set, TAGS.Laterality),
    view: stringOf(set, TAGS.ViewPosition),
    bodyPart: stringOf(set, TAGS.BodyPartExamined),
    description: text('SeriesDescription') || text('StudyDescription'),
    studyUid: stringOf(set, TAGS.StudyInstanceUID),
  };
}

/** `Rowan^Vega^M` to `Rowan, Vega M`; of several writings (alphabetic, ideographic) the first that is there. */
function nameText(value: string): string {
  const [writing = ''] = value.split('=').filter((part) => part.trim() !== '');
  const [family = '', ...others] = writing.split('^').map((part) => part.trim());
  const given = others.filter((part) => part !== '').join(' ');
  return [family, given].filter((part) => part !== '').join(', ');
}

function takenText(set: DataSet): string {
  const date = [TAGS.AcquisitionDate, TAGS.ContentDate, TAGS.StudyDate]
    .map((tag) => stringOf(set, tag))
    .find((text) => /^\d{8}/.test(text));
  if (!date) return '';
  const day = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6, 8)}`;
  const time = stringOf(set, TAGS.StudyTime);
  return /^\d{4}/.test(time) ? `${day} ${time.slice(0, 2)}:${time.slice(2, 4)}` : day;
}
