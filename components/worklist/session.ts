'use client';

import { readmissionSession } from '#components/scoring/model-sessions.ts';
import { lookModel } from '#lib/worklist/last-look.ts';
import type { PatientGroups } from '#lib/worklist/worklist-answers.ts';
import { browserLooks } from './browser-looks.ts';
import { viewState } from './view-state.ts';
import type { Worklist, WorklistSources } from './worklist-state.ts';
import { createWorklist } from './worklist-store.ts';

/** What only the server can do. */
export type WorklistServer = Pick<WorklistSources, 'list' | 'readRows'>;

async function loadModel() {
  const [{ screen }, { explainRow }, { readmission }, session] = await Promise.all([
    import('#lib/fusion/screen.ts'),
    import('#lib/fusion/explain-row.ts'),
    import('#lib/models/readmission/model.ts'),
    readmissionSession.load(),
  ]);
  const { manifest } = session;
  if (manifest.kind !== 'survival') throw new TypeError(`Model ${manifest.id} gives no survival`);
  return {
    bands: manifest.bands,
    name: lookModel(manifest),
    screen: (rows: Parameters<typeof screen>[0]) => screen(rows, session),
    explain: (row: Parameters<typeof explainRow>[0], notRead: readonly string[]) =>
      explainRow(row, session, { nothingToMeasure: readmission.nothingToMeasure, notRead }),
  };
}

/** Ask before keeping: what is kept now is no earlier visit's. */
const lookAgain: WorklistSources['lookAgain'] = async (risks) => {
  const { name } = await loadModel();
  const now = Date.now();
  const looks = browserLooks();
  const seen = await Promise.all(
    [...risks].map(async ([id, risk]) => {
      const look = await looks.earlier(id, name, now);
      await looks.record(id, { risk, model: name, at: now });
      return look ? ([[id, look]] as const) : [];
    }),
  );
  return new Map(seen.flat());
};

let worklist: Worklist | undefined;
/** Group to show once there is a list; `null`: the first. */
let wished: string | null = null;

/** Shows another group of the list, now or when the list is opened. */
export function chooseGroup(group: string): void {
  wished = group;
  worklist?.choose(group);
  viewState.setState({ page: 1 });
}

/**
 * The tab's one worklist, which reads `chunkSize` charts in one request and begins with the list that came with the page. It
 * outlives a visit to another screen, so that Back finds the list as it was left; never the tab, and never a sign-out, which loads
 * a page anew.
 */
export function tabWorklist(
  server: WorklistServer,
  chunkSize: number,
  first: PatientGroups | null,
): Worklist {
  const make = () =>
    createWorklist(
      { ...server, loadModel, lookAgain, onMeasured: readmissionSession.measured },
      chunkSize,
      first,
    );
  // The server draws the list of one reader, and keeps it for nobody else.
  if (typeof window === 'undefined') return make();
  worklist ??= make();
  if (wished !== null) worklist.choose(wished);
  return worklist;
}
