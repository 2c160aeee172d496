import { momentText, relativeText } from '#components/patient/moment-text.ts';
import { ScrollTable } from '#components/ui/ChartWithTable.tsx';
import type { Moment } from '#lib/clinical/moment.ts';
import { analyteNumber, displayUnit, type UnitSystem, unitText } from '#lib/clinical/quantity-text.ts';
import type { LabSeries } from './lab-series.ts';
import classes from './labs.module.css';
import { FlagLabel } from './PointMark.tsx';

type LabTableProps = {
  readonly series: LabSeries;
  readonly system: UnitSystem;
  readonly at: Moment | null;
  readonly atName: string;
};

/** Every result of one analyte, newest first: time with zone, value and unit, as sent, flag, resource. */
export function LabTable({ series, system, at, atName }: LabTableProps) {
  const { analyte, points } = series;
  const unit = unitText(displayUnit(analyte, system).unit);
  const rows = points.toReversed().map(({ entry, flag }) => ({
    key: `${entry.reference} ${entry.time.recorded}`,
    cells: [
      <span key="time">
        {momentText(entry.time)}
        {at ? <span className={classes.when}> {relativeText(entry.time, at, atName)}</span> : null}
      </span>,
      entry.value === null ? '–' : analyteNumber(analyte, entry.value, system),
      <FlagLabel key="flag" flag={flag} />,
      entry.value === null ? `${entry.recorded}: not read because ${entry.reason}` : entry.recorded,
      <code key="reference" className={classes.reference}>
        {entry.reference}
      </code>,
    ],
  }));
  const columns = [
    { label: 'Time' },
    { label: unit, numeric: true },
    { label: 'Flag' },
    { label: 'As sent' },
    { label: 'Resource' },
  ];
  return <ScrollTable title={`${analyte.label}, ${unit}`} columns={columns} rows={rows} />;
}
