import { numberText } from '#lib/clinical/quantity-text.ts';
import classes from './attributions.module.css';
import { barSpan, ratioTicks } from './bar-geometry.ts';

type ContributionBarProps = {
  readonly contribution: number;
  readonly limit: number;
  readonly strong?: boolean;
};

/** A bar from the middle: to the right it raises the risk, to the left it lowers it. The numbers stand beside it. */
export function ContributionBar({ contribution, limit, strong = false }: ContributionBarProps) {
  const { left, width } = barSpan(contribution, limit);
  return (
    <div className={classes.bar} aria-hidden>
      {ratioTicks(limit).map(({ ratio, at }) => (
        <span
          key={ratio}
          className={classes.gridline}
          data-middle={ratio === 1 || undefined}
          style={{ left: `${at}%` }}
        />
      ))}
      <span
        className={classes.fill}
        data-direction={contribution < 0 ? 'lowers' : 'raises'}
        data-strong={strong || undefined}
        style={{ left: `${left}%`, width: `${width}%` }}
      />
    </div>
  );
}

/** Hazard ratios over the bars' gridlines. */
export function RatioAxis({ limit }: { readonly limit: number }) {
  return (
    <span className={classes.ratioAxis} aria-hidden>
      {ratioTicks(limit).map(({ ratio, at }) => (
        <span key={ratio} data-outer={ratio !== 1 || undefined} style={{ left: `${at}%` }}>
          ×{numberText(ratio, ratio === 1 ? 0 : 2)}
        </span>
      ))}
    </span>
  );
}
