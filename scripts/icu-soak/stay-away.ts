import { setTimeout as wait } from 'node:timers/promises';
import { judge, type SoakResult } from './judge.ts';
import { until } from './targets.ts';
import { runWard, type WardOptions } from './ward.ts';

const LOOK_MS = 100;

export type AwayResult = SoakResult & {
  /** Looks at the wall meanwhile at which it was not marked. */
  readonly unmarkedLooks: number;
  /** From when the network was back to scores of what was sent after that, and tiles that were told until then. */
  readonly caughtUpMs: number;
  readonly tilesTold: number;
};

/** Takes the network from whoever looks at the wall, for `ms`, and looks whether they see everything afterwards. */
export const stayAway = (options: WardOptions, ms: number): Promise<AwayResult> =>
  runWard(options, async (running, endFeeding) => {
    const { wall, canaries } = running;
    await until(() => wall.scoredTo(canaries) > 0, 'the first scores on the wall');
    wall.network(false);
    await until(() => !wall.isLive(), 'the mark of a wall without a network');
    let unmarkedLooks = 0;
    for (const end = performance.now() + ms; performance.now() < end; await wait(LOOK_MS))
      if (wall.isLive()) unmarkedLooks += 1;
    const [back, toldBefore] = [Date.now(), wall.tilesTold()];
    wall.network(true);
    await until(() => wall.scoredTo(canaries) >= back, 'catching up');
    const away = { unmarkedLooks, caughtUpMs: Date.now() - back, tilesTold: wall.tilesTold() - toldBefore };
    await endFeeding();
    return { ...(await judge(running, [])), ...away };
  });
