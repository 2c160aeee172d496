import { linePath, scaleBetween } from '#components/ui/plot-scale.ts';
import classes from './bed.module.css';
import type { LabCourse } from './lab-course.ts';

const [WIDTH, HEIGHT, EDGE] = [96, 24, 4];

type LabSparklineProps = { readonly course: LabCourse; readonly from: number; readonly to: number };

/** A course in the height of a line, over its usual range; its numbers stand beside it. */
export function LabSparkline({ course: { points, range }, from, to }: LabSparklineProps) {
  const values = points.map(({ value }) => value);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const span = Math.max(most - least, 0.2 * Math.abs(most), 1e-6);
  const x = scaleBetween(from, to, EDGE, WIDTH - EDGE);
  const y = scaleBetween((least + most - span) / 2, (least + most + span) / 2, HEIGHT - EDGE, EDGE);
  const edge = (limit: number | null, open: number) =>
    limit === null ? open : Math.min(HEIGHT, Math.max(0, y(limit)));
  const [top, bottom] = [edge(range?.high ?? null, 0), edge(range?.low ?? null, HEIGHT)];
  return (
    <svg className={classes.spark} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden>
      {range === null ? null : (
        <rect className={classes.range} x={0} width={WIDTH} y={top} height={Math.max(0, bottom - top)} />
      )}
      <path
        className={classes.line}
        data-line={0}
        d={linePath(points.map(({ at, value }) => [x(at), y(value)] as const))}
      />
      {points.map(({ at, value, doubt }) => (
        <circle
          key={at}
          className={classes.point}
          data-doubt={doubt === undefined ? undefined : true}
          cx={x(at)}
          cy={y(value)}
          r={2}
        />
      ))}
    </svg>
  );
}
