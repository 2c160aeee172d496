import type { Metadata } from 'next';
import { WallScreen } from '#components/icu/WallScreen.tsx';

export const metadata: Metadata = { title: 'ICU' };

export default function IcuRoute() {
  return <WallScreen />;
}
