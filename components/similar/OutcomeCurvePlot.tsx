import { percentText, rangeText } from '#components/risk/risk-text.ts';
import { dayMarks } from '#components/risk/survival-days.ts';
import { ChartWithTable } from '#components/ui/ChartWithTable.tsx';
import { FootAxis, ValueAxis } from '#components/ui/PlotAxes.tsx';
import { PlotFrame } from '#components/ui/PlotFrame.tsx';
import { linePath, type PlotBox, scaleBetween } from '#components/ui/plot-scale.ts';
import type { Scored } from '#lib/contract/risk-report.ts';
import type { SurvivalStep } from '#lib/evaluation/survival-interval.ts';
import outcomes from './outcomes.module.css';

type OutcomeCurvePlotProps = {
  readonly steps: readonly SurvivalStep[];
  readonly followed: number;
  /** Where the curve ends: nobody was watched for longer. */
  readonly watchedDays: number;
  readonly horizonDays: number;
  /** The patient's own course as the model has it; `null`: there is no score. */
  readonly own: Scored['survival'] | null;
};

/** Pixels. */
const HEIGHT = 190;
const MARGIN = { left: 46, right: 14, top: 8, bottom: 38 };
const TICKS = [0, 0.25, 0.5, 0.75, 1];
const COLUMNS = [
  { label: 'Day', numeric: true },
  { label: 'Still watched', numeric: true },
  { label: 'Not readmitted', numeric: true },
  { label: '95 % interval', numeric: true },
];

/** Days without readmission: the nearest as steps with their interval, the patient's own expected course as a dashed line. */
export function OutcomeCurvePlot(props: OutcomeCurvePlotProps) {
  const { steps, followed, horizonDays } = props;
  const last = steps.at(-1);
  const title = `Not readmitted by day after discharge, ${followed} similar patients${last ? `; at the end ${percentText(last.survival)}` : ''}`;
  return (
    <ChartWithTable
      title={title}
      controls={<h3 className={outcomes.chartTitle}>Not readmitted, by day after discharge</h3>}
      chart={
        <PlotFrame label={title} height={HEIGHT} className={outcomes.curve}>
          {(width) => <Curves {...props} width={width} horizonDays={horizonDays} />}
        </PlotFrame>
      }
      columns={COLUMNS}
      rows={steps.map(({ timeDays, survival, low, high, atRisk }) => ({
        key: String(timeDays),
        cells: [
          String(Math.round(timeDays)),
          String(atRisk),
          percentText(survival),
          // Before the first readmission no interval can be told.
          low < high ? rangeText(low, high) : '–',
        ],
      }))}
    />
  );
}

type Place = readonly [x: number, y: number];

/** Corners of a step function that is 1 before its first time and ends with the watching. */
function corners(
  steps: readonly SurvivalStep[],
  of: (step: SurvivalStep) => number,
  [x, y, end]: readonly [x: (day: number) => number, y: (share: number) => number, end: number],
): readonly Place[] {
  let height = 1;
  const places: Place[] = [[x(0), y(1)]];
  for (const step of steps) {
    places.push([x(step.timeDays), y(height)]);
    height = of(step);
    places.push([x(step.timeDays), y(height)]);
  }
  places.push([x(end), y(height)]);
  return places;
}

type CurvesProps = OutcomeCurvePlotProps & { readonly width: number };

function Curves({ steps, watchedDays, horizonDays, own, width }: CurvesProps) {
  const box: PlotBox = {
    left: MARGIN.left,
    right: width - MARGIN.right,
    top: MARGIN.top,
    bottom: HEIGHT - MARGIN.bottom,
  };
  const x = scaleBetween(0, horizonDays, box.left, box.right);
  const y = scaleBetween(0, 1, box.bottom, box.top);
  const scale = [x, y, watchedDays] as const;
  const band = [
    ...corners(steps, ({ high }) => high, scale),
    ...corners(steps, ({ low }) => low, scale).toReversed(),
  ];
  return (
    <>
      <ValueAxis box={box} marks={TICKS.map((tick) => ({ at: y(tick), label: `${tick * 100} %` }))} />
      <FootAxis
        box={box}
        marks={dayMarks(horizonDays).map((day) => ({ at: x(day), label: String(day) }))}
        width={width}
      />
      <text className={outcomes.axisName} x={box.right} y={HEIGHT - 6} textAnchor="end">
        days
      </text>
      <path className={outcomes.band} d={`${linePath(band)}Z`} />
      <path className={outcomes.course} d={linePath(corners(steps, ({ survival }) => survival, scale))} />
      {own ? (
        <path
          className={outcomes.ownCourse}
          d={linePath(own.map(({ day, probability }) => [x(day), y(probability)] as const))}
        />
      ) : null}
    </>
  );
}
