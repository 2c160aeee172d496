import { ScrollTable } from '#components/ui/ChartWithTable.tsx';
import { IssueList } from '#components/ui/IssueList.tsx';
import type { DeidentifyResult } from '#lib/dicom/deidentify/deidentify-files.ts';
import { counted } from './image-text.ts';
import { SaveButton } from './SaveButton.tsx';
import classes from './Upload.module.css';

const COLUMNS = [
  { label: 'Attribute' },
  { label: 'Tag' },
  { label: 'What was done' },
  { label: 'Files', numeric: true },
  { label: 'Before, in the first file' },
  { label: 'After' },
];

/** What was done: the archive, every attribute that was touched, and what was left out. */
export function DeidentifyOutcome({ result, files }: { result: DeidentifyResult; files: number }) {
  const { archive, cleaned, summaries, csv, json, issues } = result;
  const title = `Attributes touched (${summaries.length})`;
  const rows = summaries.map(({ path, name, action, files: count, before, after }) => ({
    key: `${path} ${action}`,
    cells: [name, <code key="tag">{path}</code>, action, count, before || '(empty)', after || '(empty)'],
  }));
  return (
    <div className={classes.outcome}>
      <p role="status">
        {`${counted(cleaned, 'file')} of ${files.toLocaleString('en-GB')} de-identified.`}{' '}
        {issues.length > 0 ? `${counted(issues.length, 'file')} left out; the reasons stand below.` : ''}
      </p>
      <div className={classes.downloads}>
        {archive ? (
          <SaveButton blob={archive} name="deidentified.zip">
            Save the copies (zip)
          </SaveButton>
        ) : null}
        <SaveButton blob={csv} name="deidentification-report.csv">
          Save the report (CSV)
        </SaveButton>
        <SaveButton blob={json} name="deidentification-report.json">
          Save the report (JSON)
        </SaveButton>
      </div>
      <p className={classes.caution}>
        The report holds the original values: keep it where the originals are. Look at the copies before you
        pass them on: text inside an ultrasound region, and faces, are not found.
      </p>
      {rows.length > 0 ? <ScrollTable title={title} columns={COLUMNS} rows={rows} /> : null}
      <IssueList issues={issues} open />
    </div>
  );
}
