'use client';

import { Button } from '@mantine/core';
import { IconDeviceWatchOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { type SliceSource, useSlice } from '#components/panels/use-slice.ts';
import { zoneText } from '#components/patient/moment-text.ts';
import { IssueList } from '#components/ui/IssueList.tsx';
import { Panel } from '#components/ui/Panel.tsx';
import { ProgressBar } from '#components/ui/ProgressBar.tsx';
import { StateMessage } from '#components/ui/StateMessage.tsx';
import type { Issue } from '#lib/clinical/issue.ts';
import type { DrawnWeek } from '#lib/modalities/wearables/draw-week.ts';
import type { WearablesSlice } from '#lib/modalities/wearables/slice.ts';
import { DailySummaries } from './DailySummaries.tsx';
import { StripViewer } from './StripViewer.tsx';
import { useWeek } from './use-week.ts';
import { WeekChart } from './WeekChart.tsx';
import { WeekSection, WeekTitle } from './WeekSection.tsx';
import classes from './wearables.module.css';
import { CHANNELS } from './week-plot.ts';
import { timeText } from './week-text.ts';

type WearablesSectionProps = Omit<SliceSource<'wearables'>, 'modality'> & {
  /** Completed years at the time of prediction; `null`: not known. */
  readonly age: number | null;
  /** Several devices on one page are told apart by it. */
  readonly title?: string;
};

/** What a patient's devices recorded in their latest seven days, fetched when the page does not hold it. */
export default function WearablesSection({ age, title, ...source }: WearablesSectionProps) {
  const { outcome, retry } = useSlice({ ...source, modality: 'wearables' });
  if (outcome === null) return <Busy label="Fetching seven days of signals" />;
  if (!outcome.ok)
    return (
      <Failed title="The recordings could not be fetched" onRetry={retry}>
        {outcome.reason}
      </Failed>
    );
  if (!outcome.slice)
    return (
      <Panel title="Wearables" description="None of the recordings in the chart could be read.">
        <IssueList issues={outcome.issues} />
      </Panel>
    );
  return <Signals slice={outcome.slice} issues={outcome.issues} age={age} title={title} />;
}

function description(week: DrawnWeek, devices: readonly string[]): string {
  const zone = week.offset === null ? 'UTC; no device wrote its zone' : zoneText(week.offset);
  const from = devices.length > 0 ? ` From ${devices.join(', ')}.` : '';
  const clock = week.clockChanged ? ' The clock changed in these days; all times are by the latest one.' : '';
  return `${timeText(week.from, week)} to ${timeText(week.to, week)}, ${zone}.${clock}${from}`;
}

const missingOf = (week: DrawnWeek): readonly string[] => [
  ...CHANNELS.filter(({ key }) => week[key].every(Number.isNaN)).map(({ label }) => label.toLowerCase()),
  ...(week.leads.length === 0 ? ['ECG'] : []),
];

type SignalsProps = {
  readonly slice: WearablesSlice;
  readonly issues: readonly Issue[];
  readonly age: number | null;
  readonly title: string | undefined;
};

function Signals({ slice, issues, age, title }: SignalsProps) {
  const state = useWeek(slice);
  if (state.status === 'reading') return <Busy label="Reading seven days of signals" />;
  if (state.status === 'failed') return <Failed title="The signals could not be read">{state.reason}</Failed>;
  return (
    <WeekTitle value={title ?? null}>
      <Drawn week={state.week} {...{ slice, issues, age, title }} />
    </WeekTitle>
  );
}

function Drawn({ week, slice, issues, age, title }: SignalsProps & { readonly week: DrawnWeek }) {
  const missing = missingOf(week);
  return (
    <Panel title={title ?? 'Wearables'} description={description(week, slice.devices)}>
      <div className={classes.stack}>
        <WeekSection part="course" label="The week" silent>
          <WeekChart week={week} />
        </WeekSection>
        <ul className={classes.legend}>
          <li>Shaded: asleep, from motion and heart rate or by the clock</li>
          <li>▲ event</li>
          <li>Gaps: not worn, or no valid reading</li>
          {missing.length > 0 ? <li>Not recorded: {missing.join(', ')}</li> : null}
        </ul>
        <DailySummaries week={week} age={age} />
        <WeekSection part="rhythm" label="ECG strips">
          <StripViewer leads={week.leads} />
        </WeekSection>
        {issues.length > 0 ? (
          <section className={classes.part}>
            <h3 className={classes.heading}>Left out or assumed ({issues.length})</h3>
            <IssueList issues={issues} />
          </section>
        ) : null}
      </div>
    </Panel>
  );
}

function Busy({ label }: { readonly label: string }) {
  return (
    <Panel title="Wearables">
      <div className={classes.waiting} role="status">
        <ProgressBar label={label} value={null} max={1} text="" />
      </div>
    </Panel>
  );
}

type FailedProps = {
  readonly title: string;
  readonly children: ReactNode;
  readonly onRetry?: () => void;
};

function Failed({ title, children, onRetry }: FailedProps) {
  const actions = onRetry ? (
    <Button size="sm" variant="default" onClick={onRetry}>
      Try again
    </Button>
  ) : null;
  return (
    <Panel title="Wearables">
      <StateMessage icon={<IconDeviceWatchOff size={22} />} title={title} kind="error" actions={actions}>
        {children}
      </StateMessage>
    </Panel>
  );
}
