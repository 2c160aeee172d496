'use client';

import { Button } from '@mantine/core';
import { IconPhotoScan } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { useMemo, useState } from 'react';
import { ScrollTable } from '#components/ui/ChartWithTable.tsx';
import type { StudyGroup } from '#lib/dicom/grouping/group-instances.ts';
import type { ReadReport } from '#lib/dicom/reporting/read-structured-report.ts';
import { contentText, sizeText, studyTimeText } from './image-text.ts';
import { picturesOf, seriesName } from './study-pictures.ts';
import classes from './Upload.module.css';

// The viewer and its codecs are no part of the page's own code.
const ImageBrowser = dynamic(() =>
  import('#components/imaging/ImageBrowser.tsx').then((module) => module.ImageBrowser),
);

type StudyImagesProps = {
  readonly study: StudyGroup;
  readonly sources: readonly Blob[];
  /** Tells this study from every other on the page. */
  readonly label: string;
  /** Patient ID of the list: a file with another one would be marked. */
  readonly recordNumber: string;
  /** The pictures are shown at first; closing and opening them is the reader's. */
  readonly opened: boolean;
};

const COLUMNS = [
  { label: 'Series' },
  { label: 'Kind' },
  { label: 'Holds' },
  { label: 'Size', numeric: true },
];

/** One study: when, what, and its series. */
export function StudyImages({ study, sources, label, recordNumber, opened }: StudyImagesProps) {
  const [open, setOpen] = useState(opened);
  const pictures = useMemo(() => picturesOf(study, sources), [study, sources]);
  const name = study.description || 'Study without a description';
  const rows = study.series.map((series) => ({
    key: series.uid,
    cells: [
      seriesName(series),
      series.dicomModality,
      contentText(series),
      sizeText(series.instances.reduce((sum, { size }) => sum + size, 0)),
    ],
  }));
  return (
    <article className={classes.study} aria-label={label}>
      <h4>{name}</h4>
      <p className={classes.studyTime}>
        {studyTimeText(study)} · {study.dicomModalities.join(', ')}
      </p>
      <ScrollTable title={`Series: ${label}`} columns={COLUMNS} rows={rows} />
      {pictures.length > 0 ? (
        <div className={classes.pictures}>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPhotoScan size={14} aria-hidden />}
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            {open ? 'Close the pictures' : 'Open the pictures'}
          </Button>
          {open ? <ImageBrowser images={pictures} recordNumber={recordNumber || null} /> : null}
        </div>
      ) : null}
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
