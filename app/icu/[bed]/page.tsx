import type { Metadata } from 'next';
import { BedScreen } from '#components/icu/bed/BedScreen.tsx';

// No name: titles end up in histories and on shared screens.
export const metadata: Metadata = { title: 'ICU bed' };

export default async function BedRoute({ params }: { params: Promise<{ bed: string }> }) {
  return <BedScreen bed={decodeURIComponent((await params).bed)} />;
}
