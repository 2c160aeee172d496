import { type ChildProcess, fork } from 'node:child_process';
import type { Page } from '@playwright/test';
import { type BedsideSettings, type Sent, sent } from './bedside-settings.ts';
import type { Point } from './growth.ts';
import { type PageMarks, takeMarks } from './page-marks.ts';
import { type Part, usedByParts } from './processes.ts';

const SECOND_MS = 1000;
/** The browser counts script memory when its collector runs next: asked more often it would run for the bench alone. */
const SCRIPT_EVERY_S = 30;
/** Of what was sent last. */
const LATE_MS = 5000;

export type Watched = {
  readonly sent: readonly Sent[];
  readonly marks: PageMarks;
  /** Measured from the end of the warm-up on. */
  readonly from: number;
  readonly to: number;
  readonly resident: ReadonlyMap<Part, readonly Point[]>;
  readonly script: readonly Point[];
  /** Of one core, over the time that is measured. */
  readonly processorShare: Readonly<Record<string, number>>;
};

/** JavaScript memory of page and worker after the collector ran, MB. */
async function scriptMb(page: Page): Promise<number> {
  const bytes: unknown = await page.evaluate(async () => {
    const measure: unknown = Reflect.get(performance, 'measureUserAgentSpecificMemory');
    return typeof measure === 'function' ? (await measure.call(performance)).bytes : null;
  });
  if (typeof bytes !== 'number') throw new Error('The browser does not tell the memory of the page.');
  return bytes / 1024 ** 2;
}

function startBedsides(settings: BedsideSettings) {
  const taken: Sent[] = [];
  const child: ChildProcess = fork(new URL('./bedside-process.ts', import.meta.url), [
    JSON.stringify(settings),
  ]);
  child.on('message', (message: unknown) => taken.push(sent.parse(message)));
  const ended = new Promise<void>((resolve, reject) =>
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`The beds stopped sending with ${code}`)),
    ),
  );
  ended.catch(() => undefined);
  return { taken, ended, stop: () => child.kill('SIGKILL') };
}

/** Starts the beds, opens the wall, and looks at both from the end of the warm-up on until the beds have sent everything. */
export async function watchWall(
  page: Page,
  settings: BedsideSettings,
  databaseUrl: string | null,
  open: () => Promise<void>,
): Promise<Watched> {
  const start = Date.now();
  const bedsides = startBedsides(settings);
  const marks = { rates: [], alerts: [], paces: [] } as {
    [Key in keyof PageMarks]: PageMarks[Key][number][];
  };
  const resident = new Map<Part, Point[]>();
  const script: Point[] = [];
  const from = start + settings.firstS * SECOND_MS;
  const to = start + settings.seconds * SECOND_MS;

  async function keepMarks(isMeasured: boolean): Promise<void> {
    const taken = await takeMarks(page);
    marks.rates.push(...taken.rates);
    marks.alerts.push(...taken.alerts);
    if (isMeasured) marks.paces.push(...taken.paces);
  }

  try {
    await open();
    await page.waitForTimeout(Math.max(0, from - Date.now()));
    await keepMarks(false);
    const before = await usedByParts(databaseUrl);
    for (let second = 0; Date.now() < to; second += 1) {
      const atS = (Date.now() - from) / SECOND_MS;
      for (const [part, { residentMb }] of await usedByParts(databaseUrl))
        resident.set(part, [...(resident.get(part) ?? []), { atS, mb: residentMb }]);
      if (second % SCRIPT_EVERY_S === 0)
        void scriptMb(page).then(
          (mb) => script.push({ atS, mb }),
          () => undefined,
        );
      await page.waitForTimeout(Math.max(0, from + (second + 1) * SECOND_MS - Date.now()));
      await keepMarks(true);
    }
    const after = await usedByParts(databaseUrl);
    const measuredS = (Date.now() - from) / SECOND_MS;
    await bedsides.ended;
    await page.waitForTimeout(LATE_MS);
    await keepMarks(false);
    const shareOf = (part: Part) =>
      ((after.get(part)?.processorS ?? 0) - (before.get(part)?.processorS ?? 0)) / measuredS;
    const processorShare = Object.fromEntries(
      [...after.keys()].map((part) => [part, Math.round(100 * shareOf(part)) / 100]),
    );
    return { sent: bedsides.taken, marks, from, to: to - LATE_MS, resident, script, processorShare };
  } finally {
    bedsides.stop();
  }
}
