'use client';

import { StudyPanel } from '#components/imaging/StudyPanel.tsx';
import type { Archive } from '#components/imaging/study-images.ts';
import { LabTrends } from '#components/labs/LabTrends.tsx';
import { ReceiptPanel } from '#components/risk/ReceiptPanel.tsx';
import { IssueList } from '#components/ui/IssueList.tsx';
import { Page } from '#components/ui/Page.tsx';
import { Panel } from '#components/ui/Panel.tsx';
import { WearablesPanel } from '#components/wearables/WearablesPanel.tsx';
import { ageInYears } from '#lib/clinical/age.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { LoadGenome } from '#lib/modalities/genomics/genome-outcome.ts';
import { pictureNumber } from '#lib/modalities/header.ts';
import type { Slices } from '#lib/modalities/index.ts';
import type { LoadWearables } from '#lib/modalities/wearables/wearables-outcome.ts';
import { HistoryPanels } from './HistoryPanels.tsx';
import { PatientGenome } from './PatientGenome.tsx';
import { PatientHeading } from './PatientHeading.tsx';
import { PrintSummary } from './PrintSummary.tsx';
import classes from './patient.module.css';
import { ScoreSection } from './ScoreSection.tsx';
import { UnreadCodes } from './UnreadCodes.tsx';
import { useReport } from './use-report.ts';

/** Age in completed years at the time of prediction. */
const ageOf = ({ patient, at }: PatientRecord<Slices>): number | null =>
  patient.birthDate && at ? ageInYears(patient.birthDate, at.recorded) : null;

type PatientPageProps = {
  readonly record: PatientRecord<Slices>;
  /** Fetches the wearables of a record that came without them; `null`: there are none, or the record has them. */
  readonly loadWearables?: LoadWearables | null;
  /** Fetches the genotype file of the chart for a comparison; `null`: there is no server that has it. */
  readonly loadGenome?: LoadGenome | null;
  /** Where the pictures of the chart's studies are. */
  readonly archive?: Archive;
  /** Study Instance UIDs of pictures that were chosen with an uploaded chart. */
  readonly filed?: ReadonlySet<string>;
};

const NONE: ReadonlySet<string> = new Set();

/** Everything about one patient. Computes the score in this browser; only signals, pictures and genome may ask the server again. */
export function PatientPage({
  record,
  loadWearables = null,
  loadGenome = null,
  archive = 'files',
  filed = NONE,
}: PatientPageProps) {
  const { state, retry } = useReport(record);
  const report = state.status === 'ready' ? state.report : null;
  const scored = report?.status === 'scored' ? report : null;
  const issues = report?.issues ?? record.issues;
  const atName = record.admission?.end ? 'discharge' : 'latest entry';
  const slice = record.slices.ehr;
  return (
    <Page simulated={record.patient.simulated}>
      <div className={classes.screen}>
        <PatientHeading record={record} retrospective={scored?.retrospective ?? false} />
        <ScoreSection record={record} state={state} atName={atName} onRetry={retry} />
        {issues.length > 0 ? (
          <Panel
            title={`Left out or assumed (${issues.length})`}
            description="Entries of the chart that were not used, or not as written, and why."
          >
            <IssueList issues={issues} />
          </Panel>
        ) : null}
        <LabTrends
          key={record.patient.id}
          slice={slice}
          admission={record.admission}
          at={record.at}
          atName={atName}
        />
        <StudyPanel
          key={`${record.patient.id} studies`}
          patientId={record.patient.id}
          recordNumber={pictureNumber(record.patient)}
          simulated={record.patient.simulated}
          slice={record.slices.imaging}
          at={record.at}
          atName={atName}
          archive={archive}
          filed={filed}
        />
        <WearablesPanel
          key={`${record.patient.id} wearables`}
          patientId={record.patient.id}
          slice={record.slices.wearables}
          load={loadWearables}
          age={ageOf(record)}
        />
        <PatientGenome record={record} atName={atName} load={loadGenome} />
        <HistoryPanels slice={slice} at={record.at} atName={atName} admission={record.admission} />
        <UnreadCodes codes={record.unread ?? []} />
        {scored ? <ReceiptPanel report={scored} /> : null}
      </div>
      <PrintSummary record={record} report={report} atName={atName} />
    </Page>
  );
}
