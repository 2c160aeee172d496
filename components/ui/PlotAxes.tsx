import classes from './PlotAxes.module.css';
import { type AxisMark, fittingLabels, type PlotBox } from './plot-scale.ts';

type AxisProps = {
  readonly box: PlotBox;
  readonly marks: readonly AxisMark[];
};

/** Values upwards: for each mark a line across the plot and its label at the left. */
export const ValueAxis = ({ box: { left, right }, marks }: AxisProps) =>
  marks.map(({ at, label }) => (
    <g key={at}>
      <line className={classes.grid} x1={left} x2={right} y1={at} y2={at} />
      <text className={classes.label} x={left - 8} y={at + 4} textAnchor="end">
        {label}
      </text>
    </g>
  ));

/** The foot of a plot, with as many labels as have room below it. `width`: of the whole picture, in pixels. */
export const FootAxis = ({ box: { left, right, bottom }, marks, width }: AxisProps & { width: number }) => (
  <>
    <line className={classes.foot} x1={left} x2={right} y1={bottom} y2={bottom} />
    {fittingLabels(marks, width).map(({ at, label }) => (
      <text key={at} className={classes.label} x={at} y={bottom + 15} textAnchor="middle">
        {label}
      </text>
    ))}
  </>
);
