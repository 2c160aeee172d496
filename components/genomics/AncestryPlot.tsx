import { ChartWithTable } from '#components/ui/ChartWithTable.tsx';
import { PlotFrame } from '#components/ui/PlotFrame.tsx';
import type { AncestryResult } from '#lib/modalities/genomics/slice.ts';
import { ellipsesOf, frameOf } from './ancestry-frame.ts';
import classes from './genomics.module.css';

const WIDEST = 544;
const HEIGHT = 260;
const BOX = { left: 26, right: 10, top: 10, bottom: 28 };
const TITLE = 'Place on the axes of ancestry';

/** Reference groups as ellipses and the patient as a diamond, on the first two axes. */
export function AncestryPlot({ ancestry }: { readonly ancestry: AncestryResult }) {
  const place = ancestry.place.map((value) => value.toFixed(2));
  return (
    <ChartWithTable
      title={TITLE}
      controls={<h3 className={classes.chartTitle}>{TITLE}</h3>}
      chart={
        <>
          <PlotFrame
            label={`${TITLE}; the numbers are in the table view`}
            height={HEIGHT}
            widest={WIDEST}
            className={classes.plot}
          >
            {(width) => <GroupMap width={width} ancestry={ancestry} />}
          </PlotFrame>
          <p className={classes.key}>Ellipses hold 95 % of a group; the diamond is this patient.</p>
        </>
      }
      columns={[
        { label: 'Who' },
        ...ancestry.place.map((_, axis) => ({ label: `Axis ${axis + 1}`, numeric: true })),
      ]}
      rows={[
        { key: 'patient', cells: ['This patient', ...place] },
        ...ancestry.groups.map(({ population, label, mean }) => ({
          key: population,
          cells: [
            `${population}, mean${label === population ? '' : ` (${label})`}`,
            ...mean.map((value) => value.toFixed(2)),
          ],
        })),
      ]}
    />
  );
}

type GroupMapProps = { readonly width: number; readonly ancestry: AncestryResult };

function GroupMap({ width, ancestry }: GroupMapProps) {
  const ellipses = ellipsesOf(ancestry);
  const frame = frameOf(ellipses, ancestry.place);
  const inner = { width: width - BOX.left - BOX.right, height: HEIGHT - BOX.top - BOX.bottom };
  const scale = Math.min(inner.width / (frame.right - frame.left), inner.height / (frame.top - frame.bottom));
  const x = (value: number) => BOX.left + inner.width / 2 + (value - (frame.left + frame.right) / 2) * scale;
  const y = (value: number) => BOX.top + inner.height / 2 - (value - (frame.bottom + frame.top) / 2) * scale;
  const [first = 0, second = 0] = ancestry.place;
  return (
    <>
      <rect className={classes.frame} x={BOX.left} y={BOX.top} width={inner.width} height={inner.height} />
      {ellipses.map(({ population, long, short, angle, ...at }) => (
        <g key={population}>
          <ellipse
            className={classes.group}
            data-nearest={population === ancestry.nearest || undefined}
            rx={Math.max(4, long * scale)}
            ry={Math.max(4, short * scale)}
            transform={`translate(${x(at.x)} ${y(at.y)}) rotate(${-angle})`}
          />
          <text className={classes.groupLabel} x={x(at.x)} y={y(at.y) + 4} textAnchor="middle">
            {population}
          </text>
        </g>
      ))}
      <path
        className={classes.patient}
        d="M0 -7 L7 0 L0 7 L-7 0 Z"
        transform={`translate(${x(first)} ${y(second)})`}
      >
        <title>This patient</title>
      </path>
      <text className={classes.tick} x={BOX.left + inner.width / 2} y={HEIGHT - 8} textAnchor="middle">
        axis 1
      </text>
      <text
        className={classes.tick}
        transform={`translate(14 ${BOX.top + inner.height / 2}) rotate(-90)`}
        textAnchor="middle"
      >
        axis 2
      </text>
    </>
  );
}
