import type { Scored } from '#lib/contract/risk-report.ts';
import classes from './risk-card.module.css';
import { type Bands, limitText, percentText, rangeText } from './risk-text.ts';

type RiskScaleProps = Pick<Scored, 'risk' | 'interval'> & { readonly bands: Bands };

const at = (probability: number) => `${Math.min(1, Math.max(0, probability)) * 100}%`;

/** The risk and its interval on a line from 0 to 100 %, with the bands' thresholds marked and named. */
export function RiskScale({ risk, interval, bands }: RiskScaleProps) {
  const label = `Risk ${percentText(risk, bands)}, interval ${rangeText(interval.low, interval.high)}, on a scale whose intermediate band begins at ${limitText(bands.intermediate)} and high band at ${limitText(bands.high)}`;
  return (
    <div className={classes.scale} role="img" aria-label={label}>
      <div className={classes.track}>
        <span className={classes.zone} data-band="low" style={{ left: 0, width: at(bands.intermediate) }} />
        <span
          className={classes.zone}
          data-band="intermediate"
          style={{ left: at(bands.intermediate), width: at(bands.high - bands.intermediate) }}
        />
        <span
          className={classes.zone}
          data-band="high"
          style={{ left: at(bands.high), width: at(1 - bands.high) }}
        />
        <span
          className={classes.interval}
          style={{ left: at(interval.low), width: at(interval.high - interval.low) }}
        />
        <span className={classes.pointer} style={{ left: at(risk) }} />
      </div>
      <div className={classes.thresholds} aria-hidden>
        <span style={{ left: 0 }}>0</span>
        <span style={{ left: at(bands.intermediate) }}>{limitText(bands.intermediate)}</span>
        <span style={{ left: at(bands.high) }}>{limitText(bands.high)}</span>
        <span style={{ left: '100%' }}>100&nbsp;%</span>
      </div>
    </div>
  );
}
