import { percentText } from '#components/risk/risk-text.ts';
import type { SurvivalManifest } from '#lib/contract/manifest.ts';
import classes from './ModelCard.module.css';

type Bins = SurvivalManifest['calibration'];

const SIZE = 320;
const MARGIN = { left: 46, right: 12, top: 12, bottom: 42 };
const INNER = { width: SIZE - MARGIN.left - MARGIN.right, height: SIZE - MARGIN.top - MARGIN.bottom };

/** Ten per cent steps up to the largest value, at least 20 %. */
function axisEnd(bins: Bins): number {
  const largest = Math.max(0.2, ...bins.map(({ predicted, high }) => Math.max(predicted, high)));
  return Math.ceil(largest * 10) / 10;
}

/** Predicted against observed risk in groups of equal size; on the diagonal the model is right. */
export function CalibrationPlot({ bins, outcome = '30-day risk' }: { bins: Bins; outcome?: string }) {
  const end = axisEnd(bins);
  const x = (risk: number) => MARGIN.left + (risk / end) * INNER.width;
  const y = (risk: number) => MARGIN.top + (1 - Math.min(risk, end) / end) * INNER.height;
  const step = end > 0.5 ? 0.2 : 0.1;
  const ticks = Array.from({ length: Math.floor(end / step + 1e-9) + 1 }, (_, at) => at * step);
  return (
    <svg
      className={classes.plot}
      viewBox={`0 0 ${SIZE} ${SIZE}`}
      role="img"
      aria-label={`Observed against predicted ${outcome}; the numbers are in the table view`}
    >
      {ticks.map((tick) => (
        <g key={tick}>
          <line className={classes.grid} x1={x(tick)} x2={x(tick)} y1={y(0)} y2={y(end)} />
          <line className={classes.grid} x1={x(0)} x2={x(end)} y1={y(tick)} y2={y(tick)} />
          <text className={classes.tick} x={x(tick)} y={y(0) + 16} textAnchor="middle">
            {Math.round(tick * 100)}
          </text>
          <text className={classes.tick} x={x(0) - 8} y={y(tick) + 4} textAnchor="end">
            {Math.round(tick * 100)}
          </text>
        </g>
      ))}
      <line className={classes.ideal} x1={x(0)} y1={y(0)} x2={x(end)} y2={y(end)} />
      {bins.map(({ predicted, observed, low, high }) => (
        <g key={predicted}>
          <line className={classes.spread} x1={x(predicted)} x2={x(predicted)} y1={y(low)} y2={y(high)} />
          <circle className={classes.point} cx={x(predicted)} cy={y(observed)} r="4">
            <title>{`predicted ${percentText(predicted)}, observed ${percentText(observed)}`}</title>
          </circle>
        </g>
      ))}
      <text className={classes.axis} x={MARGIN.left + INNER.width / 2} y={SIZE - 6} textAnchor="middle">
        Predicted risk, %
      </text>
      <text
        className={classes.axis}
        transform={`translate(12 ${MARGIN.top + INNER.height / 2}) rotate(-90)`}
        textAnchor="middle"
      >
        Observed, %
      </text>
    </svg>
  );
}
