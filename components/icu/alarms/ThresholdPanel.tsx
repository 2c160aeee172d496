import { NumberInput, Slider } from '@mantine/core';
import { useId, useState } from 'react';
import { CONDITIONS } from '#components/icu/icu-text.ts';
import { Panel } from '#components/ui/Panel.tsx';
import type { AlertCondition } from '#lib/icu/alerts/alert.ts';
import type { IcuThreshold } from '#lib/icu/alerts/icu-schema.ts';
import { ApplyThreshold } from './ApplyThreshold.tsx';
import classes from './alarms.module.css';
import type { Trial } from './ask-threshold.ts';
import { ConsequencesTable } from './ConsequencesTable.tsx';
import { useThreshold } from './use-threshold.ts';

/** The threshold of one condition: what it did, what another one would have done, and putting that in force. */
export function ThresholdPanel({ condition }: { readonly condition: AlertCondition }) {
  const [trial, setTrial] = useState<Trial>(null);
  const { shown, trouble, show } = useThreshold(condition, trial);
  const onApplied = (answer: IcuThreshold) => {
    setTrial(null);
    show(answer);
  };
  return (
    <Panel title={CONDITIONS[condition].name} description={shown ? inForceText(shown) : ''}>
      {trouble ? <p role="alert">{trouble}</p> : null}
      {shown ? (
        <>
          <Trials shown={shown} trial={trial} onTry={setTrial} />
          <ConsequencesTable standing={shown.standing} preview={trial && shown.preview} />
          <p className={classes.second}>{secondText(shown)}</p>
          <ApplyThreshold
            condition={condition}
            threshold={trial && (shown.preview?.threshold ?? null)}
            onApplied={onApplied}
          />
        </>
      ) : null}
    </Panel>
  );
}

const inForceText = ({ model, set }: IcuThreshold): string =>
  set
    ? `Model ${model}. Set by ${set.by}: ${set.why}`
    : `Model ${model}, with the threshold it was made with.`;

/** Disagreement of the two models is recorded with each alert, and counted here. */
function secondText({ second: { asked, disagreed } }: IcuThreshold): string {
  if (asked === 0) return 'The second model, which explains, has been asked of no alert of these hours yet.';
  const alerts = asked === 1 ? 'the one alert' : `the ${asked} alerts`;
  return `The second model, which explains, does not agree with ${disagreed} of ${alerts} that it was asked of in these hours.`;
}

type TrialsProps = {
  readonly shown: IcuThreshold;
  readonly trial: Trial;
  readonly onTry: (trial: Trial) => void;
};

function Trials({ shown, trial, onTry }: TrialsProps) {
  const id = useId();
  const threshold = trial && 'threshold' in trial ? trial.threshold : (shown.preview ?? shown).threshold;
  return (
    <div className={classes.trials}>
      <div>
        <p id={id} className={classes.label}>
          Try a threshold: {(100 * threshold).toFixed(1)}&nbsp;%
        </p>
        <Slider
          aria-labelledby={id}
          thumbProps={{ 'aria-labelledby': id }}
          min={0.5}
          max={99}
          step={0.5}
          value={100 * threshold}
          label={null}
          onChange={(value) => onTry({ threshold: value / 100 })}
        />
      </div>
      <NumberInput
        label="Or a rate: alerts a bed-day"
        description="No knowledge of who fell ill is needed"
        min={0.1}
        max={100}
        step={0.5}
        value={trial && 'alertsPerBedDay' in trial ? trial.alertsPerBedDay : ''}
        onChange={(value) =>
          onTry(typeof value === 'number' && value > 0 ? { alertsPerBedDay: value } : null)
        }
      />
    </div>
  );
}
