import { environment } from '#lib/server/env.ts';
import { ensureDemoHospital } from './demo-hospital.ts';
import { isFree, portTaken } from './free-port.ts';
import { ensureBuild } from './next-build.ts';
import { reportFailure } from './report-failure.ts';
import { step } from './step.ts';

/** `npm start` runs this first: everything that the server needs and that a fresh clone lacks, one line per step. */
async function prepare(): Promise<void> {
  const { host, port, fhir, dataDirectory, today } = environment();
  if (!(await isFree(host, port))) throw new Error(portTaken(host, port));
  await step('App (a first build takes about a minute)', ensureBuild);
  const day = today ?? new Date().toISOString().slice(0, 10);
  if (fhir === null)
    await step('Demo hospital', (progress) => ensureDemoHospital(dataDirectory, { today: day, progress }));
}

await reportFailure(prepare);
