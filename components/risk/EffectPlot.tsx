import type { MissingInput } from '#lib/contract/risk-report.ts';
import classes from './missing.module.css';

type EffectPlotProps = {
  readonly input: MissingInput;
  readonly risk: number;
};

const WIDTH = 200;
const ROOM = 8;

/** The risks at three plausible values as dots on the same line from 0 to 100 % as the card's and the list's, the present risk as an upright bar. Its numbers stand beside it. */
export function EffectPlot({ input, risk }: EffectPlotProps) {
  const points = input.effect?.at ?? [];
  const x = (probability: number) => ROOM + probability * (WIDTH - 2 * ROOM);
  const risks = points.map((point) => point.risk);
  return (
    <svg className={classes.effectPlot} viewBox={`0 0 ${WIDTH} 30`} aria-hidden="true">
      <line x1={ROOM} x2={WIDTH - ROOM} y1={12} y2={12} className={classes.plotAxis} />
      <line
        x1={x(Math.min(...risks))}
        x2={x(Math.max(...risks))}
        y1={12}
        y2={12}
        className={classes.plotRange}
      />
      {points.map((point, index) => (
        <circle
          key={point.value}
          cx={x(point.risk)}
          cy={12}
          r={3 + (points.length === 3 && index === 1 ? 1 : 0)}
          className={classes.plotDot}
        />
      ))}
      <line x1={x(risk)} x2={x(risk)} y1={3} y2={21} className={classes.plotNow} />
      <text x={ROOM} y={29} className={classes.plotText}>
        0
      </text>
      <text x={WIDTH - ROOM} y={29} textAnchor="end" className={classes.plotText}>
        100&nbsp;%
      </text>
    </svg>
  );
}
