'use client';

import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useUnitSystem } from '#components/labs/use-unit-system.ts';
import { ReasonLink } from '#components/panels/ReasonLink.tsx';
import { Panel } from '#components/ui/Panel.tsx';
import visually from '#components/ui/visually.module.css';
import type { Scored } from '#lib/contract/risk-report.ts';
import classes from './attributions.module.css';
import { axisLimit } from './bar-geometry.ts';
import { ContributionBar, RatioAxis } from './ContributionBar.tsx';
import { EffectCell, MeasureRows } from './MeasureRows.tsx';
import { type ModalityRows, modalityRows } from './measure-rows.ts';
import { logHazardText } from './risk-text.ts';

const SHOWN_FIRST = 8;

/** Why the score is what it is: exact Shapley values by modality, within it by measure, within that by feature. */
export function AttributionPanel({ report }: { readonly report: Scored }) {
  const modalities = useMemo(() => modalityRows(report.attributions), [report]);
  const [all, setAll] = useState(false);
  const measures = modalities.flatMap((modality) => modality.measures);
  const limit = axisLimit([...modalities, ...measures].map(({ contribution }) => contribution));
  const hidden = modalities.reduce(
    (sum, { measures }) => sum + Math.max(0, measures.length - SHOWN_FIRST),
    0,
  );
  return (
    <Panel
      title="What moves the score"
      description="Each known value against the model’s baseline, in which nothing is known. × is the factor on the hazard; exact Shapley values."
    >
      <table className={classes.attributions}>
        <caption className={visually.hidden}>
          Contributions to the log-hazard by modality and measure, largest first
        </caption>
        <thead>
          <tr className={classes.columns}>
            <th scope="col" className={classes.input}>
              Input and value
            </th>
            <th scope="col" className={classes.course}>
              <span className={visually.hidden}>Contribution</span>
              <RatioAxis limit={limit} />
            </th>
            <th scope="col" className={classes.result}>
              Effect, factor, log-hazard
            </th>
          </tr>
        </thead>
        {modalities.map((modality) => (
          <ModalityBody
            key={modality.modality}
            modality={modality}
            limit={limit}
            shown={all ? Number.POSITIVE_INFINITY : SHOWN_FIRST}
          />
        ))}
      </table>
      {hidden > 0 ? (
        <Button variant="subtle" size="compact-sm" mt="xs" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Show the strongest only' : `Show ${hidden} more`}
        </Button>
      ) : null}
      <SumLine sum={report.sum} />
    </Panel>
  );
}

type ModalityBodyProps = { readonly modality: ModalityRows; readonly limit: number; readonly shown: number };

function ModalityBody({ modality, limit, shown }: ModalityBodyProps) {
  const [system] = useUnitSystem();
  return (
    <tbody>
      <tr className={classes.modality}>
        <th scope="row" className={classes.input}>
          <span className={classes.modalityName}>
            <ReasonLink modality={modality.modality} measure={null}>
              {modality.label}
            </ReasonLink>
          </span>
          <span className={classes.count}>{modality.measures.length} measures known</span>
        </th>
        <td className={classes.course}>
          <ContributionBar contribution={modality.contribution} limit={limit} strong />
        </td>
        <td className={classes.result}>
          <EffectCell contribution={modality.contribution} />
        </td>
      </tr>
      {modality.measures.slice(0, shown).map((row) => (
        <MeasureRows key={row.measure} modality={modality.modality} row={row} limit={limit} system={system} />
      ))}
    </tbody>
  );
}

/** Baseline + contributions = total, to the digits, so that anyone can add it up. */
function SumLine({ sum }: { readonly sum: Scored['sum'] }) {
  return (
    <p className={classes.sum} data-testid="sum">
      <span>
        baseline <b>{logHazardText(sum.baseline, 5)}</b>
      </span>
      <span>
        + contributions <b>{logHazardText(sum.contributions, 5)}</b>
      </span>
      <span>
        = total <b>{logHazardText(sum.total, 5)}</b> log-hazard
      </span>
      <span className={classes.residual}>rounding residual {sum.residual.toExponential(1)}</span>
    </p>
  );
}
