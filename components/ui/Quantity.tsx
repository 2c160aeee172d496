import { numberText, unitText } from '#components/labs/quantity-text.ts';
import classes from './Quantity.module.css';

type QuantityProps = {
  /** `null`: missing, and shown as such. */
  readonly value: number | null;
  /** UCUM code. */
  readonly unit: string;
  readonly decimals?: number;
};

/** A number with its unit, never one without the other; a missing one is a dash that says "missing". */
export function Quantity({ value, unit, decimals = 0 }: QuantityProps) {
  if (value === null || !Number.isFinite(value))
    return (
      <span className={classes.missing} role="img" aria-label="missing">
        –
      </span>
    );
  const label = unitText(unit);
  return (
    <data className={classes.quantity} value={value}>
      {numberText(value, decimals)}
      {label ? <span className={classes.unit}> {label}</span> : null}
    </data>
  );
}
