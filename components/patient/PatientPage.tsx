'use client';

import { PatientPanels } from '#components/panels/PatientPanels.tsx';
import { PanelLinks } from '#components/panels/panel-links.ts';
import { NO_PORTS, type PanelPorts } from '#components/panels/panel-props.ts';
import { anchorsOn } from '#components/panels/panels.ts';
import { ReceiptPanel } from '#components/risk/ReceiptPanel.tsx';
import { IssueList } from '#components/ui/IssueList.tsx';
import { Page } from '#components/ui/Page.tsx';
import { Panel } from '#components/ui/Panel.tsx';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { Slices } from '#lib/modalities/index.ts';
import { PatientHeading } from './PatientHeading.tsx';
import { PrintSummary } from './PrintSummary.tsx';
import classes from './patient.module.css';
import { ScoreSection } from './ScoreSection.tsx';
import { UnreadCodes } from './UnreadCodes.tsx';
import { useReport } from './use-report.ts';

type PatientPageProps = {
  readonly record: PatientRecord<Slices>;
  /** What the panels may ask for beyond the record; what is left out is not to be had. */
  readonly ports?: Partial<PanelPorts>;
};

/** Everything about one patient. Computes the score in this browser; only signals, pictures and genome may ask the server again. */
export function PatientPage({ record, ports: given }: PatientPageProps) {
  const ports = { ...NO_PORTS, ...given };
  const { state, retry } = useReport(record);
  const report = state.status === 'ready' ? state.report : null;
  const scored = report?.status === 'scored' ? report : null;
  const issues = report?.issues ?? record.issues;
  const atName = record.admission?.end ? 'discharge' : 'latest entry';
  const anchorOf = anchorsOn({ record, ports });
  return (
    <Page simulated={record.patient.simulated}>
      <div className={classes.screen}>
        <PatientHeading record={record} retrospective={scored?.retrospective ?? false} />
        <PanelLinks value={anchorOf}>
          <ScoreSection record={record} state={state} atName={atName} onRetry={retry} />
        </PanelLinks>
        {issues.length > 0 ? (
          <Panel
            title={`Left out or assumed (${issues.length})`}
            description="Entries of the chart that were not used, or not as written, and why."
          >
            <IssueList issues={issues} />
          </Panel>
        ) : null}
        <PatientPanels record={record} ports={ports} at={record.at} atName={atName} />
        <UnreadCodes codes={record.unread ?? []} />
        {scored ? <ReceiptPanel report={scored} /> : null}
      </div>
      <PrintSummary record={record} report={report} atName={atName} />
    </Page>
  );
}
