'use client';

import { NumberInput } from '@mantine/core';
import { percentText } from '#components/risk/risk-text.ts';
import { ATTENTION_RULE, type FollowUp } from '#lib/worklist/attention.ts';
import { BY_NEED, type Sort } from './entries.ts';
import classes from './FollowUpRule.module.css';
import { MOST_FOLLOWED } from './use-capacity.ts';

type FollowUpRuleProps = {
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  readonly capacity: number;
  readonly onCapacity: (capacity: number) => void;
  readonly followUp: FollowUp;
  /** `null`: everybody stands where the order puts them. */
  readonly onSortAnew: (() => void) | null;
};

/** How the list is ordered, and the reader's own threshold beside the model's bands: how many patients there is time for. */
export function FollowUpRule({ capacity, onCapacity, followUp, ...order }: FollowUpRuleProps) {
  return (
    <div className={classes.rule}>
      <p className={classes.order}>
        <Order {...order} />
      </p>
      <div className={classes.capacity}>
        <label htmlFor="follow-up">Patients I can follow up</label>
        <NumberInput
          id="follow-up"
          className={classes.number ?? ''}
          size="xs"
          min={0}
          max={MOST_FOLLOWED}
          allowDecimal={false}
          allowNegative={false}
          clampBehavior="strict"
          value={capacity}
          onChange={(value) => onCapacity(typeof value === 'number' ? value : 0)}
        />
        <output className={classes.amounts} htmlFor="follow-up">
          {amountText(capacity, followUp)}
        </output>
      </div>
    </div>
  );
}

function Order({ sort, onSort, onSortAnew }: Pick<FollowUpRuleProps, 'sort' | 'onSort' | 'onSortAnew'>) {
  if (onSortAnew !== null)
    return (
      <>
        Pictures changed risks; everybody stands where they stood.{' '}
        <button type="button" className={classes.back} onClick={onSortAnew}>
          Sort anew
        </button>
      </>
    );
  if (sort.key === BY_NEED.key) return ATTENTION_RULE;
  return (
    <>
      Ordered by a column.{' '}
      <button type="button" className={classes.back} onClick={() => onSort(BY_NEED)}>
        Order by need
      </button>
    </>
  );
}

function amountText(capacity: number, { ids, threshold }: FollowUp): string {
  if (capacity === 0) return 'nobody is marked';
  if (threshold === null) return 'nobody is in the window yet';
  const who = ids.size < capacity ? `all ${ids.size} in the window` : 'marked';
  return `${who}: from ${percentText(threshold)} left today`;
}
