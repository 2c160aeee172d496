'use client';

import { useUnitSystem } from '#components/labs/use-unit-system.ts';
import { useModalityOf } from '#components/panels/panel-links.ts';
import { ReasonLink } from '#components/panels/ReasonLink.tsx';
import { Panel } from '#components/ui/Panel.tsx';
import visually from '#components/ui/visually.module.css';
import type { SurvivalManifest } from '#lib/contract/manifest.ts';
import type { MissingInput, Scored } from '#lib/contract/risk-report.ts';
import table from './bar-table.module.css';
import classes from './certainty.module.css';
import { freeText, networksText, peersText, staleText, tellsMost } from './certainty-text.ts';
import { byEffect, effectText } from './missing-effects.ts';
import { measureKey, type RangeRow, rangeRows, rangeTop, rowName } from './risk-ranges.ts';
import { rangeText } from './risk-text.ts';
import { WhatIfTag } from './WhatIfTag.tsx';

type CertaintyPanelProps = {
  readonly report: Scored;
  readonly manifest: SurvivalManifest;
  /** Id of the part of the page that lists all gaps. */
  readonly all: string;
  /** The report answers a question. */
  readonly isWhatIf: boolean;
};

/** What the risk is uncertain of, source by source, and which missing value would tell most. Words first. */
export function CertaintyPanel({ report, manifest, all, isWhatIf }: CertaintyPanelProps) {
  const { missing } = report;
  const most = tellsMost(report);
  const told = rangeRows(report).find(({ kind }) => kind === 'missing')?.key;
  const ordered = byEffect(missing);
  const others =
    most === null ? ordered.slice(1) : ordered.filter(({ measure }) => measureKey(measure) !== told);
  const sentences = [freeText(report), peersText(report.risk, manifest)];
  const more = [networksText(report), staleText(report)].filter((sentence) => sentence !== null);
  return (
    <Panel title={<>How sure, and what is missing{isWhatIf ? <WhatIfTag /> : null}</>}>
      {most === null ? <MostTelling {...{ report, manifest }} /> : <p className={classes.first}>{most}.</p>}
      <Ranges report={report} />
      <ul className={classes.sentences}>
        {sentences.map((sentence) => (sentence === null ? null : <li key={sentence}>{sentence}.</li>))}
        {missing.length > 0 ? (
          <li>
            <Named missing={others} />
            <a href={`#${all}`}>{missing.length === 1 ? 'The one gap' : `All ${missing.length} gaps`}</a>
          </li>
        ) : null}
      </ul>
      {more.length > 0 ? (
        <details className={classes.more}>
          <summary>Old values and networks</summary>
          <ul className={classes.sentences}>
            {more.map((sentence) => (
              <li key={sentence}>{sentence}.</li>
            ))}
          </ul>
        </details>
      ) : null}
    </Panel>
  );
}

/** The measure that could move the risk most, where the model does not say how probable that is. */
function MostTelling({ report, manifest }: Pick<CertaintyPanelProps, 'report' | 'manifest'>) {
  const [system] = useUnitSystem();
  const [first] = byEffect(report.missing);
  if (!first) return <p className={classes.nothing}>Every input of the model is known and fresh.</p>;
  const effect = effectText(first, { risk: report.risk, bands: manifest.bands }, system);
  return (
    <p className={classes.first}>
      <MeasureLink feature={first.features[0] ?? null} measure={first.measure}>
        {first.label}
      </MeasureLink>
      {effect ? `: ${effect}.` : '.'}
    </p>
  );
}

const NAMED = 2;

/** The next ones by name. `missing`: in their order. */
function Named({ missing }: { readonly missing: readonly MissingInput[] }) {
  const named = missing.slice(0, NAMED);
  if (named.length === 0) return null;
  return (
    <>
      Worth getting too:{' '}
      {named.map(({ measure, label, features }, k) => (
        <span key={measure}>
          <MeasureLink feature={features[0] ?? null} measure={measure}>
            {label}
          </MeasureLink>
          {k < named.length - 1 ? ', ' : '. '}
        </span>
      ))}
    </>
  );
}

type MeasureLinkProps = {
  readonly feature: string | null;
  readonly measure: string;
  readonly children: string;
};

function MeasureLink({ feature, measure, children }: MeasureLinkProps) {
  const modalityOf = useModalityOf();
  return (
    <ReasonLink modality={modalityOf(feature ?? '')} measure={measure}>
      {children}
    </ReasonLink>
  );
}

/** Each source's range as a bar on one axis, with its numbers beside it; the risk is the upright line. */
function Ranges({ report }: { readonly report: Scored }) {
  const rows = rangeRows(report);
  const top = rangeTop(rows, report.risk);
  const { level } = report.interval;
  return (
    <table className={`${table.table} ${classes.ranges}`}>
      <caption className={visually.hidden}>Where the risk may lie, by what is uncertain</caption>
      <thead>
        <tr>
          <th scope="col">Uncertain of</th>
          <th scope="col">
            <span className={visually.hidden}>Bar from 0 to {Math.round(top * 100)} %</span>
          </th>
          <th scope="col" data-number>
            Risk, {Math.round(level * 100)}&nbsp;%
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">{rowName(row)}</th>
            <td className={classes.barCell} aria-hidden>
              <RangeBar row={row} risk={report.risk} top={top} />
            </td>
            <td data-number>{rangeText(row.low, row.high)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type RangeBarProps = { readonly row: RangeRow; readonly risk: number; readonly top: number };

function RangeBar({ row: { kind, low, high }, risk, top }: RangeBarProps) {
  const at = (probability: number) => `${(probability / top) * 100}%`;
  return (
    <span className={classes.axis}>
      <span className={classes.range} data-kind={kind} style={{ left: at(low), width: at(high - low) }} />
      <span className={classes.now} style={{ left: at(risk) }} />
    </span>
  );
}
