import { IssueList } from '#components/ui/IssueList.tsx';
import type { Issue } from '#lib/clinical/issue.ts';
import { mismatchesOf } from '#lib/intake/match-images.ts';
import classes from './LeftOut.module.css';
import type { UploadState } from './upload-store.ts';

/** Files of no kind that is read which stand in sight; more open on demand. */
const IN_SIGHT = 5;

/** What was not read of the files, and why; open when nothing else was found. */
export function LeftOut({ state }: { state: Extract<UploadState, { status: 'read' }> }) {
  const { records, patients, issues, wearables } = state.upload;
  const headers = records.map(({ patient }) => patient);
  const worn = wearables.flatMap((one) => one.issues);
  const all = [...issues, ...worn, ...mismatchesOf(headers, patients)];
  if (all.length === 0) return <>Everything in the files could be read.</>;
  return (
    <div className={classes.parts}>
      <OtherKinds issues={all.filter(isOfOtherKind)} />
      <IssueList issues={all.filter((issue) => !isOfOtherKind(issue))} open={isNothingElse(state)} />
    </div>
  );
}

const isOfOtherKind = ({ code }: Issue): boolean => code === 'file-kind';

const isNothingElse = ({ upload }: Extract<UploadState, { status: 'read' }>): boolean =>
  upload.records.length + upload.patients.length + upload.genomes.length + upload.wearables.length === 0;

/** Files that were read by nobody: what each is, and what to choose instead. */
function OtherKinds({ issues }: { issues: readonly Issue[] }) {
  if (issues.length === 0) return null;
  const more = issues.slice(IN_SIGHT);
  return (
    <div>
      <Sentences issues={issues.slice(0, IN_SIGHT)} />
      {more.length > 0 ? (
        <details>
          <summary className={classes.more}>{more.length} more</summary>
          <Sentences issues={more} />
        </details>
      ) : null}
    </div>
  );
}

function Sentences({ issues }: { issues: readonly Issue[] }) {
  return (
    <ul className={classes.sentences}>
      {issues.map(({ file, message }) => (
        <li key={`${file} ${message}`}>
          {file ? <strong className={classes.file}>{file}</strong> : null} {message}
        </li>
      ))}
    </ul>
  );
}
