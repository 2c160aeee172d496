import { ChartWithTable } from '#components/ui/ChartWithTable.tsx';
import { Panel } from '#components/ui/Panel.tsx';
import { Stat, Stats } from '#components/ui/Stat.tsx';
import { numberText } from '#lib/clinical/quantity-text.ts';
import type { CalibrationReport } from '#lib/monitoring/calibration-report.ts';
import type { Recalibration } from '#lib/monitoring/recalibration.ts';
import { CalibrationPlot } from '../CalibrationPlot.tsx';
import { calibrationRows, intervalText } from '../model-rows.ts';
import { pText } from './monitor-text.ts';

const COLUMNS = ['Predicted', 'Observed', 'From', 'To', 'Patients'].map((label) => ({
  label,
  numeric: true,
}));

const estimateText = (fit: Recalibration | null, of: keyof Recalibration): string =>
  fit === null ? 'too few events' : intervalText(fit[of], 2);

/** Whether the probabilities of one model come true where it is in use. */
export function CalibrationPanel({ report }: { report: CalibrationReport }) {
  const { condition, model, patients, events, expected, fit, inTheLargeP, slopeP, level, groups, alarm } =
    report;
  const title = `Calibration: ${condition}`;
  return (
    <Panel
      title={title}
      description={`${model}: one prediction of each patient, at the end of hour 12, against the six hours after it. Each dot is a fifth of the patients, with its interval.`}
    >
      <Stats>
        <Stat
          label="Events"
          value={`${events} of ${patients}`}
          hint={`${numberText(expected, 1)} were told; ${alarm ? 'alarm' : 'no alarm'}`}
        />
        <Stat
          label="Too high or too low"
          value={estimateText(fit, 'inTheLarge')}
          hint={`log-odds, 0 is perfect; p ${pText(inTheLargeP)} at every look`}
        />
        <Stat
          label="Slope"
          value={estimateText(fit, 'slope')}
          hint={`1 is perfect; p ${pText(slopeP)} at every look`}
        />
        <Stat label="Alarm at" value={`p ≤ ${numberText(level / 2, 3)}`} hint="of either, over all looks" />
      </Stats>
      <ChartWithTable
        title={title}
        chart={<CalibrationPlot bins={[...groups]} outcome={`risk of ${condition}`} />}
        columns={COLUMNS}
        rows={calibrationRows([...groups])}
      />
    </Panel>
  );
}
