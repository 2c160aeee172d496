'use client';

import { useLocalStorage } from '@mantine/hooks';
import type { Card } from '#lib/guidance/card.ts';
import { overrideReason } from '#lib/guidance/override-reasons.ts';
import { type Dismissal, type Dismissals, readDismissals } from './dismissals.ts';

type Found = { readonly key: string; readonly card: Card };

/** The steps that this browser's reader set aside, by keys that hold no patient's id. */
export function useDismissals() {
  const [dismissals, set] = useLocalStorage<Dismissals>({
    key: 'consilium.dismissed-steps',
    defaultValue: {},
    serialize: (value) => JSON.stringify(value),
    deserialize: readDismissals,
  });
  const dismiss = ({ key, card: { indicator } }: Found, reason: string) =>
    set((before) => ({ ...before, [key]: { reason, indicator } }));
  const undo = ({ key }: Found) =>
    set((before) => Object.fromEntries(Object.entries(before).filter(([other]) => other !== key)));
  return { dismissals, dismiss, undo };
}

export const reasonText = ({ reason }: Dismissal): string =>
  (overrideReason(reason)?.display ?? reason).toLowerCase();
