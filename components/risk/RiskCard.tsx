import { BandBadge } from '#components/ui/BandBadge.tsx';
import { Panel } from '#components/ui/Panel.tsx';
import type { SurvivalManifest } from '#lib/contract/manifest.ts';
import type { Scored } from '#lib/contract/risk-report.ts';
import { type Reasons, reasonSentence } from '#lib/fusion/reasons.ts';
import { qualityText } from './quality-text.ts';
import { RiskScale } from './RiskScale.tsx';
import classes from './risk-card.module.css';
import { bandText, frequencyText, percentNumber, percentText, rangeText } from './risk-text.ts';
import { WhatIfTag } from './WhatIfTag.tsx';
import whatIfClasses from './what-if.module.css';

type RiskCardProps = {
  readonly report: Scored;
  readonly reasons: Reasons;
  readonly manifest: Pick<SurvivalManifest, 'bands' | 'metrics' | 'training'>;
  /** What the risk is about, in a sentence. */
  readonly about: string;
  /** What of it is left today, in a sentence; `null`: all of it, or nobody can tell. */
  readonly left: string | null;
  /** What of the record the score still waits for; `null`: nothing. */
  readonly toCome: string | null;
  /** Id of the part of the page that shows how the score came about. */
  readonly details: string;
  /** The patient's own risk, when `report` answers a question; `null`: it is the patient's. */
  readonly asItIs: number | null;
};

/** The score: risk with its uncertainty, its band, the reason in a sentence, and how good the model is. */
export function RiskCard({ report, reasons, manifest, about, left, toCome, details, asItIs }: RiskCardProps) {
  const { risk, interval, band, horizonDays } = report;
  const { bands } = manifest;
  const level = Math.round(interval.level * 100);
  return (
    <Panel
      title={
        <>
          Readmission within {horizonDays} days{asItIs === null ? null : <WhatIfTag />}
        </>
      }
      description={about}
    >
      {asItIs === null ? null : (
        <p className={whatIfClasses.notice}>
          The answer to a question, not this patient’s risk: that is {percentText(asItIs, bands)}.
        </p>
      )}
      <div className={classes.risk}>
        <p className={classes.figure} data-testid="risk" data-risk={risk} data-settled={toCome === null}>
          {percentNumber(risk, bands)}
          <span className={classes.percent}>&nbsp;%</span>
        </p>
        <div className={classes.meaning}>
          <span className={classes.band}>
            <BandBadge band={band} large />
            <span className={classes.limits}>{bandText(band, bands)}</span>
          </span>
          <p className={classes.frequency}>{frequencyText(risk)} patients like this one</p>
        </div>
      </div>
      <p className={classes.sentence} data-testid="reason-sentence">
        {percentText(reasons.baselineRisk)} → {percentText(risk, bands)}: {reasonSentence(reasons)}.
      </p>
      {toCome ? (
        <p className={classes.left} role="status">
          Still to come: {toCome}. The risk will change.
        </p>
      ) : null}
      {left ? (
        <p className={classes.left} data-testid="risk-left">
          {left}
        </p>
      ) : null}
      <RiskScale risk={risk} interval={interval} bands={bands} />
      <p className={classes.footnote}>
        {level}&nbsp;% interval {rangeText(interval.low, interval.high)}: how unsure the model is.
      </p>
      <p className={classes.footnote}>
        {qualityText(manifest)} <a href={`#${details}`}>Details</a>
      </p>
    </Panel>
  );
}
