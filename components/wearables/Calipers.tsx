'use client';

import { RangeSlider, SegmentedControl } from '@mantine/core';
import { memo } from 'react';
import type { Strip } from '#lib/modalities/wearables/read-strip.ts';
import { correctQt, intervalBefore } from './qt-interval.ts';
import classes from './wearables.module.css';

/** Seconds of the strip. */
export type Calipers = [from: number, to: number];

export type Mode = 'RR' | 'QT';

function caliperText(strip: Strip, mode: Mode, [from, to]: Readonly<Calipers>): string {
  const ms = 1000 * (to - from);
  const length = `${ms.toFixed(0)} ms`;
  if (mode === 'RR') return ms > 0 ? `RR ${length}, heart rate ${(60_000 / ms).toFixed(0)} /min` : 'RR –';
  const rr = intervalBefore(strip.peaks, from + 0.1);
  if (rr === null || ms <= 0) return `QT ${length}; no RR interval to correct it with`;
  const { bazett, fridericia } = correctQt(ms, rr);
  return `QT ${length}; with the RR before it (${rr.toFixed(0)} ms) QTc Bazett ${bazett.toFixed(0)} ms, Fridericia ${fridericia.toFixed(0)} ms`;
}

type StripControlsProps = {
  readonly strip: Strip;
  readonly filtered: boolean;
  readonly onFiltered: (filtered: boolean) => void;
  readonly mode: Mode;
  readonly onMode: (mode: Mode) => void;
  readonly calipers: Calipers;
};

/** Filter of the strip, and what its calipers say; drawn anew for another answer, not for another place. */
export const StripControls = memo(function StripControls(props: StripControlsProps) {
  const { strip, filtered, onFiltered, mode, onMode, calipers } = props;
  return (
    <div className={classes.controls}>
      <SegmentedControl
        size="xs"
        aria-label="Filter of the strip"
        value={filtered ? 'filtered' : 'recorded'}
        onChange={(value) => onFiltered(value === 'filtered')}
        data={[
          { value: 'recorded', label: 'As recorded' },
          { value: 'filtered', label: '0.5–40 Hz' },
        ]}
      />
      <SegmentedControl
        size="xs"
        aria-label="What the calipers measure"
        value={mode}
        onChange={(value) => onMode(value === 'QT' ? 'QT' : 'RR')}
        data={['RR', 'QT']}
      />
      <p className={classes.measures} aria-live="polite">
        {caliperText(strip, mode, calipers)}
      </p>
    </div>
  );
});

type CaliperSliderProps = {
  /** First second on the paper, and how many it shows. */
  readonly from: number;
  readonly shown: number;
  readonly calipers: Calipers;
  readonly onCalipers: (calipers: Calipers) => void;
};

/** Two thumbs below the paper. */
export const CaliperSlider = memo(function CaliperSlider(props: CaliperSliderProps) {
  const { from, shown, calipers, onCalipers } = props;
  return (
    <div className={classes.calipers}>
      <RangeSlider
        size="sm"
        min={from}
        max={from + shown}
        step={0.004}
        minRange={0}
        value={[Math.max(from, calipers[0]), Math.max(from, calipers[1])]}
        onChange={onCalipers}
        label={(second) => `${second.toFixed(3)} s`}
        thumbFromLabel="Caliper from"
        thumbToLabel="Caliper to"
      />
    </div>
  );
});
