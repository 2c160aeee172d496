import { EVENT_VERSION, type EventOf } from '../events/stream-event.ts';
import type { TimedEvent } from '../events/timed-event.ts';

export const RECORDED_WARD = 'ICU';

type Placement = EventOf<'placement'>;

/** Somebody of a recording comes into a bed, or leaves it (`null`). */
export const recordedPlacement = (
  patient: string,
  source: string,
  at: number,
  facts: Pick<Placement, 'bed' | 'admittedAt'> &
    Partial<Pick<Placement, 'age' | 'sex' | 'hospitalAdmittedAt'>>,
): TimedEvent => ({
  knownAt: at,
  event: {
    version: EVENT_VERSION,
    id: `${patient}.${facts.bed === null ? 'left' : 'came'}`,
    patient,
    source,
    at,
    kind: 'placement',
    ward: RECORDED_WARD,
    ...facts,
  },
});
