'use client';

import { useLocalStorage } from '@mantine/hooks';
import type { UnitSystem } from '#lib/clinical/quantity-text.ts';

/** The system of units that this browser shows, shared by all panels and remembered; conventional until chosen. */
export function useUnitSystem(): [UnitSystem, (system: UnitSystem) => void] {
  const [system, setSystem] = useLocalStorage<UnitSystem>({
    key: 'consilium.unit-system',
    defaultValue: 'conventional',
    serialize: (value) => value,
    deserialize: (stored) => (stored === 'si' ? 'si' : 'conventional'),
  });
  return [system, setSystem];
}
