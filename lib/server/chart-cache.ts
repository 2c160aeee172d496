import type { FetchedChart } from '#lib/fhir/fetch-chart.ts';

export type ChartCacheLimits = {
  /** From the start of the fetch: an older chart is nobody's present state. */
  readonly lifetimeMs: number;
  readonly perSession: number;
  /** Of all sessions together: a chart may hold a week of waveforms. */
  readonly inAll: number;
};

const LIMITS: ChartCacheLimits = { lifetimeMs: 5 * 60_000, perSession: 4, inAll: 32 };

type Kept = {
  readonly session: string;
  /** The patient asked for and, once the chart is there, the one that replaced this. */
  readonly patientIds: Set<string>;
  readonly fetched: Promise<FetchedChart>;
  readonly expiry: NodeJS.Timeout;
};

type Fetch = () => Promise<FetchedChart>;

/**
 * Charts that pages opened a short time ago, for what these pages ask for next. No session is ever given another's; what
 * failed or is too old is not kept at all.
 */
export class ChartCache {
  readonly #limits: ChartCacheLimits;
  /** Latest first. */
  #kept: readonly Kept[] = [];

  constructor(limits: ChartCacheLimits = LIMITS) {
    this.#limits = limits;
  }

  /** A page opens: its chart is always fetched anew, and takes the place of the one kept. */
  open(session: string, patientId: string, fetch: Fetch): Promise<FetchedChart> {
    const fetched = fetch();
    const kept: Kept = {
      session,
      patientIds: new Set([patientId]),
      fetched,
      expiry: setTimeout(() => this.#drop((one) => one === kept), this.#limits.lifetimeMs).unref(),
    };
    this.#drop((one) => one.session === session && one.patientIds.has(patientId));
    this.#kept = [kept, ...this.#kept];
    const own = this.#kept.filter((one) => one.session === session);
    const tooMany = new Set([...own.slice(this.#limits.perSession), ...this.#kept.slice(this.#limits.inAll)]);
    this.#drop((one) => tooMany.has(one));
    const forget = () => this.#drop((one) => one === kept);
    fetched.then(
      ({ chart }) => (chart?.patient.id ? kept.patientIds.add(chart.patient.id) : forget()),
      forget,
    );
    return fetched;
  }

  /** An open page asks again: the chart that it shows, or a new one when that is no longer kept. */
  again(session: string, patientId: string, fetch: Fetch): Promise<FetchedChart> {
    const kept = this.#kept.find((one) => one.session === session && one.patientIds.has(patientId));
    return kept?.fetched ?? this.open(session, patientId, fetch);
  }

  /** The session has ended. */
  forget(session: string): void {
    this.#drop((one) => one.session === session);
  }

  #drop(isGone: (kept: Kept) => boolean): void {
    for (const { expiry } of this.#kept.filter(isGone)) clearTimeout(expiry);
    this.#kept = this.#kept.filter((one) => !isGone(one));
  }
}
