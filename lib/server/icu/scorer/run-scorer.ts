import type { ScoredPatient } from '#lib/icu/alerts/score.ts';
import type { Delivery, EventLog, LoggedEvent } from '#lib/icu/events/event-log.ts';
import type { Database } from '#lib/server/database/database.ts';
import { recordDepartures, recordScores } from '../alerts/record-scores.ts';
import { type Arms, openArms } from '../arms/open-arms.ts';
import { insist } from '../insist.ts';
import { openBell } from '../log/bell.ts';
import type { BedModel } from './bed-model.ts';
import { type ChosenModel, chosenModel, modelChoices } from './chosen-models.ts';
import { forgetStays, readStays, recentPatients, writeStays } from './kept-stays.ts';
import { Outbox } from './outbox.ts';
import { type BedScorer, bedScorer } from './score-beds.ts';
import { bedTime, isSilent, silentScore } from './silence.ts';
import { turns } from './turns.ts';
import { Ward, type WatchedBed } from './ward.ts';

const GROUP = 'scorer';
/** What was scored and kept is committed this often: after a crash so much is read again. */
const COMMIT_MS = 1000;
const FORGET_MS = 3_600_000;

export type ScorerSettings = {
  readonly log: EventLog;
  readonly database: Database;
  readonly models: readonly BedModel[];
  /** What time it is at the beds, where a replay sets it; absent: as their events tell. */
  readonly now?: () => number;
  readonly signal: AbortSignal;
  /** Told of what failed and is tried again. */
  readonly troubled?: (cause: unknown) => void;
  /** Told which partitions this scorer has. */
  readonly assigned?: (partitions: readonly number[]) => void;
  /** Told of each patient that was scored, before anything is written. */
  readonly scored?: (scored: readonly ScoredPatient[]) => void;
};

/**
 * At most one event of each patient a round: each is scored as it was known then, and alerts do not depend on how many events came
 * at once.
 */
function roundsOf(events: readonly LoggedEvent[]): readonly (readonly LoggedEvent[])[] {
  const rounds: LoggedEvent[][] = [];
  const seen = new Map<string, number>();
  for (const event of events) {
    const round = seen.get(event.event.patient) ?? 0;
    seen.set(event.event.patient, round + 1);
    const own = rounds[round] ?? [];
    own.push(event);
    rounds[round] = own;
  }
  return rounds;
}

/** What became of a scorer's beds, and what of it is not written yet. */
class Scorer {
  readonly #settings: ScorerSettings;
  readonly #ward: Ward;
  readonly #arms: Arms;
  readonly #score: BedScorer;
  readonly #outbox = new Outbox();
  readonly #silent = new Set<string>();
  /** Of whom something is known that no score has read yet. */
  readonly #unread = new Set<string>();
  /** Who has left intensive care, and when. */
  readonly #left = new Map<string, number>();

  constructor(settings: ScorerSettings) {
    const { database, log, models } = settings;
    this.#settings = settings;
    this.#arms = openArms(database);
    this.#score = bedScorer(models, this.#arms);
    this.#ward = new Ward(
      {
        recent: () => recentPatients(database),
        read: (patients) => readStays(database, patients),
      },
      log.partitions,
    );
  }

  async take(delivery: Delivery): Promise<void> {
    if (delivery.kind === 'assigned') {
      for (const patient of await this.#ward.assign(delivery.partitions)) this.#unread.add(patient);
      await this.#scoreUnread();
      this.#settings.assigned?.(delivery.partitions);
    } else
      for (const round of roundsOf(delivery.events)) {
        for (const patient of await this.#ward.take(round)) this.#unread.add(patient);
        await this.#scoreUnread();
      }
    await this.#write(false);
  }

  /** Writes whatever waits, keeps the beds, and only then says how far it is. */
  async commit(): Promise<void> {
    const { log } = this.#settings;
    await this.#findSilent();
    await this.#write(true);
    await this.#keep();
    for (const patient of this.#left.keys()) {
      this.#ward.forget(patient);
      this.#outbox.drop(patient);
    }
    this.#left.clear();
    for (const [partition, offset] of this.#ward.positions()) await log.commit(GROUP, partition, offset);
  }

  async #scoreUnread(): Promise<void> {
    const there: { patient: string; bed: WatchedBed }[] = [];
    for (const patient of this.#unread) {
      const bed = this.#ward.beds.get(patient);
      const placement = bed?.state.placements().at(-1);
      if (placement?.bed === null) this.#left.set(patient, placement.at);
      else if (bed) there.push({ patient, bed });
      if (placement?.bed !== null) this.#left.delete(patient);
    }
    const where = { log: this.#settings.log.label, positions: this.#ward.positions() };
    const scored = await this.#score(there, where);
    this.#unread.clear();
    for (const { patient } of scored) this.#silent.delete(patient);
    this.#settings.scored?.(scored);
    this.#outbox.put(scored);
  }

  async #write(all: boolean): Promise<void> {
    const { database } = this.#settings;
    const now = Date.now();
    const due = this.#outbox.due(now, all);
    await recordScores(database, due);
    this.#outbox.written(due, now);
    const left = [...this.#left].map(([patient, at]) => ({ patient, at }));
    await recordDepartures(database, left);
  }

  async #findSilent(): Promise<void> {
    const { models, log, now } = this.#settings;
    const time = now?.() ?? bedTime(this.#ward.beds.values(), Date.now());
    for (const [patient, bed] of this.#ward.beds) {
      if (this.#silent.has(patient) || !isSilent(bed, time)) continue;
      this.#silent.add(patient);
      const chosen: ChosenModel[] = [];
      for (const choice of modelChoices(models)) {
        const assigned = await this.#arms.of(choice.condition, [patient]);
        chosen.push(chosenModel(choice, assigned.get(patient)));
      }
      this.#outbox.put([silentScore(patient, bed, chosen, log.label)]);
    }
  }

  async #keep(): Promise<void> {
    const { database, log } = this.#settings;
    const changes = this.#ward.takeChanges();
    try {
      await writeStays(database, log.label, changes);
    } catch (cause) {
      this.#ward.giveBack(changes);
      throw cause;
    }
  }
}

/**
 * Reads the log as a member of the group of scorers, keeps what is known of each bed, and writes scores and alerts. Whatever it
 * writes may be written twice, and it commits after that. What fails is tried again. Ends when the signal is aborted.
 */
export async function runScorer(settings: ScorerSettings): Promise<void> {
  const { log, database, signal, troubled = () => undefined } = settings;
  const scorer = new Scorer(settings);
  const inTurn = turns();
  const bell = openBell();

  async function regularly(everyMs: number, work: () => Promise<void>): Promise<void> {
    while (!signal.aborted) {
      await bell.wait(everyMs, signal);
      await inTurn(work).catch(troubled);
    }
  }

  const beside = [
    regularly(COMMIT_MS, () => scorer.commit()),
    regularly(FORGET_MS, () => forgetStays(database)),
  ];
  // An event that was not taken in is never passed over: later ones would be committed, and it would be lost.
  for await (const delivery of log.consume(GROUP, signal))
    await inTurn(() => insist(() => scorer.take(delivery), signal, troubled));
  await Promise.all(beside);
}
