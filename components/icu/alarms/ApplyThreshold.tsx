import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { AlertCondition } from '#lib/icu/alerts/alert.ts';
import type { IcuThreshold } from '#lib/icu/alerts/icu-schema.ts';
import classes from './alarms.module.css';
import { applyThreshold } from './ask-threshold.ts';

type ApplyThresholdProps = {
  readonly condition: AlertCondition;
  /** Null: nothing is tried. */
  readonly threshold: number | null;
  readonly onApplied: (answer: IcuThreshold) => void;
};

/** Puts what was tried in force, with a reason that is kept. */
export function ApplyThreshold({ condition, threshold, onApplied }: ApplyThresholdProps) {
  const [why, setWhy] = useState('');
  const [trouble, setTrouble] = useState<string | null>(null);
  const [sending, setSending] = useState(false);
  const apply = async (event: FormEvent) => {
    event.preventDefault();
    if (threshold === null) return;
    setSending(true);
    const outcome = await applyThreshold(condition, threshold, why.trim());
    setSending(false);
    setTrouble(outcome.ok ? null : outcome.reason);
    if (!outcome.ok) return;
    setWhy('');
    onApplied(outcome.answer);
  };
  return (
    <form className={classes.apply} onSubmit={apply}>
      <TextInput
        label="Reason"
        description="It is kept with your name and the time"
        value={why}
        onChange={({ currentTarget }) => setWhy(currentTarget.value)}
        error={trouble}
        maxLength={500}
      />
      <Button type="submit" loading={sending} disabled={threshold === null || why.trim().length < 3}>
        Put in force
      </Button>
    </form>
  );
}
