/** Right-censored follow-up: `event` 1 where `timeDays` is an event's, else 0. */
export type FollowUp = { readonly timeDays: number; readonly event: 0 | 1 };

/** How often each patient counts: once when left out, or as a bootstrap sample drew them. */
export type Weight = ArrayLike<number>;

export const onceEach = (patients: number): Weight => new Uint8Array(patients).fill(1);

/** Later times censored at `horizonDays`. */
export const cutAt = (followUps: readonly FollowUp[], horizonDays: number): FollowUp[] =>
  followUps.map(({ timeDays, event }) =>
    timeDays <= horizonDays ? { timeDays, event } : { timeDays: horizonDays, event: 0 },
  );

/**
 * Follow-up to the horizon and a day beyond: whoever was followed up to the horizon or longer without an event is known to have
 * passed it, even where everybody's follow-up ends on that very day.
 */
export const knownTo = (followUps: readonly FollowUp[], horizonDays: number): FollowUp[] =>
  followUps.map(({ timeDays, event }) => {
    const passed = timeDays > horizonDays || (timeDays === horizonDays && event === 0);
    return passed ? { timeDays: horizonDays + 1, event: 0 } : { timeDays, event };
  });

/** Follow-ups in the order of their times, earliest first: what is counted along the time is sorted once. */
export type Timeline = {
  readonly times: Float64Array;
  readonly events: Uint8Array;
  /** The patient at each place. */
  readonly patients: Uint32Array;
  /** The places of each distinct time: those from one entry to below the next; the last entry is the number of places. */
  readonly bounds: Uint32Array;
};

export function timelineOf(followUps: readonly FollowUp[]): Timeline {
  const patients = Uint32Array.from(followUps.keys());
  patients.sort((a, b) => (followUps[a]?.timeDays ?? 0) - (followUps[b]?.timeDays ?? 0));
  const times = Float64Array.from(patients, (k) => followUps[k]?.timeDays ?? 0);
  const starts = [...times.keys()].filter((place) => times[place] !== times[place - 1]);
  return {
    times,
    bounds: Uint32Array.of(...starts, times.length),
    events: Uint8Array.from(patients, (k) => followUps[k]?.event ?? 0),
    patients,
  };
}
