'use client';

import { IconTestPipe } from '@tabler/icons-react';
import { useCallback, useMemo, useState } from 'react';
import type { PanelProps } from '#components/panels/panel-props.ts';
import { zoneText } from '#components/patient/moment-text.ts';
import { Panel } from '#components/ui/Panel.tsx';
import { StateMessage } from '#components/ui/StateMessage.tsx';
import { offsetMinutesOf } from '#lib/clinical/moment.ts';
import type { EhrSlice } from '#lib/modalities/ehr/slice.ts';
import { windowText } from './axis-ticks.ts';
import { rangeSources } from './flag-text.ts';
import { LabPanel } from './LabPanel.tsx';
import { type LabSeries, labSeries } from './lab-series.ts';
import classes from './labs.module.css';
import { TrendToolbar } from './TrendToolbar.tsx';
import {
  firstPreset,
  fullWindow,
  type Preset,
  panWindow,
  presetWindow,
  revealTime,
  spanWindow,
  type TimeWindow,
  zoomWindow,
} from './time-window.ts';
import { useUnitSystem } from './use-unit-system.ts';

/** All results as small multiples on one shared span of time. */
export function LabTrends({ slice, admission, at, atName }: PanelProps<EhrSlice>) {
  const series = useMemo(() => (slice ? labSeries(slice) : []), [slice]);
  if (series.length === 0)
    return (
      <Panel title="Results and vital signs">
        <StateMessage
          icon={<IconTestPipe size={22} />}
          title="No laboratory result or vital sign on the chart"
        />
      </Panel>
    );
  return <Trends series={series} admission={admission} at={at} atName={atName} />;
}

type TrendsProps = Pick<PanelProps<EhrSlice>, 'admission' | 'at' | 'atName'> & {
  readonly series: readonly LabSeries[];
};

function Trends({ series, admission, at, atName }: TrendsProps) {
  const [system, setSystem] = useUnitSystem();
  const { times, all } = useMemo(() => {
    const ms = series.flatMap(({ points }) => points.map(({ entry }) => entry.time.ms));
    return { times: ms, all: fullWindow(ms) };
  }, [series]);
  const context = { admission, at: at?.ms ?? null, all };
  const [preset, setPreset] = useState<Preset | null>(() => firstPreset(times, context));
  const [window, setWindow] = useState<TimeWindow>(() => presetWindow(preset ?? 'all', context) ?? all);
  const offset = at ? offsetMinutesOf(at) : 0;

  const change = useCallback((next: (window: TimeWindow) => TimeWindow) => {
    setPreset(null);
    setWindow(next);
  }, []);
  const onZoom = useCallback(
    (factor: number) => change((old) => zoomWindow(old, factor, all)),
    [all, change],
  );
  const onPan = useCallback((share: number) => change((old) => panWindow(old, share, all)), [all, change]);
  const onSpan = useCallback((a: number, b: number) => change(() => spanWindow(a, b, all)), [all, change]);
  const onReveal = useCallback((ms: number) => setWindow((old) => revealTime(old, ms)), []);
  const onPreset = (choice: Preset) => {
    setPreset(choice);
    setWindow(presetWindow(choice, context) ?? all);
  };

  return (
    <Panel
      title="Results and vital signs"
      description={`${windowText(window, offset)}. Time axis in ${zoneText(offset)}, the zone of ${atName}; a time in another zone names it.`}
    >
      <TrendToolbar
        system={system}
        onSystem={setSystem}
        preset={preset}
        hasStay={admission !== null}
        onPreset={onPreset}
        onZoom={onZoom}
        onPan={onPan}
      />
      <div className={classes.grid}>
        {series.map((one) => (
          <LabPanel
            key={one.analyte.id}
            series={one}
            window={window}
            offset={offset}
            system={system}
            admission={admission}
            at={at}
            atName={atName}
            onReveal={onReveal}
            onZoom={onZoom}
            onPan={onPan}
            onSpan={onSpan}
          />
        ))}
      </div>
      <ul className={classes.sources} aria-label="Sources of the ranges">
        {rangeSources(series).map(({ citation, names }) => (
          <li key={citation}>
            {citation}: {names}.
          </li>
        ))}
      </ul>
    </Panel>
  );
}
