import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ModelCard } from '#components/models/ModelCard.tsx';
import { modelManifests } from '#lib/server/model-manifests.ts';

export const metadata: Metadata = { title: 'Models' };

/** The first model of the registry, with the way to the others. A damaged manifest goes to the error page. */
export default async function ModelsPage() {
  const models = await modelManifests();
  const [first] = models;
  if (!first) notFound();
  return <ModelCard manifest={first} models={models} />;
}
