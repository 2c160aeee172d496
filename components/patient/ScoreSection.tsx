'use client';

import { useEffect, useState } from 'react';
import type { AnswerState } from '#components/risk/AnswerPanel.tsx';
import { ModelFailure } from '#components/risk/ModelFailure.tsx';
import { sessionText } from '#components/scoring/session-text.ts';
import { useSessionState } from '#components/scoring/use-session.ts';
import { BandBadge } from '#components/ui/BandBadge.tsx';
import { Panel } from '#components/ui/Panel.tsx';
import { ProgressBar } from '#components/ui/ProgressBar.tsx';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { Unscored } from '#lib/contract/risk-report.ts';
import type { Slices } from '#lib/modalities/index.ts';
import classes from './patient.module.css';

type ScoreSectionProps = {
  readonly record: PatientRecord<Slices>;
  readonly state: AnswerState;
  /** What of the record the score still waits for; `null`: nothing. */
  readonly toCome: string | null;
  readonly onRetry: () => void;
};

type SummaryPart = typeof import('./Summary.tsx').default;

/**
 * Comes while the score is computed. As a `dynamic` part it would wait for React to take its stand-in away (ADR 70). Throws what
 * kept it from coming, as such a part does: the page's error screen offers another attempt.
 */
function useSummary(): SummaryPart | null {
  const [part, setPart] = useState<{ readonly Summary: SummaryPart } | { readonly cause: unknown } | null>(
    null,
  );
  useEffect(() => {
    import('./Summary.tsx').then(
      ({ default: Summary }) => setPart({ Summary }),
      (cause: unknown) => setPart({ cause }),
    );
  }, []);
  if (part && 'cause' in part) throw part.cause;
  return part?.Summary ?? null;
}

/** The score with its reasons and the gap worth closing, or why there is none. Takes two columns of the summary. */
export function ScoreSection({ record, state, toCome, onRetry }: ScoreSectionProps) {
  const Summary = useSummary();
  if (state.status === 'pending') return <Computing />;
  if (state.status === 'failed')
    return (
      <div className={classes.both}>
        <ModelFailure title="Readmission risk" missing="score" reason={state.reason} onRetry={onRetry} />
      </div>
    );
  const { report, manifest } = state;
  // The readmission model's report is of this kind; the check is for the compiler.
  if (report.kind !== 'survival' || manifest.kind !== 'survival') return null;
  if (report.status === 'unscored') return <NoScore report={report} />;
  return Summary ? <Summary {...{ record, report, manifest, toCome }} /> : <Computing />;
}

function Computing() {
  const model = useSessionState();
  const progress = model.status === 'loading' ? model.progress : null;
  const fraction = progress?.stage === 'downloading' ? progress.fraction : null;
  return (
    <div className={classes.both}>
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
    </div>
  );
}

function NoScore({ report }: { readonly report: Unscored }) {
  return (
    <div className={classes.both}>
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
    </div>
  );
}
