'use client';

import { Button, Switch } from '@mantine/core';
import { useMemo } from 'react';
import { useUnitSystem } from '#components/labs/use-unit-system.ts';
import { Panel } from '#components/ui/Panel.tsx';
import type { SurvivalManifest } from '#lib/contract/manifest.ts';
import type { Scored } from '#lib/contract/risk-report.ts';
import { AS_IT_IS, isAsked } from '#lib/fusion/what-if.ts';
import type { Slider } from '#lib/fusion/what-if-sliders.ts';
import { percentText } from './risk-text.ts';
import type { WhatIfState } from './use-what-if.ts';
import { WhatIfSlider } from './WhatIfSlider.tsx';
import classes from './what-if.module.css';
import { moved, toggled, whatIfText } from './what-if-text.ts';

type WhatIfPanelProps = {
  readonly report: Scored;
  readonly manifest: SurvivalManifest;
  readonly sliders: readonly Slider[];
  readonly state: WhatIfState;
};

/** Questions to the model: a source left out, another value of a measure. The summary beside it answers. */
export function WhatIfPanel({ report, manifest, sliders, state }: WhatIfPanelProps) {
  const { asked, answer, failed, sources, without, ask } = state;
  const { bands } = manifest;
  const [units] = useUnitSystem();
  const words = useMemo(() => whatIfText(asked, sources, sliders, units), [asked, sources, sliders, units]);
  return (
    <Panel
      title="What if"
      actions={
        <Button size="xs" variant="default" disabled={!isAsked(asked)} onClick={() => ask(AS_IT_IS)}>
          Back to the patient
        </Button>
      }
    >
      <p className={classes.answer} role="status">
        {isAsked(asked) ? (
          <>
            <b>
              {percentText(report.risk, bands)} → {answer ? percentText(answer.risk, bands) : '…'}
            </b>{' '}
            {words}
          </>
        ) : (
          'Leave a source out or suppose another value: risk and reasons follow.'
        )}
      </p>
      {failed ? <p className={classes.failed}>{failed}</p> : null}
      {sources.length > 0 ? (
        <fieldset className={classes.sources}>
          <legend>Sources in use</legend>
          {sources.map(({ id, label }) => (
            <Switch
              key={id}
              size="sm"
              checked={!asked.left.includes(id)}
              onChange={() => ask(toggled(asked, id))}
              label={label}
              description={withoutText(without.get(id), bands)}
            />
          ))}
        </fieldset>
      ) : null}
      {sliders.length > 0 ? (
        <details className={classes.sliders}>
          <summary>Suppose another value</summary>
          <div className={classes.list}>
            {sliders.map((slider) => (
              <WhatIfSlider
                key={slider.feature}
                slider={slider}
                value={asked.supposed[slider.feature] ?? slider.value}
                isOut={sources.some(
                  ({ id, features }) => asked.left.includes(id) && features.includes(slider.feature),
                )}
                onMove={(to) => ask(moved(asked, slider, to))}
              />
            ))}
          </div>
        </details>
      ) : null}
      <p className={classes.note}>
        Association, not effect: the model’s answer about another patient who is like this one but for this.
        Changing the value need not change the risk.
      </p>
    </Panel>
  );
}

const withoutText = (risk: number | undefined, bands: SurvivalManifest['bands']): string =>
  risk === undefined ? 'computing' : `without it ${percentText(risk, bands)}`;
