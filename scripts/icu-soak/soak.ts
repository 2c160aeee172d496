import { setTimeout as wait } from 'node:timers/promises';
import { judge, type SoakResult } from './judge.ts';
import { type Kill, killOne, type Running, until } from './targets.ts';
import { runWard, type WardOptions } from './ward.ts';

/** The next kill comes up to so long after all is well again. */
const PAUSE_MS = 2500;

export type SoakOptions = WardOptions & {
  readonly kills: number;
  /** 0 … 1, for what is killed and when. */
  readonly draw: () => number;
  readonly say: (line: string) => void;
};

async function killAll({ kills, draw, say }: SoakOptions, running: Running): Promise<readonly Kill[]> {
  const { wall, canaries } = running;
  await until(() => wall.scoredTo(canaries) > 0, 'the first scores on the wall');
  const done: Kill[] = [];
  while (done.length < kills) {
    await wait(draw() * PAUSE_MS);
    const kill = await killOne(running, draw);
    done.push(kill);
    say(`${done.length} of ${kills}: ${kill.what}, ${kill.recoveryMs} ms`);
  }
  return done;
}

/** Kills processes of a running ward at random moments, and looks whether anything was lost or doubled. */
export const soak = (options: SoakOptions): Promise<SoakResult> =>
  runWard(options, async (running, endFeeding) => {
    const kills = await killAll(options, running);
    await endFeeding();
    return judge(running, kills);
  });
