'use client';

import { useId } from 'react';
import { useUnitSystem } from '#components/labs/use-unit-system.ts';
import { featureText } from '#lib/clinical/quantity-text.ts';
import type { Slider } from '#lib/fusion/what-if-sliders.ts';
import classes from './what-if.module.css';

type WhatIfSliderProps = {
  readonly slider: Slider;
  /** The supposed value, else the patient's own; `null`: it is not known and nothing is supposed. */
  readonly value: number | null;
  /** Its source is left out: there is nothing to move. */
  readonly isOut: boolean;
  readonly onMove: (value: number) => void;
};

/** One measure between the 10th and the 90th percentile of the training patients, in steps of the arrow keys. */
export function WhatIfSlider({ slider, value, isOut, onMove }: WhatIfSliderProps) {
  const [units] = useUnitSystem();
  const id = useId();
  const { label, low, high, step } = slider;
  const text = (of: number) => featureText(slider, of, units);
  const own = slider.value === null ? 'not known' : text(slider.value);
  const shown = value === null ? 'not known' : text(value);
  const isMoved = value !== slider.value;
  return (
    <div className={classes.slider}>
      <label htmlFor={id} className={classes.name}>
        {label}
      </label>
      <span className={classes.value} aria-hidden>
        {isOut ? 'left out' : shown}
        {isMoved && !isOut ? <span className={classes.own}> (is {own})</span> : null}
      </span>
      <input
        id={id}
        type="range"
        className={classes.range}
        min={low}
        max={high}
        step={step}
        value={value ?? (low + high) / 2}
        disabled={isOut}
        aria-valuetext={isMoved ? `${shown}; is ${own}` : shown}
        onChange={({ currentTarget }) => onMove(Number(currentTarget.value))}
      />
      <span className={classes.ends} aria-hidden>
        <span>{text(low)}</span>
        <span>{text(high)}</span>
      </span>
    </div>
  );
}
