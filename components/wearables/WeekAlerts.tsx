'use client';

import { type ReactNode, useEffect, useState } from 'react';
import type { PanelContext } from '#components/panels/panel-entry.tsx';
import { useSlice } from '#components/panels/use-slice.ts';
import type { WearablesSlice } from '#lib/modalities/wearables/slice.ts';
import { alertText, lookedAtText } from './alert-text.ts';
import { loadOnce } from './load-once.ts';
import { useWeek } from './use-week.ts';
import classes from './wearables.module.css';
import { WEARABLES_ANCHOR, weekAnchor } from './wearables-anchor.ts';
import { dayName } from './week-text.ts';

/** However long the page waits: a picture may come from far away. */
const PATIENCE_MS = 4000;

/** Whether the page is at rest: nothing is waited for, and nothing is drawn. */
function useQuiet(waits: boolean): boolean {
  const [quiet, setQuiet] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setQuiet(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  useEffect(() => {
    if (waits) return;
    const start = () => setQuiet(true);
    if (!('requestIdleCallback' in window)) {
      const timer = setTimeout(start);
      return () => clearTimeout(timer);
    }
    const request = requestIdleCallback(start);
    return () => cancelIdleCallback(request);
  }, [waits]);
  return quiet;
}

type WeekAlertsProps = PanelContext & {
  /** A score is to come: half a megabyte of signals would delay it. */
  readonly waits: boolean;
};

/**
 * The alerts of the week in one line, each a link to its chart; nothing when the patient has no wearables. Fetches and reads
 * the week when the page is at rest, and the panel below takes the same.
 */
export function WeekAlerts({ record, ports, waits }: WeekAlertsProps) {
  const slice = record.slices.wearables;
  const deferred = ports.loadSlice !== null && record.deferred?.includes('wearables') === true;
  const quiet = useQuiet(waits);
  if (!slice && !deferred) return null;
  return quiet ? <Fetched {...{ record, ports }} /> : <Line>reading the week</Line>;
}

function Fetched({ record, ports }: PanelContext) {
  const { patient, slices } = record;
  const { outcome } = useSlice({
    patientId: patient.id,
    modality: 'wearables',
    slice: slices.wearables,
    load: loadOnce(ports),
  });
  if (outcome === null) return <Line>reading the week</Line>;
  if (outcome.ok && outcome.slice) return <Alerts slice={outcome.slice} />;
  const reason = outcome.ok ? 'none of the recordings could be read' : 'the recordings could not be fetched';
  return (
    <Line>
      <a href={`#${WEARABLES_ANCHOR}`}>{reason}</a>
    </Line>
  );
}

function Alerts({ slice }: { readonly slice: WearablesSlice }) {
  const state = useWeek(slice);
  if (state.status === 'reading') return <Line>reading the week</Line>;
  if (state.status === 'failed') return <Line>{state.reason}</Line>;
  const { week } = state;
  const found = week.alerts.filter(({ from }) => from.length > 0);
  const looked = lookedAtText(week.alerts);
  const until = `week to ${dayName(week.to - 1, week)}`;
  if (found.length === 0)
    return (
      <Line>
        <a href={`#${WEARABLES_ANCHOR}`}>
          {looked === '' ? `too little recorded to judge, ${until}` : `no alert in ${looked}, ${until}`}
        </a>
      </Line>
    );
  return (
    <Line found>
      {found.map((alert, at) => (
        <span key={alert.kind}>
          {at > 0 ? '; ' : null}
          <a href={`#${weekAnchor(alert.kind)}`}>{alertText(alert, week)}</a>
        </span>
      ))}
      , {until}
    </Line>
  );
}

type LineProps = { readonly found?: boolean; readonly children: ReactNode };

function Line({ found = false, children }: LineProps) {
  return (
    <p className={classes.alerts} data-found={found || undefined} data-testid="week-alerts">
      <span className={classes.alertsName}>Wearables:</span> {children}
    </p>
  );
}
