'use client';

import { useUnitSystem } from '#components/labs/use-unit-system.ts';
import { useModalityOf } from '#components/panels/panel-links.ts';
import { ReasonLink } from '#components/panels/ReasonLink.tsx';
import { Panel } from '#components/ui/Panel.tsx';
import type { MissingInput } from '#lib/contract/risk-report.ts';
import classes from './missing.module.css';
import { byEffect, effectText } from './missing-effects.ts';
import type { Bands } from './risk-text.ts';

const ALSO = 3;

type GapsCardProps = {
  readonly missing: readonly MissingInput[];
  readonly risk: number;
  readonly bands: Bands;
  /** Id of the part of the page that lists all gaps. */
  readonly all: string;
};

/** The one missing value that could move the risk most, and the next ones by name. */
export function GapsCard({ missing, risk, bands, all }: GapsCardProps) {
  const [system] = useUnitSystem();
  const modalityOf = useModalityOf();
  const [first, ...others] = byEffect(missing);
  if (!first)
    return (
      <Panel title="Missing">
        <p className={classes.nothing}>Every input of the model is known and fresh.</p>
      </Panel>
    );
  const effect = effectText(first, { risk, bands }, system);
  const named = others.slice(0, ALSO).map(({ label }) => label);
  return (
    <Panel title="Worth getting first">
      <p className={classes.first}>
        <ReasonLink modality={modalityOf(first.features[0] ?? '')} measure={first.measure}>
          {first.label}
        </ReasonLink>
        {effect ? `: ${effect}.` : '.'}
      </p>
      <p className={classes.detail}>
        {first.detail}
        {named.length > 0 ? ` Next: ${named.join(', ')}.` : ''}{' '}
        {others.length > 0 ? <a href={`#${all}`}>All {missing.length} gaps</a> : null}
      </p>
    </Panel>
  );
}
