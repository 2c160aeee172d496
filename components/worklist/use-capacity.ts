'use client';

import { useLocalStorage } from '@mantine/hooks';

/** More than a reader could have the time for. */
export const MOST_FOLLOWED = 999;
/** Until the reader says otherwise. */
const DEFAULT = 10;

function parse(text: string | undefined): number {
  const capacity = Number(text);
  return text !== undefined && Number.isInteger(capacity) && capacity >= 0 && capacity <= MOST_FOLLOWED
    ? capacity
    : DEFAULT;
}

/** How many patients the reader has the time to follow up; remembered in this browser. */
export function useCapacity(): [number, (capacity: number) => void] {
  const [capacity, setCapacity] = useLocalStorage<number>({
    key: 'consilium.follow-up',
    defaultValue: DEFAULT,
    serialize: String,
    deserialize: parse,
  });
  return [capacity, setCapacity];
}
