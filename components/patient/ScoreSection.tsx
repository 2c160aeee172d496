'use client';

import type { AnswerState } from '#components/risk/AnswerPanel.tsx';
import { AttributionPanel } from '#components/risk/AttributionPanel.tsx';
import { MissingPanel } from '#components/risk/MissingPanel.tsx';
import { ModelFailure } from '#components/risk/ModelFailure.tsx';
import { RiskCard } from '#components/risk/RiskCard.tsx';
import { sessionText } from '#components/scoring/session-text.ts';
import { useSessionState } from '#components/scoring/use-session.ts';
import { BandBadge } from '#components/ui/BandBadge.tsx';
import { Panel } from '#components/ui/Panel.tsx';
import { ProgressBar } from '#components/ui/ProgressBar.tsx';
import type { Landmark } from '#lib/contract/landmark.ts';
import type { Unscored } from '#lib/contract/risk-report.ts';
import classes from './patient.module.css';

type ScoreSectionProps = {
  readonly landmark: Landmark;
  readonly state: AnswerState;
  readonly onRetry: () => void;
};

/** The score with its reasons and gaps, or why there is none. */
export function ScoreSection({ landmark: { at, name: atName }, state, onRetry }: ScoreSectionProps) {
  if (state.status === 'pending') return <Computing />;
  if (state.status === 'failed')
    return <ModelFailure title="Readmission risk" missing="score" reason={state.reason} onRetry={onRetry} />;
  const { report, manifest } = state;
  // The readmission model's report is of this kind; the check is for the compiler.
  if (report.kind !== 'survival' || manifest.kind !== 'survival') return null;
  const shared = { missing: report.missing, at, atName };
  if (report.status === 'unscored')
    return (
      <>
        <NoScore report={report} />
        {report.missing.length > 0 ? <MissingPanel {...shared} risk={null} /> : null}
      </>
    );
  return (
    <div className={classes.score}>
      <div className={classes.column}>
        <RiskCard report={report} bands={manifest.bands} atName={atName} />
      </div>
      <div className={classes.column}>
        <AttributionPanel report={report} />
      </div>
      <div className={classes.wide}>
        <MissingPanel {...shared} risk={report.risk} />
      </div>
    </div>
  );
}

function Computing() {
  const model = useSessionState();
  const progress = model.status === 'loading' ? model.progress : null;
  const fraction = progress?.stage === 'downloading' ? progress.fraction : null;
  return (
    <Panel title="Readmission risk">
      <div className={classes.computing} role="status">
        <ProgressBar
          label={model.status === 'ready' ? 'Computing the score' : 'Preparing the model'}
          value={fraction}
          max={1}
          text={model.status === 'ready' ? '' : sessionText(model)}
        />
      </div>
    </Panel>
  );
}

function NoScore({ report }: { readonly report: Unscored }) {
  return (
    <Panel title="Readmission risk">
      <div className={classes.noScore} data-testid="no-score">
        <BandBadge band="none" large />
        <ul className={classes.reasons}>
          {report.reasons.map(({ code, message }) => (
            <li key={`${code} ${message}`}>{message}</li>
          ))}
        </ul>
      </div>
    </Panel>
  );
}
