'use client';

import { IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { ReasonLink } from '#components/panels/ReasonLink.tsx';
import { featureText, type UnitSystem } from '#lib/clinical/quantity-text.ts';
import classes from './attributions.module.css';
import { ContributionBar } from './ContributionBar.tsx';
import type { MeasureRow } from './measure-rows.ts';
import { direction, hazardRatioText, logHazardText } from './risk-text.ts';

type MeasureRowsProps = {
  readonly modality: string;
  readonly row: MeasureRow;
  readonly limit: number;
  readonly system: UnitSystem;
};

/** One measure, and under it its features when opened. */
export function MeasureRows({ modality, row, limit, system }: MeasureRowsProps) {
  const [open, setOpen] = useState(false);
  const { measure, headline, features, contribution, label } = row;
  const expandable = features.length > 1;
  const value = headline.value === null ? '–' : featureText(headline, headline.value, system);
  return (
    <>
      <tr className={classes.measure}>
        <th scope="row" className={classes.input}>
          <span className={classes.single}>
            {expandable ? (
              <button
                type="button"
                className={classes.expander}
                aria-expanded={open}
                aria-label={`${label}: its ${features.length} inputs`}
                onClick={() => setOpen(!open)}
              >
                <IconChevronRight size={14} stroke={2} aria-hidden />
              </button>
            ) : null}
            <ReasonLink modality={modality} measure={measure}>
              {label}
            </ReasonLink>
          </span>
          <span className={classes.observed}>{value}</span>
        </th>
        <td className={classes.course}>
          <ContributionBar contribution={contribution} limit={limit} />
        </td>
        <td className={classes.result}>
          <EffectCell contribution={contribution} />
        </td>
      </tr>
      {open
        ? features.map((feature) => (
            <tr key={feature.feature} className={classes.feature}>
              <th scope="row" className={classes.input}>
                <span className={classes.single}>{feature.label}</span>
                <span className={classes.observed}>
                  {feature.value === null ? '–' : featureText(feature, feature.value, system)}
                </span>
              </th>
              <td className={classes.course}>
                <ContributionBar contribution={feature.contribution} limit={limit} />
              </td>
              <td className={classes.result}>
                <EffectCell contribution={feature.contribution} />
              </td>
            </tr>
          ))
        : null}
    </>
  );
}

const ARROWS = { raises: '▲', lowers: '▼', 'no effect': '●' } as const;

/** Direction as mark and word, the factor on the hazard, and the log-hazard. */
export function EffectCell({ contribution }: { readonly contribution: number }) {
  const way = direction(contribution);
  return (
    <span className={classes.effect} data-direction={way}>
      <span className={classes.way}>
        <span aria-hidden>{ARROWS[way]}</span> {way}
      </span>
      <span className={classes.ratio}>{hazardRatioText(contribution)}</span>
      <span className={classes.logHazard}>{logHazardText(contribution)}</span>
    </span>
  );
}
