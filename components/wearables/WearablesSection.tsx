'use client';

import { IconDeviceWatch, IconDeviceWatchOff } from '@tabler/icons-react';
import { zoneText } from '#components/patient/moment-text.ts';
import { Panel } from '#components/ui/Panel.tsx';
import { StateMessage } from '#components/ui/StateMessage.tsx';
import type { WearablesSlice } from '#lib/modalities/wearables/slice.ts';
import { DailySummaries } from './DailySummaries.tsx';
import { StripViewer } from './StripViewer.tsx';
import { useWeek } from './use-week.ts';
import { WeekChart } from './WeekChart.tsx';
import classes from './wearables.module.css';
import type { Week } from './week.ts';
import { timeText } from './week-text.ts';

type WearablesSectionProps = {
  readonly slice: WearablesSlice;
  /** Completed years at the time of prediction; `null`: not known. */
  readonly age: number | null;
};

function description(week: Week, devices: readonly string[]): string {
  const zone = week.offset === null ? 'UTC; no device wrote its zone' : zoneText(week.offset);
  const from = devices.length > 0 ? ` From ${devices.join(', ')}.` : '';
  return `${timeText(week.from, week)} to ${timeText(week.to, week)}, ${zone}.${from}`;
}

/** What a patient's devices recorded in their latest seven days. */
export default function WearablesSection({ slice, age }: WearablesSectionProps) {
  const state = useWeek(slice);
  if (state.status === 'reading')
    return (
      <Panel title="Wearables">
        <StateMessage icon={<IconDeviceWatch size={22} />} title="Reading seven days of signals …" />
      </Panel>
    );
  if (state.status === 'failed')
    return (
      <Panel title="Wearables">
        <StateMessage
          icon={<IconDeviceWatchOff size={22} />}
          title="The signals could not be read"
          kind="error"
        >
          {state.reason}
        </StateMessage>
      </Panel>
    );
  const { week } = state;
  return (
    <Panel title="Wearables" description={description(week, slice.devices)}>
      <div className={classes.stack}>
        <WeekChart week={week} />
        <ul className={classes.legend}>
          <li>Shaded: asleep, from motion and heart rate or by the clock</li>
          <li>▲ event</li>
          <li>Gaps: not worn, or no valid reading</li>
        </ul>
        <DailySummaries week={week} age={age} />
        <section aria-labelledby="wearable-ecg" className={classes.part}>
          <h3 id="wearable-ecg" className={classes.heading}>
            ECG strips
          </h3>
          <StripViewer strips={week.strips} />
        </section>
      </div>
    </Panel>
  );
}
