import type { Metadata } from 'next';
import { connection } from 'next/server';
import { MonitorScreen } from '#components/models/icu/MonitorScreen.tsx';
import { openedDatabase } from '#lib/server/database/opened-database.ts';
import { recentSummary } from '#lib/server/icu/monitoring/recent-summary.ts';
import { modelManifests } from '#lib/server/model-manifests.ts';

export const metadata: Metadata = { title: 'Intensive care, in use' };

/** What was stored of the ICU models up to now. */
export default async function IcuMonitoringPage() {
  await connection();
  const [{ database }, models] = await Promise.all([openedDatabase(), modelManifests()]);
  return <MonitorScreen summary={await recentSummary(database)} models={models} />;
}
