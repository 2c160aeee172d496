'use client';

import dynamic from 'next/dynamic';
import { useMemo } from 'react';
import { NextSteps } from '#components/guidance/NextSteps.tsx';
import { PatientPanels } from '#components/panels/PatientPanels.tsx';
import { PanelLinks } from '#components/panels/panel-links.ts';
import { NO_PORTS, type PanelPorts } from '#components/panels/panel-props.ts';
import { anchorsOn } from '#components/panels/panels.ts';
import { ReceiptPanel } from '#components/risk/ReceiptPanel.tsx';
import { IssueList } from '#components/ui/IssueList.tsx';
import { Page } from '#components/ui/Page.tsx';
import { Panel } from '#components/ui/Panel.tsx';
import { WeekAlerts } from '#components/wearables/WeekAlerts.tsx';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { Slices } from '#lib/modalities/index.ts';
import { dischargeLandmark } from '#lib/models/readmission/landmark.ts';
import { PatientHeading } from './PatientHeading.tsx';
import classes from './patient.module.css';
import { ScoreSection } from './ScoreSection.tsx';
import { UnreadCodes } from './UnreadCodes.tsx';
import { useReport } from './use-report.ts';

type PatientPageProps = {
  readonly record: PatientRecord<Slices>;
  /** What the panels may ask for beyond the record; what is left out is not to be had. */
  readonly ports?: Partial<PanelPorts>;
};

/** What other models of the registry say: loaded after the score, with the registry. */
const OtherAnswers = dynamic(() => import('./OtherAnswers.tsx'), { ssr: false });

/** Apart from the page's own script, like the panels: it reads the history, which the page does not. */
const PrintSummary = dynamic(() => import('./PrintSummary.tsx').then((module) => module.PrintSummary));

/** Everything about one patient. Computes the score in this browser; only signals, pictures and genome may ask the server again. */
export function PatientPage({ record, ports: given }: PatientPageProps) {
  const ports = useMemo(() => ({ ...NO_PORTS, ...given }), [given]);
  const landmark = useMemo(() => dischargeLandmark(record), [record]);
  const { at, name: atName } = landmark;
  const { state, retry } = useReport({ model: 'readmission', record, readTensor: null });
  const report = state.status === 'ready' && state.report.kind === 'survival' ? state.report : null;
  const scored = report?.status === 'scored' ? report : null;
  const issues = report?.issues ?? record.issues;
  const anchorOf = anchorsOn({ record, ports });
  return (
    <Page simulated={record.patient.simulated}>
      <div className={classes.screen}>
        <PatientHeading record={record} at={at} retrospective={scored?.retrospective ?? false} />
        <PanelLinks value={anchorOf}>
          <ScoreSection landmark={landmark} state={state} onRetry={retry} />
        </PanelLinks>
        <WeekAlerts record={record} ports={ports} />
        <NextSteps record={record} at={at} atName={atName} />
        {issues.length > 0 ? (
          <Panel
            title={`Left out or assumed (${issues.length})`}
            description="Entries of the chart that were not used, or not as written, and why."
          >
            <IssueList issues={issues} />
          </Panel>
        ) : null}
        <PatientPanels record={record} ports={ports} at={at} atName={atName} />
        <OtherAnswers record={record} ports={ports} except="readmission" />
        <UnreadCodes codes={record.unread ?? []} />
        {scored ? <ReceiptPanel report={scored} /> : null}
      </div>
      <PrintSummary record={record} report={report} at={at} atName={atName} />
    </Page>
  );
}
