'use client';

import { ScrollTable } from '#components/ui/ChartWithTable.tsx';
import type { StudyGroup } from '#lib/dicom/grouping/group-instances.ts';
import type { ReadReport } from '#lib/dicom/reporting/read-structured-report.ts';
import { contentText, sizeText, studyTimeText } from './image-text.ts';
import { seriesName } from './study-pictures.ts';
import classes from './Upload.module.css';

type StudyImagesProps = {
  readonly study: StudyGroup;
  readonly sources: readonly Blob[];
  /** Tells this study from every other on the page. */
  readonly label: string;
};

const COLUMNS = [
  { label: 'Series' },
  { label: 'Kind' },
  { label: 'Holds' },
  { label: 'Size', numeric: true },
];

/** One study: when, what, and its series. */
export function StudyImages({ study, label }: StudyImagesProps) {
  const name = study.description || 'Study without a description';
  const rows = study.series.map((series) => ({
    key: series.uid,
    cells: [
      seriesName(series),
      series.modality,
      contentText(series),
      sizeText(series.instances.reduce((sum, { size }) => sum + size, 0)),
    ],
  }));
  return (
    <article className={classes.study} aria-label={label}>
      <h4>{name}</h4>
      <p className={classes.studyTime}>
        {studyTimeText(study)} · {study.modalities.join(', ')}
      </p>
      <ScrollTable title={`Series: ${label}`} columns={COLUMNS} rows={rows} />
      {reportsOf(study).map(({ report, file }) => (
        <ReportTable key={file} report={report} file={file} label={label} />
      ))}
    </article>
  );
}

const reportsOf = ({ series }: StudyGroup) =>
  series.flatMap(({ instances }) =>
    instances.flatMap(({ report, file }) =>
      report && report.measurements.length > 0 ? [{ report, file }] : [],
    ),
  );

const REPORT_COLUMNS = [{ label: 'Measured' }, { label: 'Value', numeric: true }, { label: 'Method' }];

type ReportTableProps = { readonly report: ReadReport; readonly file: string; readonly label: string };

/** The numbers of a structured report, with their units as the report codes them. */
function ReportTable({ report, file, label }: ReportTableProps) {
  const rows = report.measurements.map(({ name, value, unit, method }, k) => ({
    key: `${k}`,
    cells: [name, `${value} ${unit === '1' ? '' : unit}`.trim(), method ?? 'not stated'],
  }));
  return (
    <>
      <p className={classes.studyTime}>{`${report.title} in ${file}`}</p>
      <ScrollTable title={`Measurements in ${file}: ${label}`} columns={REPORT_COLUMNS} rows={rows} />
    </>
  );
}
