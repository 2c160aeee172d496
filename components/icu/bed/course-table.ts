import { dayTimeText } from '#components/icu/icu-text.ts';
import type { Window } from './CoursePlot.tsx';
import { type CoursePlotData, pointText } from './course-series.ts';

const HALF_HOUR_MS = 30 * 60_000;

type Column = { readonly label: string; readonly numeric?: boolean };
type Row = { readonly key: string; readonly cells: readonly string[] };
export type CourseTable = { readonly columns: readonly Column[]; readonly rows: readonly Row[] };

const columnsOf = (plots: readonly CoursePlotData[]): readonly Column[] => [
  { label: 'Time' },
  ...plots.flatMap(({ lines, unit }) =>
    lines.map(({ label }) => ({ label: unit === '' ? label : `${label}, ${unit}`, numeric: true })),
  ),
];

/** The newest value of each half hour, newest first. */
export function halfHourTable(plots: readonly CoursePlotData[], { from, to }: Window): CourseTable {
  const rows: Row[] = [];
  for (let end = Math.ceil(to / HALF_HOUR_MS) * HALF_HOUR_MS; end > from; end -= HALF_HOUR_MS) {
    const cells = plots.flatMap(({ lines }) =>
      lines.map(({ points, decimals }) => {
        const point = points.findLast(({ at }) => at < end && at >= end - HALF_HOUR_MS);
        return pointText(point ?? null, decimals);
      }),
    );
    rows.push({ key: String(end), cells: [dayTimeText(end - HALF_HOUR_MS), ...cells] });
  }
  return { columns: columnsOf(plots), rows };
}

/** A row for each time at which something was measured, newest first. */
export function momentTable(plots: readonly CoursePlotData[]): CourseTable {
  const lines = plots.flatMap((plot) => plot.lines);
  const times = [...new Set(lines.flatMap(({ points }) => points.map(({ at }) => at)))].sort((a, b) => b - a);
  const rows = times.map((time) => ({
    key: String(time),
    cells: [
      dayTimeText(time),
      ...lines.map(({ points, decimals }) =>
        pointText(points.find(({ at }) => at === time) ?? null, decimals),
      ),
    ],
  }));
  return { columns: columnsOf(plots), rows };
}
