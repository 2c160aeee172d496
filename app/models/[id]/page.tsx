import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ModelCard } from '#components/models/ModelCard.tsx';
import { modelManifests } from '#lib/server/model-manifests.ts';

export const metadata: Metadata = { title: 'Model' };

export default async function ModelPage({ params }: { params: Promise<{ id: string }> }) {
  const [{ id }, models] = await Promise.all([params, modelManifests()]);
  const manifest = models.find((model) => model.id === id);
  if (!manifest) notFound();
  return <ModelCard manifest={manifest} models={models} />;
}
