import 'server-only';
import type { FetchedChart } from '#lib/fhir/fetch-chart.ts';
import { ChartCache } from './chart-cache.ts';
import { chartSource } from './chart-source.ts';
import { environment } from './env.ts';
import type { Session } from './sign-in/session-cookie.ts';

// Pages, actions and route handlers are bundled apart, and each copy of this module must find the same charts.
const KEY = Symbol.for('consilium.page-charts');
const shared: typeof globalThis & { [KEY]?: ChartCache } = globalThis;

function charts(): ChartCache {
  shared[KEY] ??= new ChartCache();
  return shared[KEY];
}

/** Without sign-in everyone is one. */
const keyOf = (session: Session | null): string => session?.id ?? '';

/** The embedded store's charts cost some ten milliseconds and share its resources: they are never kept. */
const isKept = (): boolean => environment().fhir !== null;

/** The chart of a page that opens, as it is now. Throws as `ChartSource` does. */
export function openChart(session: Session | null, patientId: string): Promise<FetchedChart> {
  const fetch = () => chartSource().fetchChart(patientId);
  return isKept() ? charts().open(keyOf(session), patientId, fetch) : fetch();
}

/** The chart that the reader's page shows, for what it asks for next: a server is not asked twice. */
export function openedChart(session: Session | null, patientId: string): Promise<FetchedChart> {
  const fetch = () => chartSource().fetchChart(patientId);
  return isKept() ? charts().again(keyOf(session), patientId, fetch) : fetch();
}

/** A session that was signed out leaves no chart behind. */
export const forgetCharts = (session: Session): void => charts().forget(keyOf(session));
