import { eventTimeText, readEventTime } from './event-time.ts';
import type { Notes } from './notes.ts';
import { stringOf } from './part10/attribute-values.ts';
import type { DataSet } from './part10/data-set.ts';
import { characterSetOf, doubtedText } from './part10/text-value.ts';
import { personNameText } from './person-name.ts';
import { type Keyword, TAGS } from './tags.ts';
import { TEXT_DOUBTS } from './text-doubts.ts';

/** What is written on the picture so that it cannot be taken for another; empty where the file does not say. */
export type Labels = {
  readonly name: string;
  readonly recordNumber: string;
  /** `Acquired 2031-04-05 13:20 UTC+02:00`: which event, and its own time. */
  readonly taken: string;
  readonly dicomModality: string;
  readonly laterality: string;
  readonly view: string;
  readonly bodyPart: string;
  readonly description: string;
  readonly studyUid: string;
};

export function readLabels(set: DataSet, notes: Notes): Labels {
  const terms = characterSetOf(set);
  const text = (keyword: Keyword): string => {
    const read = doubtedText(set.get(TAGS[keyword]), terms);
    if (read.doubt) notes.add('SpecificCharacterSet', TEXT_DOUBTS[read.doubt]);
    return read.text.replaceAll('\0', '').trim();
  };
  const taken = readEventTime(set, notes);
  return {
    name: personNameText(text('PatientName')),
    recordNumber: text('PatientID'),
    taken: taken ? eventTimeText(taken) : '',
    dicomModality: stringOf(set, TAGS.Modality),
    laterality: stringOf(set, TAGS.ImageLaterality) || stringOf(set, TAGS.Laterality),
    view: stringOf(set, TAGS.ViewPosition),
    bodyPart: stringOf(set, TAGS.BodyPartExamined),
    description: text('SeriesDescription') || text('StudyDescription'),
    studyUid: stringOf(set, TAGS.StudyInstanceUID),
  };
}
