'use client';

import { Page, PageHeader } from '#components/ui/Page.tsx';
import { alertConditions } from '#lib/icu/alerts/alert.ts';
import classes from './alarms.module.css';
import { DeadLetters, type ShownLetter } from './DeadLetters.tsx';
import { ThresholdPanel } from './ThresholdPanel.tsx';

type AlarmsScreenProps = {
  readonly letters: readonly ShownLetter[];
  /** The beds are simulated ones. */
  readonly simulated: boolean;
};

/** How often intensive care is alarmed, and what another threshold would have done; what could not be read of what was sent. */
export function AlarmsScreen({ letters, simulated }: AlarmsScreenProps) {
  return (
    <Page simulated={simulated}>
      <PageHeader
        title="Alarms of intensive care"
        description="A threshold is tried on the scores of the last day before it is put in force."
      />
      <div className={classes.columns}>
        {alertConditions.map((condition) => (
          <ThresholdPanel key={condition} condition={condition} />
        ))}
      </div>
      <DeadLetters letters={letters} />
    </Page>
  );
}
