import { IssueList } from '#components/ui/IssueList.tsx';
import { mismatchesOf } from '#lib/intake/match-images.ts';
import type { UploadState } from './upload-store.ts';

/** What was not read of the files, and why; open when nothing else was found. */
export function LeftOut({ state }: { state: Extract<UploadState, { status: 'read' }> }) {
  const { records, patients, issues, wearables } = state.upload;
  const headers = records.map(({ patient }) => patient);
  const worn = wearables.flatMap((one) => one.issues);
  const all = [...issues, ...worn, ...mismatchesOf(headers, patients)];
  return all.length === 0 ? (
    <>Everything in the files could be read.</>
  ) : (
    <IssueList issues={all} open={isNothingElse(state)} />
  );
}

const isNothingElse = ({ upload }: Extract<UploadState, { status: 'read' }>): boolean =>
  upload.records.length + upload.patients.length + upload.genomes.length + upload.wearables.length === 0;
