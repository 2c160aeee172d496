import { isReading } from '#lib/contract/feature.ts';

export default function WorklistPage() {
  return <main>{String(isReading({ value: 1, from: [] }))}</main>;
}
