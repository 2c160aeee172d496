import type { Member } from '#lib/similarity/profile.ts';
import { openStream } from '#lib/simulator/stream.ts';

/**
 * A cohort in which some modalities of some patients are missing: each is taken away with a probability, and whoever would
 * be left with nothing keeps one. What is missing at one share is missing at a larger one.
 *
 * @param seed names the draw
 */
export function takeAway(members: readonly Member[], share: number, seed: number): Member[] {
  return members.map((member, patient) => {
    const stream = openStream(seed, patient, 'missing-modalities');
    const drawn = Object.keys(member.views)
      .toSorted()
      .map((view) => ({ view, luck: stream.uniform() }));
    const luckiest = drawn.reduce((most, { luck }) => Math.max(most, luck), 0);
    const kept = new Set(
      drawn.filter(({ luck }) => luck >= share || luck === luckiest).map(({ view }) => view),
    );
    const views = Object.fromEntries(Object.entries(member.views).filter(([view]) => kept.has(view)));
    return { ...member, views };
  });
}
