import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { Panel } from '#components/ui/Panel.tsx';
import { numberText } from '#lib/clinical/quantity-text.ts';
import type { MonitorSummary } from '#lib/monitoring/summary.ts';
import classes from './monitor.module.css';
import { pText, spanText, timeText } from './monitor-text.ts';

/** How often nothing is wrong where something is said to be. */
function ratesText({ drift, calibration }: MonitorSummary): string {
  const rates = [
    ...(drift
      ? [
          `of healthy windows at most ${numberText(100 * drift.level, 0)} in 100 has an alarm in any of the ${drift.rows.length} rows below`,
        ]
      : []),
    ...(calibration[0]
      ? [
          `of models that are right at most ${numberText(100 * calibration[0].level, 0)} in 100 is ever doubted, however often one looks`,
        ]
      : []),
  ];
  return rates.length > 0 ? `False alarms: ${rates.join('; ')}.` : '';
}

function windowsText({ windows, upTo }: MonitorSummary): string {
  const { spans, reference, current } = windows;
  const until = upTo === null ? '' : ` Data up to ${timeText(upTo)}.`;
  if (spans === null) return `Nobody's first 24 h are over yet.${until}`;
  return `Now: the ${current} newest patients (${spanText(spans.current)}). Before: ${reference} patients (${spanText(spans.reference)}). Of each the first 24 h in intensive care.${until}`;
}

/** What somebody should look at. */
export function AlarmPanel({ summary }: { summary: MonitorSummary }) {
  const { alarms, drift, windows } = summary;
  return (
    <Panel title="Alarms" description={windowsText(summary)}>
      {alarms.length > 0 ? (
        <ul className={classes.alarms}>
          {alarms.map(({ text, p }) => (
            <li key={text}>
              <IconAlertTriangle size={18} stroke={1.8} aria-label="Alarm" />
              <span>
                {text} {p === null ? null : <span className={classes.quiet}>p {pText(p)}</span>}
              </span>
            </li>
          ))}
        </ul>
      ) : (
        <p className={classes.well}>
          <IconCircleCheck size={18} stroke={1.8} aria-hidden /> No alarm.
        </p>
      )}
      {drift === null ? (
        <p className={classes.note}>
          Drift is not looked for yet: 20 patients are needed in each window, and there are{' '}
          {windows.reference} and {windows.current}.
        </p>
      ) : null}
      <p className={classes.note}>{ratesText(summary)}</p>
    </Panel>
  );
}
