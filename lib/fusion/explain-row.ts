import type { ModelSession } from '#lib/contract/session.ts';
import { explain } from './explain.ts';
import { type Reason, reasonsOf } from './reasons.ts';
import { vectorOfRow } from './row-vector.ts';
import type { Row } from './rows.ts';
import { withoutUnread } from './sources.ts';
import { survivalSession } from './survival-outputs.ts';

/** A measure, or a whole source, that is missing, and how far plausible values of it would move the risk. */
export type WorthMeasuring = {
  readonly measure: string;
  readonly label: string;
  /** Lowest and highest risk over the plausible values, less the risk now: .04 is four percentage points up. */
  readonly low: number;
  readonly high: number;
};

/** What a worklist says about a risk beside the number. */
export type ExplainedRow = {
  /** The findings that move the risk most, largest first. */
  readonly reasons: readonly Reason[];
  /** The gap whose plausible values lie furthest apart in risk; `null`: none is left. */
  readonly worthMeasuring: WorthMeasuring | null;
};

/** A line of a list has no room for more. */
const MOST_REASONS = 3;

/**
 * Why a row of an *eligible* patient has its risk, and what is worth measuring: the same questions in one batch as `assess`
 * asks, and the same numbers. The model runs in its worker; what is left for this thread is a few milliseconds a row.
 *
 * @param notRead sources that are on the chart and were not read for the row: they are not to be got
 * @param nothingToMeasure measures that may be missing without anything being left to measure (`SurvivalModel`)
 * Rejects as `assess` does.
 */
export async function explainRow(
  row: Row,
  opened: ModelSession,
  { nothingToMeasure, notRead }: { nothingToMeasure: ReadonlySet<string>; notRead: readonly string[] },
  signal?: AbortSignal,
): Promise<ExplainedRow> {
  const session = survivalSession(opened);
  const vector = vectorOfRow(
    row,
    session.manifest.inputs.features.map(({ id }) => id),
  );
  const explained = await explain(vector, session, nothingToMeasure, signal);
  const { risk } = explained;
  const { findings } = reasonsOf(explained);
  const missing = withoutUnread(explained.missing, session.manifest.sources, notRead);
  const gaps = missing.flatMap(({ measure, label, effect }): WorthMeasuring[] => {
    const moved = (effect?.at ?? []).map((point) => point.risk - risk);
    return moved.length === 0 ? [] : [{ measure, label, low: Math.min(...moved), high: Math.max(...moved) }];
  });
  const sources = explained.missingSources
    .filter(({ source }) => !notRead.includes(source))
    .map(({ source: measure, label, range }) => ({
      measure,
      label,
      low: range.low - risk,
      high: range.high - risk,
    }));
  const [worthMeasuring = null] = [...gaps, ...sources].toSorted((a, b) => b.high - b.low - (a.high - a.low));
  return { reasons: findings.slice(0, MOST_REASONS), worthMeasuring };
}
