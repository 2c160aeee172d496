'use client';

import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { saveBlob } from '#components/ui/save-blob.ts';
import { type MeasuredValue, reportOfFile } from '#lib/dicom/reporting/report-of-file.ts';
import classes from './reporting.module.css';
import { FORMATS } from './save-formats.ts';

type SaveMeasurementsProps = {
  /** The whole file of the picture: it says whose it is. */
  readonly bytes: () => Promise<ArrayBuffer>;
  readonly measured: readonly MeasuredValue[];
};

/** Saves measurements as FHIR, DICOM SR or JSON. They name the patient as the picture does. */
export function SaveMeasurements({ bytes, measured }: SaveMeasurementsProps) {
  const [failure, setFailure] = useState<string | null>(null);
  if (measured.length === 0) return null;
  const save = async ({ write, file }: (typeof FORMATS)[number]) => {
    setFailure(null);
    const report = reportOfFile(new Uint8Array(await bytes()), measured, new Date());
    if ('refusal' in report) setFailure(`The measurements cannot be saved: ${report.refusal}.`);
    else saveBlob(await write(report), file);
  };
  return (
    <div className={classes.save}>
      <span>Save the measurements as</span>
      {FORMATS.map((format) => (
        <Button
          key={format.file}
          size="compact-xs"
          variant="default"
          leftSection={<IconDownload size={13} aria-hidden />}
          onClick={() => {
            save(format).catch(() => setFailure('The measurements could not be written.'));
          }}
        >
          {format.label}
        </Button>
      ))}
      {failure ? <p role="alert">{failure}</p> : null}
    </div>
  );
}
