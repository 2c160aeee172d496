import { useStore } from 'zustand';
import type { PictureHeader } from '#lib/dicom/picture-header.ts';
import type { Point } from '#lib/dicom/scale.ts';
import type { PictureScreen } from './cornerstone.ts';
import { isIn, isTrace, type Measurement, measurementText, volumeOf } from './measurement.ts';
import classes from './stage.module.css';
import type { Viewer } from './viewer.ts';
import type { ViewerState } from './viewer-state.ts';

type LayerProps = {
  readonly viewer: Viewer;
  readonly header: PictureHeader;
  readonly screen: PictureScreen;
};

const isEmpty = ({ measurements, draft, cursor }: ViewerState): boolean =>
  measurements.length === 0 && draft.length === 0 && cursor === null;

const path = (points: readonly Point[]): string => points.map(({ x, y }) => `${x},${y}`).join(' ');

/** What was measured, drawn over the picture. The table beside it holds the same for those who cannot see it. */
export function MeasurementLayer({ viewer, header, screen }: LayerProps) {
  const state = useStore(viewer.store, (now) => (isEmpty(now) ? null : now));
  if (!state) return null;
  const { measurements, frame, draft, cursor, tool } = state;
  const here = measurements.filter((one) => isIn(one, frame));
  const cross = cursor && tool !== 'magnify' ? screen.toScreen(cursor) : null;
  return (
    <svg className={classes.layer} aria-hidden>
      {here.map((one) => (
        <Drawn key={one.id} measurement={one} header={header} screen={screen} />
      ))}
      <polyline className={classes.draft} points={path(draft.map(screen.toScreen))} />
      {draft.map(screen.toScreen).map(({ x, y }) => (
        <circle key={`${x} ${y}`} className={classes.handle} cx={x} cy={y} r={3} />
      ))}
      {cross ? (
        <path
          className={classes.cross}
          d={`M${cross.x - 14} ${cross.y}h28M${cross.x} ${cross.y - 14}v28`}
          data-testid="cross"
        />
      ) : null}
    </svg>
  );
}

type DrawnProps = {
  readonly measurement: Measurement;
  readonly header: PictureHeader;
  readonly screen: PictureScreen;
};

function Drawn({ measurement, header, screen }: DrawnProps) {
  const points = measurement.points.map(screen.toScreen);
  const last = points.at(-1);
  const Shape = isTrace(measurement.kind) ? 'polygon' : 'polyline';
  return (
    <g>
      {isTrace(measurement.kind) ? <Discs measurement={measurement} header={header} screen={screen} /> : null}
      <Shape className={classes.measured} points={path(points)} />
      {points.map(({ x, y }) => (
        <circle
          key={`${x} ${y}`}
          className={classes.handle}
          cx={x}
          cy={y}
          r={isTrace(measurement.kind) ? 2 : 4}
        />
      ))}
      {last ? (
        <text className={classes.measuredText} x={last.x + 8} y={last.y - 8}>
          {measurementText(header, measurement)}
        </text>
      ) : null}
    </g>
  );
}

function Discs({ measurement, header, screen }: DrawnProps) {
  const volume = volumeOf(header, measurement);
  if (!volume) return null;
  const axis = [volume.base, volume.apex].map(screen.toScreen);
  return (
    <>
      <polyline className={classes.disc} points={path(axis)} />
      {volume.discs.map(({ from, to }) => (
        <polyline
          key={`${from.x} ${from.y} ${to.x}`}
          className={classes.disc}
          points={path([from, to].map(screen.toScreen))}
        />
      ))}
    </>
  );
}
