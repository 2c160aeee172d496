'use client';

import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { Panel } from '#components/ui/Panel.tsx';
import visually from '#components/ui/visually.module.css';
import type { Moment } from '#lib/clinical/moment.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import { nextSteps, type SettledRule, type Step } from '#lib/guidance/next-steps.ts';
import type { Slices } from '#lib/modalities/index.ts';
import { isDismissed } from './dismissals.ts';
import { FactList } from './FactList.tsx';
import classes from './guidance.module.css';
import { StepCard } from './StepCard.tsx';
import { reasonText, useDismissals } from './use-dismissals.ts';

const SHOWN_FIRST = 3;

type NextStepsProps = {
  readonly record: PatientRecord<Slices>;
  /** The time up to which the chart is read; `null`: its latest entry. */
  readonly at: Moment | null;
  readonly atName: string;
};

/** What guidelines support as next steps for this patient, apart from the score. Nothing where no rule has a say. */
export function NextSteps({ record, at, atName }: NextStepsProps) {
  const time = at ?? record.latest;
  const { steps, settled } = useMemo(
    () => (time ? nextSteps(record, time) : { steps: [], settled: [] }),
    [record, time],
  );
  const { dismissals, dismiss, undo } = useDismissals();
  const [all, setAll] = useState(false);
  if (steps.length + settled.length === 0) return null;
  const open = steps.filter((step) => !isDismissed(step, dismissals));
  const aside = steps.filter((step) => isDismissed(step, dismissals));
  const shown = all ? open : open.slice(0, SHOWN_FIRST);
  const name = at ? atName : 'the latest entry';
  return (
    <Panel title="Next steps" description="From guidelines, not from the score." anchor="next-steps">
      {open.length === 0 ? (
        <p className={classes.nothing}>No rule asks for anything more.</p>
      ) : (
        <ul className={classes.steps}>
          {shown.map((step) => (
            <StepCard key={step.rule} step={step} onDismiss={(reason) => dismiss(step, reason)} />
          ))}
        </ul>
      )}
      {open.length > SHOWN_FIRST ? (
        <Button variant="subtle" size="compact-sm" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? `Show the first ${SHOWN_FIRST}` : `Show all ${open.length}`}
        </Button>
      ) : null}
      <Aside steps={aside} textOf={({ key }) => reasonOf(dismissals[key])} onUndo={undo} />
      <Settled rules={settled} name={name} />
    </Panel>
  );
}

const reasonOf = (dismissal: Parameters<typeof reasonText>[0] | undefined) =>
  dismissal ? reasonText(dismissal) : '';

type AsideProps = {
  readonly steps: readonly Step[];
  readonly textOf: (step: Step) => string;
  readonly onUndo: (step: Step) => void;
};

function Aside({ steps, textOf, onUndo }: AsideProps) {
  if (steps.length === 0) return null;
  return (
    <ul className={classes.aside} aria-label="Dismissed in this browser">
      {steps.map((step) => (
        <li key={step.rule}>
          <span>
            {step.card.summary} <b>Dismissed:</b> {textOf(step)}.
          </span>{' '}
          <Button variant="subtle" size="compact-xs" onClick={() => onUndo(step)}>
            Undo<span className={visually.hidden}>: {step.card.source.topic.display}</span>
          </Button>
        </li>
      ))}
    </ul>
  );
}

function Settled({ rules, name }: { readonly rules: readonly SettledRule[]; readonly name: string }) {
  if (rules.length === 0) return null;
  return (
    <details className={classes.more}>
      <summary>
        {rules.length} {rules.length === 1 ? 'rule asks' : 'rules ask'} for nothing at {name}
      </summary>
      <ul className={classes.list}>
        {rules.map(({ rule, words, facts }) => (
          <li key={rule}>
            {words}
            <FactList facts={facts} />
          </li>
        ))}
      </ul>
    </details>
  );
}
