import { useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { WeekAlert } from '#lib/modalities/wearables/week-alerts.ts';
import { WEARABLES_ANCHOR } from './wearables-anchor.ts';

/** Which chart of the week shows an alert. */
export type WeekPart = WeekAlert['kind'];

/** The chart that a reader asked for, which may not be drawn yet. */
const wantedChart = createStore<{ readonly part: WeekPart | null }>(() => ({ part: null }));

export const wantChart = (part: WeekPart | null): void => wantedChart.setState({ part });

/** Brings the wanted chart of the patient's panel, a `data-part`, into view and gives it the focus, now or when it comes. */
export function useWantedChart(): void {
  const part = useStore(wantedChart, (wanted) => wanted.part);
  useEffect(() => {
    const chart = document.querySelector(`#${WEARABLES_ANCHOR} [data-part="${part}"]`);
    if (!(chart instanceof HTMLElement)) return;
    chart.scrollIntoView({ block: 'center' });
    chart.focus({ preventScroll: true });
    wantChart(null);
  }, [part]);
}
