import { fork } from 'node:child_process';
import { chartFiles } from '../chart-files.ts';
import type { PatientRows } from './landmark-rows.ts';
import type { RowShare } from './worker.ts';

function drain(share: RowShare, onPatient: (rows: PatientRows) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    // Typed arrays come through as they are.
    const worker = fork(new URL('./worker.ts', import.meta.url), { serialization: 'advanced' });
    worker.on('message', onPatient);
    worker.on('error', reject);
    worker.on('exit', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`A process that reads charts ended with ${signal ?? code}.`));
    });
    worker.send(share);
  });
}

/**
 * Reads every chart of a folder by `workers` processes, each some of its files.
 *
 * @returns in the order of patients' ids, so that nothing depends on which process was faster
 */
export async function readRows(
  folder: string,
  workers: number,
  request: Omit<RowShare, 'files'>,
  onPatient: (done: number) => void,
): Promise<readonly PatientRows[]> {
  const files = await chartFiles([folder]);
  const read: PatientRows[] = [];
  const shares = Array.from({ length: Math.min(workers, files.length) }, (_, first) => ({
    ...request,
    files: files.filter((_, index) => index % workers === first),
  }));
  await Promise.all(shares.map((share) => drain(share, (rows) => onPatient(read.push(rows)))));
  return read.toSorted((a, b) => (a.patient < b.patient ? -1 : 1));
}
