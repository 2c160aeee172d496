import { IconActivityHeartbeat } from '@tabler/icons-react';
import { Page, PageHeader } from '#components/ui/Page.tsx';
import { Panel } from '#components/ui/Panel.tsx';
import { StateMessage } from '#components/ui/StateMessage.tsx';
import type { MonitorSummary } from '#lib/monitoring/summary.ts';
import { ICU_MONITORING, ModelLinks } from '../ModelLinks.tsx';
import { AlarmPanel } from './AlarmPanel.tsx';
import { ArmPanel } from './ArmPanel.tsx';
import { CalibrationPanel } from './CalibrationPanel.tsx';
import { DriftPanel } from './DriftPanel.tsx';
import { driftGroups } from './drift-groups.ts';
import classes from './monitor.module.css';

type MonitorScreenProps = {
  readonly summary: MonitorSummary;
  readonly models: readonly { readonly id: string; readonly title: string }[];
};

/** How the models of intensive care do where they are in use: arms, drift, calibration, missing and late data. */
export function MonitorScreen({ summary, models }: MonitorScreenProps) {
  const { simulated, upTo, arms, calibration, drift } = summary;
  return (
    <Page simulated={simulated}>
      <PageHeader
        title="Intensive care, in use"
        description="Arms of the models, drift of what they read, and whether their probabilities come true."
      />
      <ModelLinks models={models} current={ICU_MONITORING.id} />
      {upTo === null && arms.length === 0 ? <NothingYet /> : <AlarmPanel summary={summary} />}
      <div className={classes.columns}>
        {arms.map((report) => (
          <ArmPanel key={report.experiment.id} report={report} />
        ))}
        {calibration.map((report) => (
          <CalibrationPanel key={`${report.condition} ${report.model}`} report={report} />
        ))}
        {driftGroups(drift?.rows ?? []).map((group) => (
          <DriftPanel key={group.id} group={group} />
        ))}
      </div>
      {upTo === null ? null : <Unknown summary={summary} />}
    </Page>
  );
}

function NothingYet() {
  return (
    <Panel>
      <StateMessage
        icon={<IconActivityHeartbeat size={28} stroke={1.6} />}
        title="Nothing has been watched yet"
      >
        <p>Arms, drift and calibration are shown here once patients of intensive care have been scored.</p>
      </StateMessage>
    </Panel>
  );
}

/** What this page cannot say, so that nobody reads it out of its silence. */
function Unknown({ summary: { arms, calibration } }: { summary: MonitorSummary }) {
  return (
    <Panel title="What is not known here">
      <ul className={classes.list}>
        <li>
          Calibration of the sepsis model: nobody tells this installation who had sepsis. What is known of it
          is on the model's own page.
        </li>
        {calibration.length === 0 ? (
          <li>Calibration of deterioration: no patient's prediction of hour 12 has an outcome yet.</li>
        ) : null}
        {arms.length === 0 ? <li>Arms: no experiment was begun; everybody is scored by one model.</li> : null}
      </ul>
    </Panel>
  );
}
