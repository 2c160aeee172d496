import { type Bands, percentText, rangeText } from '#components/risk/risk-text.ts';
import { BandBadge } from '#components/ui/BandBadge.tsx';
import type { ScreenedRisk } from '#lib/fusion/screen.ts';
import type { CellContext } from './column.ts';
import type { Entry } from './entries.ts';
import { PictureMark } from './PictureMark.tsx';
import classes from './RiskCell.module.css';
import { Waiting } from './Waiting.tsx';

type RiskCellProps = CellContext & { readonly entry: Entry };

/** The risk with its band and interval, or why there is none (yet). */
export function RiskCell({ entry, bands, pending, readsPictures }: RiskCellProps) {
  const { row, risk, band } = entry;
  if (row?.reason)
    return (
      <span className={classes.reason} title={row.reason}>
        <BandBadge band="none" /> {row.reason}
      </span>
    );
  if (!risk || !band) return <Waiting pending={pending} />;
  const { low, high } = risk.interval;
  return (
    <span
      className={classes.score}
      data-band={risk.band}
      title={`90 % of the model’s members: ${rangeText(low, high)}`}
    >
      <span className={classes.percent}>{percentText(risk.risk, bands ?? undefined)}</span>
      <BandBadge band={band} />
      <span className={classes.below}>
        <IntervalBar risk={risk} bands={bands} />
        <PictureMark entry={entry} bands={bands} isRead={readsPictures} />
      </span>
    </span>
  );
}

/** The interval as a line and the risk as a tick on the card's scale of 0 to 100 %; the numbers stand beside it. */
function IntervalBar({ risk: { risk, interval }, bands }: { risk: ScreenedRisk; bands: Bands | null }) {
  const x = (value: number) => 100 * Math.min(1, value);
  return (
    <svg className={classes.bar} viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
      <rect className={classes.track} x="0" y="5" width="100" height="2" />
      <rect
        className={classes.interval}
        x={x(interval.low)}
        y="3.5"
        width={Math.max(1, x(interval.high) - x(interval.low))}
        height="5"
      />
      {bands ? (
        <rect className={classes.limit} x={x(bands.intermediate)} y="1" width="0.6" height="10" />
      ) : null}
      {bands ? <rect className={classes.limit} x={x(bands.high)} y="1" width="0.6" height="10" /> : null}
      <rect className={classes.tick} x={x(risk) - 0.9} y="0" width="1.8" height="12" />
    </svg>
  );
}
