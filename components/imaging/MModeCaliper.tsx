import classes from './m-mode.module.css';
import type { Place } from './read-time-depth.ts';

type CaliperControlsProps = {
  readonly name: string;
  readonly place: Place;
  /** The far end of both axes. */
  readonly end: Place;
  readonly unit: 'mm' | 'px';
  readonly onPlace: (place: Place) => void;
};

/** One end of the caliper by keyboard: time in steps of a millisecond, depth of a tenth. */
export function CaliperControls({ name, place, end, unit, onPlace }: CaliperControlsProps) {
  return (
    <div className={classes.caliper}>
      <label>
        {name}: time {place.time.toFixed(3)} s
        <input
          type="range"
          aria-label={`${name}: time`}
          aria-valuetext={`${place.time.toFixed(3)} seconds`}
          min={0}
          max={end.time}
          step={0.001}
          value={place.time}
          onChange={({ currentTarget }) => onPlace({ ...place, time: Number(currentTarget.value) })}
        />
      </label>
      <label>
        {name}: depth {place.depth.toFixed(1)} {unit}
        <input
          type="range"
          aria-label={`${name}: depth`}
          aria-valuetext={`${place.depth.toFixed(1)} ${unit === 'mm' ? 'millimetres' : 'pixels'}`}
          min={0}
          max={end.depth}
          step={0.1}
          value={place.depth}
          onChange={({ currentTarget }) => onPlace({ ...place, depth: Number(currentTarget.value) })}
        />
      </label>
    </div>
  );
}
