import { formatDateTime } from '#lib/simulator/calendar.ts';
import { describeStudy, type PlannedStudy } from '#lib/simulator/imaging/study.ts';
import type { StoredStudy } from './instance-source.ts';

/** What the header of a simulated study's file will say, before it is rendered. */
export function storedStudyOf(study: PlannedStudy): StoredStudy {
  const { uids, dicomModality, sopClass, description, ms } = describeStudy(study);
  const { family, given, recordNumber } = study.person;
  const [date = '', time = ''] = formatDateTime(ms).slice(0, 19).replace(/[-:]/g, '').split('T');
  return {
    studyUid: uids.study,
    patientId: recordNumber,
    patientName: `${family}^${given}`,
    date,
    time,
    accessionNumber: uids.study.slice(-12),
    description,
    series: [
      {
        seriesUid: uids.series,
        dicomModality,
        description,
        number: 1,
        instances: [{ instanceUid: uids.instance, sopClassUid: sopClass, number: 1 }],
      },
    ],
  };
}
