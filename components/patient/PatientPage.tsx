'use client';

import dynamic from 'next/dynamic';
import { useMemo } from 'react';
import { PanelLinks } from '#components/panels/panel-links.ts';
import { NO_PORTS, type PanelPorts } from '#components/panels/panel-props.ts';
import { anchorsOn } from '#components/panels/panels.ts';
import { Sections } from '#components/panels/Sections.tsx';
import type { AnswerState } from '#components/risk/AnswerPanel.tsx';
import { readmissionSession } from '#components/scoring/model-sessions.ts';
import { Page } from '#components/ui/Page.tsx';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { RiskReport } from '#lib/contract/risk-report.ts';
import type { Slices } from '#lib/modalities/index.ts';
import { dischargeLandmark } from '#lib/models/readmission/landmark.ts';
import { timeName } from './moment-text.ts';
import { PatientHeading } from './PatientHeading.tsx';
import classes from './patient.module.css';
import { ScoreSection } from './ScoreSection.tsx';
import { useScore } from './use-score.ts';
import { useSections } from './use-sections.tsx';

// The longest part of the way to a score begins before the page can react.
if (typeof window !== 'undefined') void readmissionSession.load().catch(() => undefined);

type PatientPageProps = {
  readonly record: PatientRecord<Slices>;
  /** What the panels may ask for beyond the record; what is left out is not to be had. */
  readonly ports?: Partial<PanelPorts>;
};

/** Apart as well: both wait for the score, and what the reader has set aside is known to this browser alone. */
const NextSteps = dynamic(
  () => import('#components/guidance/NextSteps.tsx').then((module) => module.NextSteps),
  { ssr: false },
);
const WeekAlerts = dynamic(
  () => import('#components/wearables/WeekAlerts.tsx').then((module) => module.WeekAlerts),
  { ssr: false },
);

const NearestPanel = dynamic(
  () => import('#components/similar/NearestPanel.tsx').then((module) => module.NearestPanel),
  { ssr: false },
);

/** Apart from the page's own script, like the panels: it reads the history, which the page does not. */
const PrintSummary = dynamic(() => import('./PrintSummary.tsx').then((module) => module.PrintSummary));

const reportOf = (state: AnswerState): RiskReport | null =>
  state.status === 'ready' && state.report.kind === 'survival' ? state.report : null;

const bandsOf = (state: AnswerState) =>
  state.status === 'ready' && state.manifest.kind === 'survival' ? state.manifest.bands : null;

/** Everything about one patient: a summary, and the chart below it. Computes the score in this browser. */
export function PatientPage({ record, ports: given }: PatientPageProps) {
  const context = useMemo(() => ({ record, ports: { ...NO_PORTS, ...given } }), [record, given]);
  const landmark = useMemo(() => dischargeLandmark(record), [record]);
  const { at } = landmark;
  const atName = timeName(landmark.name);
  const { state, retry, toCome, record: whole } = useScore(context);
  const report = reportOf(state);
  const bands = bandsOf(state);
  // Which picture a finding was read from is known when it was read.
  const anchorOf = useMemo(() => anchorsOn({ ...context, record: whole }), [context, whole]);
  const sections = useSections({ context, landmark, report, bands });
  return (
    <Page simulated={record.patient.simulated}>
      <div className={classes.screen}>
        <PatientHeading record={record} at={at} report={report} />
        <PanelLinks value={anchorOf}>
          <div className={classes.summary}>
            <ScoreSection record={whole} state={state} toCome={toCome} onRetry={retry} />
            <div className={classes.column}>
              <NextSteps record={record} at={at} atName={atName} />
              <WeekAlerts {...context} waits={state.status === 'pending' || toCome !== null} />
              {context.ports.loadSlice ? <NearestPanel patientId={record.patient.id} /> : null}
            </div>
          </div>
          <Sections sections={sections} />
        </PanelLinks>
      </div>
      <PrintSummary {...{ record, report, at, atName, bands }} />
    </Page>
  );
}
