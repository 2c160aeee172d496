'use client';

import { Button } from '@mantine/core';
import { IconClockExclamation, IconFileOff, IconQuestionMark } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useUnitSystem } from '#components/labs/use-unit-system.ts';
import { useModalityOf } from '#components/panels/panel-links.ts';
import { ReasonLink } from '#components/panels/ReasonLink.tsx';
import { Panel } from '#components/ui/Panel.tsx';
import { Timestamp } from '#components/ui/Timestamp.tsx';
import type { Moment } from '#lib/clinical/moment.ts';
import type { MissingInput } from '#lib/contract/risk-report.ts';
import { EffectPlot } from './EffectPlot.tsx';
import classes from './missing.module.css';
import { byEffect, effectText, willLieText } from './missing-effects.ts';
import type { Bands } from './risk-text.ts';

type MissingPanelProps = {
  readonly missing: readonly MissingInput[];
  /** `null`: there is no score to move. */
  readonly risk: number | null;
  readonly bands?: Bands;
  readonly at: Moment | null;
  readonly atName: string;
};

const SHOWN_FIRST = 6;
const REASONS = {
  'never-recorded': { label: 'Not recorded', Icon: IconFileOff },
  'released-later': { label: 'Released too late', Icon: IconClockExclamation },
  stale: { label: 'Too old', Icon: IconClockExclamation },
  unreadable: { label: 'Could not be read', Icon: IconQuestionMark },
} as const;

/** What the model did not get, why, when it was last seen, and what a plausible value would do to the risk. */
export function MissingPanel({ missing, risk, bands, at, atName }: MissingPanelProps) {
  const ordered = useMemo(() => byEffect(missing), [missing]);
  const modalityOf = useModalityOf();
  const [all, setAll] = useState(false);
  const shown = all ? ordered : ordered.slice(0, SHOWN_FIRST);
  const description =
    risk === null
      ? 'Inputs of the model that this chart does not hold.'
      : 'Inputs the score did without. The dots: the risk if the value were at the 10th, 50th and 90th percentile of the training patients.';
  return (
    <Panel title={`Missing or stale (${missing.length})`} description={description}>
      {missing.length === 0 ? (
        <p className={classes.nothing}>Every input of the model is known and fresh.</p>
      ) : (
        <ul className={classes.missing}>
          {shown.map((input) => (
            <MissingItem
              key={input.measure}
              modality={modalityOf(input.features[0] ?? '')}
              {...{ input, risk, at, atName }}
              {...(bands && { bands })}
            />
          ))}
        </ul>
      )}
      {ordered.length > SHOWN_FIRST ? (
        <Button variant="subtle" size="compact-sm" mt="xs" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Show the most important only' : `Show ${ordered.length - SHOWN_FIRST} more`}
        </Button>
      ) : null}
    </Panel>
  );
}

type MissingItemProps = Omit<MissingPanelProps, 'missing'> & {
  readonly input: MissingInput;
  /** `null`: not known yet. */
  readonly modality: string | null;
};

function MissingItem({ input, modality, risk, bands, at, atName }: MissingItemProps) {
  const [system] = useUnitSystem();
  const { label, Icon } = REASONS[input.reason];
  const effect = risk === null ? null : effectText(input, { risk, ...(bands && { bands }) }, system);
  const will = risk === null ? null : willLieText(input);
  const lastTime = input.last?.time ?? null;
  return (
    <li className={classes.missingItem}>
      <div className={classes.missingHead}>
        <span className={classes.missingName}>
          <ReasonLink modality={modality} measure={input.measure}>
            {input.label}
          </ReasonLink>
        </span>
        <span className={classes.reason} data-reason={input.reason}>
          <Icon size={14} stroke={1.9} aria-hidden />
          {label}
        </span>
      </div>
      <p className={classes.detail}>
        {input.detail}
        {lastTime ? (
          <>
            {' '}
            Last seen:{' '}
            <Timestamp moment={lastTime} {...(at ? { reference: { moment: at, name: atName } } : {})} />
          </>
        ) : null}
      </p>
      {effect && risk !== null ? (
        <div className={classes.effectLine}>
          <EffectPlot input={input} risk={risk} />
          <span className={classes.effectText}>{effect}</span>
        </div>
      ) : null}
      {will === null ? null : <p className={classes.detail}>{will}, in 9 of 10 patients.</p>}
    </li>
  );
}
