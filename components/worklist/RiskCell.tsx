import { percentText, rangeText } from '#components/risk/risk-text.ts';
import type { ScreenedRisk } from '#lib/fusion/screen.ts';
import type { CellContext } from './column.ts';
import classes from './Worklist.module.css';

type RiskCellProps = CellContext & {
  /** Why there can be no risk; `null`: there can. */
  readonly reason: string | null;
  readonly risk: ScreenedRisk | null;
};

/** The risk with its interval, or why there is none (yet). */
export function RiskCell({ reason, risk, scale, pending }: RiskCellProps) {
  if (reason) return <span className={classes.reason}>{reason}</span>;
  if (!risk) return <span className={classes.quiet}>{pending ? 'computing' : 'not computed'}</span>;
  const { low, high } = risk.interval;
  return (
    <span className={classes.score} data-band={risk.band}>
      <span className={classes.percent}>{percentText(risk.risk)}</span>
      <IntervalBar risk={risk} scale={scale} />
      <span className={classes.range}>{rangeText(low, high)}</span>
    </span>
  );
}

/** The interval as a line and the risk as a tick; the same numbers stand beside it. */
function IntervalBar({ risk: { risk, interval }, scale }: { risk: ScreenedRisk; scale: number }) {
  const x = (value: number) => 1 + (98 * Math.min(value, scale)) / scale;
  return (
    <svg className={classes.bar} viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
      <rect className={classes.track} x="0" y="5" width="100" height="2" rx="1" />
      <rect
        className={classes.interval}
        x={x(interval.low)}
        y="3.5"
        width={Math.max(1, x(interval.high) - x(interval.low))}
        height="5"
      />
      <rect className={classes.tick} x={x(risk) - 0.9} y="0.5" width="1.8" height="11" />
    </svg>
  );
}
