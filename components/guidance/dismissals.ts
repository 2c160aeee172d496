// What a reader set aside: read from this browser's storage, which anybody may have written.
import type { Card } from '#lib/guidance/card.ts';
import type { Step } from '#lib/guidance/next-steps.ts';
import { overrideReason } from '#lib/guidance/override-reasons.ts';

/** `reason`: a code of `OVERRIDE_REASONS`. `indicator`: how urgent the card was that was set aside. */
export type Dismissal = { readonly reason: string; readonly indicator: Card['indicator'] };
export type Dismissals = Readonly<Record<string, Dismissal>>;

const URGENCY = { info: 0, warning: 1, critical: 2 } as const;
const isIndicator = (value: unknown): value is Card['indicator'] =>
  typeof value === 'string' && value in URGENCY;

function readOne(value: unknown): Dismissal | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { reason, indicator } = value as Readonly<Record<string, unknown>>;
  const known = typeof reason === 'string' && overrideReason(reason) !== undefined;
  return known && isIndicator(indicator) ? { reason, indicator } : undefined;
}

export function readDismissals(stored: string | undefined): Dismissals {
  try {
    const parsed: unknown = JSON.parse(stored ?? '{}');
    if (typeof parsed !== 'object' || parsed === null) return {};
    return Object.fromEntries(
      Object.entries(parsed).flatMap(([key, value]) => {
        const dismissal = readOne(value);
        return dismissal ? [[key, dismissal] as const] : [];
      }),
    );
  } catch {
    return {};
  }
}

/** A card that has become more urgent since is shown again. */
export function isDismissed({ key, card }: Step, dismissals: Dismissals): boolean {
  const dismissal = dismissals[key];
  return dismissal !== undefined && URGENCY[card.indicator] <= URGENCY[dismissal.indicator];
}
