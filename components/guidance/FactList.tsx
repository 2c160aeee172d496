import { Timestamp } from '#components/ui/Timestamp.tsx';
import type { Fact } from '#lib/guidance/card.ts';
import classes from './guidance.module.css';

/** What a rule read on the chart, each with its day. */
export function FactList({ facts }: { readonly facts: readonly Fact[] }) {
  if (facts.length === 0) return null;
  return (
    <ul className={classes.facts}>
      {facts.map(({ reference, time, words }) => (
        <li key={`${reference ?? ''} ${words}`} title={reference}>
          {words}
          {time ? (
            <span className={classes.day}>
              , <Timestamp moment={time} short />
            </span>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
