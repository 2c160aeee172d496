import { Panel } from '#components/ui/Panel.tsx';
import { noNormText } from '#lib/signal/hrv/sinus-doubt.ts';
import type { HrvSummary } from '#lib/signal/hrv/summary.ts';
import { isMeasured, type Measured } from '#lib/signal/measured.ts';
import classes from './Upload.module.css';

const ROWS: readonly (readonly [label: string, unit: string, of: (summary: HrvSummary) => Measured])[] = [
  ['Mean heart rate', '/min', ({ meanHeartRatePerMinute }) => meanHeartRatePerMinute],
  ['SDNN', 'ms', ({ sdnnMs }) => sdnnMs],
  ['RMSSD', 'ms', ({ rmssdMs }) => rmssdMs],
  ['pNN50', '%', ({ pnn50Percent }) => pnn50Percent],
  ['LF/HF (Lomb–Scargle)', '', ({ lombScargleMs2 }) => lombScargleMs2.lfOverHf],
];

const valueText = (measured: Measured, unit: string): string =>
  isMeasured(measured) ? `${measured.value.toFixed(1)} ${unit}`.trim() : measured.detail;

type BeatVariabilityProps = { readonly file: string; readonly summary: HrvSummary };

/** Variability of a recording of single beats, as the command line tells it. */
export function BeatVariability({ file, summary }: BeatVariabilityProps) {
  const { cleaning, seconds, noNorm } = summary;
  const description = `${cleaning.kept} of ${cleaning.recorded} intervals between beats kept, ${(seconds / 60).toFixed(1)} min; ${cleaning.outOfRange} were outside 300–2000 ms and ${cleaning.irregular} irregular.`;
  return (
    <Panel title={`Variability of heart beats: ${file}`} description={description}>
      <dl className={classes.measures}>
        {ROWS.map(([label, unit, of]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{valueText(of(summary), unit)}</dd>
          </div>
        ))}
      </dl>
      {noNorm === null ? null : <p className={classes.formats}>{noNormText(noNorm)}</p>}
    </Panel>
  );
}
