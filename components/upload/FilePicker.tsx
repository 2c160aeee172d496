'use client';

import { Button, FileButton } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { useMounted } from '@mantine/hooks';
import { IconFileUpload, IconFolderOpen } from '@tabler/icons-react';
import { useRef } from 'react';
import classes from './Upload.module.css';

type FilePickerProps = {
  readonly onFiles: (files: readonly { readonly name: string; readonly bytes: Blob }[]) => void;
  /** Lower, once something has been read. */
  readonly compact: boolean;
};

const named = (files: readonly File[]) =>
  files.map((file) => ({ name: file.webkitRelativePath || file.name, bytes: file }));

/** Drop files or folders, or pick them. Any name is taken: what a file is, its content tells. */
export function FilePicker({ onFiles, compact }: FilePickerProps) {
  const folder = useRef<HTMLInputElement>(null);
  // A click on the server's HTML, before the page's script runs, would do nothing.
  const alive = useMounted();
  return (
    <Dropzone
      className={classes.dropzone ?? ''}
      data-compact={compact || undefined}
      onDrop={(files) => onFiles(named(files))}
      activateOnClick={false}
      activateOnKeyboard={false}
      enablePointerEvents
      tabIndex={-1}
      inputProps={{ 'aria-hidden': true, tabIndex: -1 }}
    >
      <div className={classes.invitation}>
        <IconFileUpload size={compact ? 24 : 34} stroke={1.4} aria-hidden className={classes.mark} />
        <div>
          <p className={classes.lead}>Drop files or folders here</p>
          <p className={classes.formats}>
            Charts as FHIR, pictures as DICOM, genotypes, recordings of wearables; zip archives of these
          </p>
        </div>
        <div className={classes.buttons}>
          <FileButton multiple onChange={(files) => onFiles(named(files))} resetRef={null}>
            {(props) => (
              <Button {...props} variant="filled" disabled={!alive}>
                Choose files
              </Button>
            )}
          </FileButton>
          <Button
            variant="default"
            disabled={!alive}
            leftSection={<IconFolderOpen size={16} aria-hidden />}
            onClick={() => folder.current?.click()}
          >
            Choose a folder
          </Button>
          <input
            ref={folder}
            type="file"
            hidden
            multiple
            aria-label="Folder with FHIR or DICOM files"
            {...{ webkitdirectory: '' }}
            onChange={({ currentTarget }) => {
              onFiles(named([...(currentTarget.files ?? [])]));
              currentTarget.value = '';
            }}
          />
        </div>
        <Formats />
      </div>
    </Dropzone>
  );
}

function Formats() {
  return (
    <details className={classes.allFormats}>
      <summary>Every format that is read</summary>
      <ul>
        <li>FHIR R4 as JSON or NDJSON, plain or gzip; a site mapping as JSON</li>
        <li>DICOM, alone or with its DICOMDIR</li>
        <li>VCF, plain or bgzip, with a ClinVar extract and a PGS scoring file</li>
        <li>Raw genotypes of 23andMe, AncestryDNA, MyHeritage or FamilyTreeDNA</li>
        <li>Apple Health export with its ECGs; Fitbit JSON, Withings raw tables, Polar .hrm, TCX and GPX</li>
        <li>
          Tables (CSV) of heart rate, SpO2 or steps, as Fitbit, Google, Samsung, Oura, Wellue and others write
          them; RR intervals
        </li>
        <li>WFDB records (.hea with its files)</li>
      </ul>
    </details>
  );
}
