import { Button } from '@mantine/core';
import classes from './ProgressBar.module.css';

type ProgressBarProps = {
  readonly label: string;
  /** `null`: the end is not known yet. */
  readonly value: number | null;
  readonly max: number;
  /** What the numbers count, e.g. `137 of 200`. */
  readonly text: string;
  readonly onCancel?: () => void;
};

/** Progress of work in the browser with a way out of it. */
export function ProgressBar({ label, value, max, text, onCancel }: ProgressBarProps) {
  return (
    <div className={classes.progress}>
      <div className={classes.line}>
        <span className={classes.label}>{label}</span>
        <span className={classes.text}>{text}</span>
        {onCancel ? (
          <Button size="compact-xs" variant="default" onClick={onCancel}>
            Cancel
          </Button>
        ) : null}
      </div>
      <Bar label={label} value={value} max={max} />
    </div>
  );
}

/** The bar alone, as wide as its place. */
export function Bar({ label, value, max }: Pick<ProgressBarProps, 'label' | 'value' | 'max'>) {
  const share = value === null || max === 0 ? null : Math.min(1, value / max);
  return (
    <progress
      className={classes.bar}
      aria-label={label}
      max={1}
      {...(share === null ? {} : { value: share })}
    />
  );
}
