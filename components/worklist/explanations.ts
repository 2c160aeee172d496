import type { ExplainedRow } from '#lib/fusion/explain-row.ts';

/** By patient id; `null`: the risk could not be explained. */
export type Explained = ReadonlyMap<string, ExplainedRow | null>;

export type Explanations = {
  /** Explains these, in this order, unless it was done; the latest wish counts. */
  readonly want: (ids: readonly string[]) => void;
  /** Stops after the patient under way; nothing is told any more. */
  readonly stop: () => void;
};

/** What was found is shown this often: a redraw for every patient would cost more than the model. */
const EVERY_MS = 150;

/**
 * Explains patients one after the other, in the order of the screen, so that the rows in sight are first and another page is
 * turned to after one patient.
 *
 * @param explain `null`: there is nothing to explain, not yet or no more
 */
export function createExplanations(
  explain: (id: string) => Promise<ExplainedRow> | null,
  onFound: (found: Explained) => void,
): Explanations {
  let wanted: readonly string[] = [];
  let running = false;
  let visit = 0;

  /** The first of those wanted of whom something is to be found; it is under way then. */
  function begin(found: Explained): { readonly id: string; readonly work: Promise<ExplainedRow> } | null {
    for (const id of wanted) {
      const work = found.has(id) ? null : explain(id);
      if (work) return { id, work };
    }
    return null;
  }

  /** One patient after the other for `EVERY_MS`; `false`: nobody is left. */
  async function runOnce(mine: number): Promise<boolean> {
    const found = new Map<string, ExplainedRow | null>();
    const started = performance.now();
    let one = begin(found);
    while (one) {
      // One patient whose reasons do not add up must not cost the others theirs.
      found.set(one.id, await one.work.catch(() => null));
      if (mine !== visit) return false;
      if (performance.now() - started > EVERY_MS) break;
      one = begin(found);
    }
    if (found.size > 0) onFound(found);
    return one !== null;
  }

  async function run(mine: number): Promise<void> {
    let more = true;
    while (more) more = await runOnce(mine);
    if (mine === visit) running = false;
  }

  return {
    want(ids) {
      wanted = ids;
      if (running) return;
      running = true;
      void run(visit);
    },
    stop() {
      visit += 1;
      running = false;
      wanted = [];
    },
  };
}
