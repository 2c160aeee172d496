'use client';

import { FootAxis, ValueAxis } from '#components/ui/PlotAxes.tsx';
import { PlotFrame } from '#components/ui/PlotFrame.tsx';
import { linePath, scaleBetween } from '#components/ui/plot-scale.ts';
import type { ArmDifference } from '#lib/monitoring/arm-difference.ts';
import type { OutcomeKind } from '#lib/monitoring/arm-report.ts';
import classes from './monitor.module.css';
import { outcomeText } from './monitor-text.ts';

const HEIGHT = 220;
const BOX = { left: 88, top: 12, bottom: HEIGHT - 24 };
/** The first looks are as wide as anything can be, and would flatten the rest. */
const WIDEST = 4;

type DifferencePlotProps = {
  readonly title: string;
  readonly kind: OutcomeKind;
  readonly looks: readonly ArmDifference[];
};

/** The difference of two arms over the patients, with the bounds that hold at every look. */
export function DifferencePlot({ title, kind, looks }: DifferencePlotProps) {
  const last = looks.at(-1);
  if (!last) return null;
  const reach = Math.min(
    kind.most,
    WIDEST * Math.max(Math.abs(last.low), Math.abs(last.high), kind.most / 1000),
  );
  return (
    <PlotFrame
      label={`${title}: difference and its bounds over the patients; the numbers are in the table view`}
      height={HEIGHT}
      className={classes.plot}
    >
      {(width) => {
        const box = { ...BOX, right: width - 12 };
        const x = scaleBetween(0, last.patients, box.left, box.right);
        const value = scaleBetween(-reach, reach, box.bottom, box.top);
        const y = (one: number) => value(Math.max(-reach, Math.min(reach, one)));
        const marks = [-reach, 0, reach].map((one) => ({ at: y(one), label: outcomeText(kind, one, true) }));
        const upper = looks.map(({ patients, high }) => [x(patients), y(high)] as const);
        const lower = looks.map(({ patients, low }) => [x(patients), y(low)] as const);
        const outline = [...upper, ...lower.toReversed()];
        return (
          <>
            <ValueAxis box={box} marks={marks} />
            <path className={classes.interval} d={`${linePath(outline)}Z`} />
            <line className={classes.zero} x1={box.left} x2={box.right} y1={y(0)} y2={y(0)} />
            <path
              className={classes.estimate}
              d={linePath(looks.map(({ patients, estimate }) => [x(patients), y(estimate)] as const))}
            />
            <FootAxis
              box={box}
              width={width}
              marks={[0, Math.round(last.patients / 2), last.patients].map((count) => ({
                at: x(count),
                label: `${count} patients`,
              }))}
            />
          </>
        );
      }}
    </PlotFrame>
  );
}
