'use client';

import { Button } from '@mantine/core';
import { CONDITIONS, dayTimeText, percentText } from '#components/icu/icu-text.ts';
import { Panel } from '#components/ui/Panel.tsx';
import type { AlertCondition } from '#lib/icu/alerts/alert.ts';
import type { ExplanationModality, Explanation as Report } from '#lib/icu/stage-two/report.ts';
import { BeganChart } from './BeganChart.tsx';
import classes from './explain.module.css';
import type { ToldExplanation } from './explain-alert.ts';
import { useExplanation } from './use-explanation.ts';

/** More than these of one kind of data say next to nothing. */
const MOST_FACTORS = 5;

type ExplanationProps = { readonly patient: string; readonly condition: AlertCondition };

/** Why the second model would warn, by kind of data, and since when: worked out in this browser when somebody asks. */
export function Explanation({ patient, condition }: ExplanationProps) {
  const { state, ask } = useExplanation(patient, condition);
  return (
    <Panel
      title={`Why ${CONDITIONS[condition].name.toLowerCase()}, over two days`}
      description="A second model that explains and does not decide."
    >
      <Button size="xs" variant="default" loading={state.status === 'working'} onClick={() => void ask()}>
        {state.status === 'told' ? 'Explain anew' : 'Explain this alert'}
      </Button>
      <div aria-live="polite">
        {state.status === 'failed' ? <p role="alert">No explanation: {state.reason}</p> : null}
        {state.status === 'told' ? <Told {...state.told} /> : null}
      </div>
    </Panel>
  );
}

function Told({ explanation, at, simulated }: ToldExplanation) {
  const { probability, threshold, horizonHours, windowHours, disagreement, missing, orders, receipt } =
    explanation;
  return (
    <>
      <p>
        <b>{percentText(probability)}</b> within {horizonHours}&nbsp;h by this model, whose threshold is{' '}
        {percentText(threshold)}; read up to {dayTimeText(at)}, {windowHours}&nbsp;h back.
        {simulated ? ' Simulated patient.' : ''}
      </p>
      {disagreement === null ? null : (
        <p className={classes.disagreement} role="note">
          {disagreement}
        </p>
      )}
      {explanation.modalities.map((modality) => (
        <Modality key={modality.id} modality={modality} />
      ))}
      {missing.length === 0 ? null : (
        <p className={classes.quiet}>
          Not known of this patient: {missing.map(({ label }) => label.toLowerCase()).join(', ')}.
        </p>
      )}
      <BeganChart began={explanation.began} modalities={explanation.modalities} />
      <p className={classes.quiet}>
        Shares are log-odds. With {signed(explanation.base)} of a patient of whom nothing is known they add up
        to {signed(explanation.logOdds)}. Those of kinds of data are exact; ± is the standard error of the
        others, which are sampled over {orders} orders. {receipt.model.id} {receipt.model.version},{' '}
        {receipt.backend}, {(receipt.durationMs / 1000).toFixed(1)}&nbsp;s.
      </p>
    </>
  );
}

const signed = (share: number): string => `${share < 0 ? '−' : '+'}${Math.abs(share).toFixed(2)}`;

const learnedFrom = (factors: Report['modalities'][number]['factors']): string | null => {
  const alone = factors.filter(({ simulatedAlone }) => simulatedAlone).length;
  if (alone === 0) return null;
  return alone === factors.length
    ? 'learned from simulated patients alone'
    : 'in part learned from simulated patients alone';
};

function Modality({ modality: { label, share, factors } }: { readonly modality: ExplanationModality }) {
  const source = learnedFrom(factors);
  return (
    <section aria-label={label}>
      <h3 className={classes.modality}>
        {label} <span className={classes.share}>{signed(share)}</span>{' '}
        {source === null ? null : <small>{source}</small>}
      </h3>
      <ul className={classes.factors}>
        {factors.slice(0, MOST_FACTORS).map((factor) => (
          <li key={factor.feature} data-direction={factor.share < 0 ? 'lowers' : 'raises'}>
            {factor.text}{' '}
            <small>
              {factor.share < 0 ? '↓' : '↑'} {signed(factor.share)} ± {factor.standardError.toFixed(2)}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}
