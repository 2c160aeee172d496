import { valueAxis } from '#components/labs/axis-ticks.ts';
import { ChartWithTable } from '#components/ui/ChartWithTable.tsx';
import { FootAxis, ValueAxis } from '#components/ui/PlotAxes.tsx';
import { PlotFrame } from '#components/ui/PlotFrame.tsx';
import { linePath, scaleBetween } from '#components/ui/plot-scale.ts';
import type { Explanation, ExplanationModality } from '#lib/icu/stage-two/report.ts';
import classes from './explain.module.css';

const HEIGHT = 150;
const [LEFT, RIGHT, TOP, FOOT] = [46, 12, 8, 24];

type BeganChartProps = {
  readonly began: Explanation['began'];
  readonly modalities: readonly ExplanationModality[];
};

/** Share of each kind of data at each of the last hours: when it began to speak for it. */
export function BeganChart({ began, modalities }: BeganChartProps) {
  const rows = began.map(({ hoursAgo, shares }) => ({
    key: String(hoursAgo),
    cells: [agoText(hoursAgo), ...modalities.map(({ id }) => shares[id]?.toFixed(2) ?? 'not known')],
  }));
  const columns = [{ label: 'Hours ago' }, ...modalities.map(({ label }) => ({ label, numeric: true }))];
  return (
    <>
      <h3 className={classes.modality}>When each began</h3>
      <ChartWithTable
        title="Share of each kind of data over the last hours, log-odds"
        chart={<Lines began={began} modalities={modalities} />}
        columns={columns}
        rows={rows}
      />
    </>
  );
}

const agoText = (hoursAgo: number): string => (hoursAgo === 0 ? 'now' : `${hoursAgo}\u00a0h`);

function Lines({ began, modalities }: BeganChartProps) {
  const all = began.flatMap(({ shares }) => Object.values(shares));
  const { domain, ticks } = valueAxis(Math.min(0, ...all), Math.max(0.1, ...all), 3);
  const oldest = Math.max(1, ...began.map(({ hoursAgo }) => hoursAgo));
  return (
    <>
      <p className={classes.keys}>
        {modalities.map(({ id, label }, line) => (
          <span key={id} className={classes.key}>
            <svg viewBox="0 0 22 6" width={22} height={6} aria-hidden>
              <line className={classes.line} data-line={line} x1={0} x2={22} y1={3} y2={3} />
            </svg>
            {label}
          </span>
        ))}
      </p>
      <PlotFrame label={null} height={HEIGHT} className={classes.svg}>
        {(width) => {
          const box = { left: LEFT, right: width - RIGHT, top: TOP, bottom: HEIGHT - FOOT };
          const x = scaleBetween(-oldest, 0, box.left, box.right);
          const y = scaleBetween(domain[0], domain[1], box.bottom, box.top);
          return (
            <>
              <ValueAxis box={box} marks={ticks.map((tick) => ({ at: y(tick), label: String(tick) }))} />
              {modalities.map(({ id }, line) => (
                <path
                  key={id}
                  className={classes.line}
                  data-line={line}
                  d={linePath(
                    began.flatMap(({ hoursAgo, shares }) =>
                      shares[id] === undefined ? [] : [[x(-hoursAgo), y(shares[id])] as const],
                    ),
                  )}
                />
              ))}
              <FootAxis
                box={box}
                width={width}
                marks={began
                  .filter(({ hoursAgo }) => hoursAgo % 3 === 0)
                  .map(({ hoursAgo }) => ({ at: x(-hoursAgo), label: agoText(hoursAgo) }))}
              />
            </>
          );
        }}
      </PlotFrame>
    </>
  );
}
