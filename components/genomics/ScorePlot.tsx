import { ChartWithTable } from '#components/ui/ChartWithTable.tsx';
import { PlotFrame } from '#components/ui/PlotFrame.tsx';
import type { PlacedScore } from '#lib/modalities/genomics/slice.ts';
import classes from './genomics.module.css';
import { binScores } from './score-bins.ts';

const WIDEST = 544;
const HEIGHT = 190;
const BOX = { left: 34, right: 8, top: 26, bottom: 38 };
const INNER_HEIGHT = HEIGHT - BOX.top - BOX.bottom;
const TITLE = 'Polygenic score among people of like ancestry';

const signed = (value: number): string => (value < 0 ? `−${Math.abs(value)}` : String(value));

/** The reference group's standardised scores as bars, with the patient's place among them. */
export function ScorePlot({ placed, group }: { readonly placed: PlacedScore; readonly group: string }) {
  const bins = binScores(placed.reference, placed.standardised);
  return (
    <ChartWithTable
      title={TITLE}
      controls={<h3 className={classes.chartTitle}>{TITLE}</h3>}
      chart={
        <PlotFrame
          label={`${TITLE}; the numbers are in the table view`}
          height={HEIGHT}
          widest={WIDEST}
          className={classes.plot}
        >
          {(width) => <Bars width={width} bins={bins} own={placed.standardised} group={group} />}
        </PlotFrame>
      }
      columns={[
        { label: 'Standard deviations' },
        { label: `People of ${group}`, numeric: true },
        { label: 'This patient' },
      ]}
      rows={bins.map(({ from, to, people, own }) => ({
        key: String(from),
        cells: [`${signed(from)} to ${signed(to)}`, people, own ? 'here' : ''],
      }))}
    />
  );
}

type BarsProps = {
  readonly width: number;
  readonly bins: ReturnType<typeof binScores>;
  readonly own: number;
  readonly group: string;
};

function Bars({ width, bins, own, group }: BarsProps) {
  const [low, high] = [bins[0]?.from ?? 0, bins.at(-1)?.to ?? 1];
  const most = Math.max(1, ...bins.map(({ people }) => people));
  const inner = width - BOX.left - BOX.right;
  const x = (value: number) => BOX.left + ((value - low) / (high - low)) * inner;
  const y = (people: number) => BOX.top + (1 - people / most) * INNER_HEIGHT;
  const whole = Array.from({ length: Math.floor(high) - Math.ceil(low) + 1 }, (_, at) => Math.ceil(low) + at);
  const anchor = own > (low + high) / 2 ? 'end' : 'start';
  return (
    <>
      {[0, most].map((people) => (
        <text key={people} className={classes.tick} x={BOX.left - 6} y={y(people) + 4} textAnchor="end">
          {people}
        </text>
      ))}
      {bins.map(({ from, to, people }) => (
        <rect
          key={from}
          className={classes.bar}
          x={x(from) + 1}
          width={x(to) - x(from) - 2}
          y={y(people)}
          height={y(0) - y(people)}
        />
      ))}
      <line className={classes.baseline} x1={BOX.left} x2={width - BOX.right} y1={y(0)} y2={y(0)} />
      {whole.map((value) => (
        <text key={value} className={classes.tick} x={x(value)} y={y(0) + 15} textAnchor="middle">
          {signed(value)}
        </text>
      ))}
      <line className={classes.own} x1={x(own)} x2={x(own)} y1={BOX.top - 8} y2={y(0)} />
      <text
        className={classes.ownLabel}
        x={x(own) + (anchor === 'end' ? -5 : 5)}
        y={BOX.top - 12}
        textAnchor={anchor}
      >
        this patient
      </text>
      <text className={classes.tick} x={BOX.left + inner / 2} y={HEIGHT - 6} textAnchor="middle">
        standard deviations; bars: people of {group}
      </text>
    </>
  );
}
