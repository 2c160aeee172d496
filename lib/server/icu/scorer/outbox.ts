import type { ScoredPatient } from '#lib/icu/alerts/score.ts';

/** Of our time: a score that alerts nobody is written this often. One that crosses a threshold, or has none, at once. */
const WRITTEN_EACH_MS = 2000;

type Written = { readonly writtenAt: number; readonly state: string };

/** What matters at once: on which side of its threshold each score is, or that it is none. */
const stateOf = ({ scores }: ScoredPatient): string =>
  scores
    .map(({ condition, probability, threshold }) =>
      probability === null ? `${condition}?` : `${condition}${probability >= threshold ? '!' : '.'}`,
    )
    .join();

/**
 * Scores that wait to be written, all of them and in their order: an alert begins and ends at scores that depend on those before,
 * and must not depend on how many were written at once.
 */
export class Outbox {
  readonly #waiting = new Map<string, ScoredPatient[]>();
  readonly #written = new Map<string, Written>();

  put(scored: readonly ScoredPatient[]): void {
    for (const one of scored) {
      const queue = this.#waiting.get(one.patient);
      if (queue) queue.push(one);
      else this.#waiting.set(one.patient, [one]);
    }
  }

  drop(patient: string): void {
    this.#waiting.delete(patient);
    this.#written.delete(patient);
  }

  /** Those that are to be written now; `all`: whatever waits. */
  due(now: number, all = false): readonly ScoredPatient[] {
    return [...this.#waiting].flatMap(([patient, queue]) => {
      const last = this.#written.get(patient);
      const isDue =
        all ||
        !last ||
        now - last.writtenAt >= WRITTEN_EACH_MS ||
        queue.some((one) => stateOf(one) !== last.state);
      return isDue ? queue : [];
    });
  }

  /** After they were written. Nothing comes in between: writing has its turn. */
  written(scored: readonly ScoredPatient[], now: number): void {
    for (const one of scored) {
      this.#waiting.delete(one.patient);
      this.#written.set(one.patient, { writtenAt: now, state: stateOf(one) });
    }
  }
}
