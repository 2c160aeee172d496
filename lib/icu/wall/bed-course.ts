import type { Alert, AlertCondition } from '../alerts/alert.ts';
import type { BedsideSign } from '../events/stream-event.ts';
import type { WallValue } from './wall-message.ts';

/** Everything of one bed on one axis of time, oldest first; the newest values come by the stream as a tile. */
export type BedCourse = {
  readonly bed: string;
  readonly ward: string;
  readonly patient: string | null;
  readonly who: string | null;
  readonly admittedAt: number | null;
  readonly from: number;
  readonly to: number;
  /** By sign; at most one point a minute (the last of it). */
  readonly signs: Partial<Record<BedsideSign, readonly WallValue[]>>;
  /** By analyte id. */
  readonly laboratory: Readonly<Record<string, readonly WallValue[]>>;
  readonly notes: readonly { readonly at: number; readonly role: string; readonly text: string }[];
  /** Scores as they were at the time; `probability` null: no score then. */
  readonly scores: readonly {
    readonly condition: AlertCondition;
    readonly points: readonly {
      readonly at: number;
      readonly probability: number | null;
      readonly threshold: number;
    }[];
  }[];
  /** All that began within the span, ended ones too. */
  readonly alerts: readonly Alert[];
  readonly simulated: boolean;
};
