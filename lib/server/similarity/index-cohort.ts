import { and, eq, inArray, lt, ne, sql } from 'drizzle-orm';
import type { Patient } from 'fhir/r4';
import type { LoadedSiteMap } from '#lib/clinical/read-site-map.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import { modalityIds, type Slices } from '#lib/modalities/index.ts';
import { readRecord } from '#lib/modalities/record.ts';
import type { Database } from '#lib/server/database/database.ts';
import { members, places, runs } from '#lib/server/database/schema.ts';
import type { LoadedSpace } from '#lib/similarity/load-space.ts';
import type { Member } from '#lib/similarity/profile.ts';
import type { EmbedProcesses } from './embed-processes.ts';
import { finishRun } from './finish-run.ts';
import type { IndexedSource, SourceChart } from './indexed-source.ts';
import { rowsOf } from './member-row.ts';
import { dropOtherGraphs } from './nearest-index.ts';
import type { OpaqueIds } from './opaque-ids.ts';

export type IndexRequest = {
  readonly database: Database;
  readonly ids: OpaqueIds;
  readonly loaded: LoadedSpace;
  readonly source: IndexedSource;
  readonly processes: EmbedProcesses;
  readonly siteMap: LoadedSiteMap | null;
  /** Reads again what has not changed, too: for files that came beside charts that were read before. */
  readonly anew?: boolean;
  readonly progress?: (done: number) => void;
  readonly signal?: AbortSignal;
};

export type IndexReport = {
  readonly embedded: number;
  readonly unchanged: number;
  /** Why patients were left out, each sentence with how many. */
  readonly failures: ReadonlyMap<string, number>;
  /** Those who were no longer there. */
  readonly removed: number;
  /** Records that stand in the index once more, under the same person. */
  readonly repeated: number;
  readonly members: number;
};

/** Charts that are looked up at a time, and rows that are written at a time. */
const BATCH = 32;

type Read = {
  readonly chart: SourceChart;
  readonly patient: Patient;
  readonly read: PatientRecord<Slices>;
  readonly record: string;
  readonly content: string;
};

type Written = { readonly read: Read; readonly member: Member };

async function* batchesOf<T>(all: AsyncIterable<T>): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const one of all) {
    batch.push(one);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** The index of another space is of no use: its places mean something else. */
async function startRun({ database, loaded, source }: IndexRequest): Promise<number> {
  await dropOtherGraphs(database, loaded);
  return database.transaction(async (transaction) => {
    await transaction.delete(members).where(ne(members.space, loaded.key));
    const [run] = await transaction
      .insert(runs)
      .values({ space: loaded.key, source: source.name })
      .returning({ id: runs.id });
    return run?.id ?? 0;
  });
}

/** One pass over a source. */
class Run {
  readonly failures = new Map<string, number>();
  embedded = 0;
  unchanged = 0;
  readonly #request: IndexRequest;
  readonly #id: number;
  #underWay = new Set<Promise<void>>();
  #ready: Written[] = [];
  /** A failure of the system, which ends the run at its next step. */
  #broken: { readonly cause: unknown } | null = null;

  constructor(request: IndexRequest, id: number) {
    this.#request = request;
    this.#id = id;
  }

  #read(chart: SourceChart): Read {
    const { ids, loaded, siteMap } = this.#request;
    const { patient } = chart.chart;
    const read = readRecord(chart.chart, modalityIds, siteMap);
    const content = ids.content(chart.chart, read, loaded.key);
    return { chart, patient, read, record: ids.record(patient), content };
  }

  /** Those of a batch that changed or are new; the others are marked as seen. */
  async #changed(batch: readonly Read[]): Promise<readonly Read[]> {
    const { database, source, anew } = this.#request;
    const seen = batch.map(({ record }) => record);
    const rows = await database
      .select({ record: members.record, content: members.content })
      .from(members)
      .where(inArray(members.record, seen));
    const known = new Map(rows.map(({ record, content }) => [record, content]));
    const same = anew ? [] : batch.filter(({ record, content }) => known.get(record) === content);
    if (same.length > 0)
      await database
        .update(members)
        .set({ run: sql`greatest(${members.run}, ${this.#id})`, source: source.name })
        .where(
          inArray(
            members.record,
            same.map(({ record }) => record),
          ),
        );
    this.unchanged += same.length;
    return batch.filter((one) => !same.includes(one));
  }

  async #embed(read: Read): Promise<void> {
    const { processes, ids } = this.#request;
    const { patient, chart } = read;
    const task = { person: ids.person(patient), record: read.read, files: chart.files };
    const answer = await processes.embed(task);
    if ('member' in answer) this.#ready.push({ read, member: answer.member });
    else this.failures.set(answer.failure, (this.failures.get(answer.failure) ?? 0) + 1);
    this.embedded += 'member' in answer ? 1 : 0;
    this.#tell();
  }

  #tell(): void {
    const failed = [...this.failures.values()].reduce((sum, count) => sum + count, 0);
    this.#request.progress?.(this.embedded + this.unchanged + failed);
  }

  /** Hands a patient over as soon as there is room. */
  async #handOver(read: Read): Promise<void> {
    while (this.#underWay.size >= this.#request.processes.room) await Promise.race(this.#underWay);
    this.#throwIfBroken();
    const work = this.#embed(read)
      .catch((cause: unknown) => {
        this.#broken ??= { cause };
      })
      .finally(() => this.#underWay.delete(work));
    this.#underWay.add(work);
  }

  #throwIfBroken(): void {
    this.#request.signal?.throwIfAborted();
    if (this.#broken) throw this.#broken.cause;
  }

  /** All rows of some patients, or none: whoever is cut off leaves no patient in part. */
  async #write(): Promise<void> {
    const { database, source, loaded } = this.#request;
    // A record that stands in a source twice is written once: the last one counts.
    const ready = new Map(this.#ready.map((one) => [one.read.record, one]));
    this.#ready = [];
    if (ready.size === 0) return;
    const rows = [...ready.values()].map(({ read: { record, content }, member }) =>
      rowsOf({ record, content, source: source.name, run: this.#id }, member, loaded.space),
    );
    await database.transaction(async (transaction) => {
      await transaction.delete(members).where(inArray(members.record, [...ready.keys()]));
      await transaction.insert(members).values(rows.map(({ member }) => member));
      const all = rows.flatMap((row) => row.places);
      if (all.length > 0) await transaction.insert(places).values(all);
    });
  }

  async pass(): Promise<void> {
    try {
      for await (const batch of batchesOf(this.#request.source.charts())) {
        for (const read of await this.#changed(batch.map((chart) => this.#read(chart))))
          await this.#handOver(read);
        this.#tell();
        await this.#write();
        this.#throwIfBroken();
      }
    } finally {
      await Promise.all(this.#underWay);
      await this.#write();
    }
    this.#throwIfBroken();
  }

  /** Whoever was not seen is no longer in the source. */
  async removeUnseen(): Promise<number> {
    const { database, source } = this.#request;
    const gone = await database
      .delete(members)
      .where(and(eq(members.source, source.name), lt(members.run, this.#id)))
      .returning({ record: members.record });
    return gone.length;
  }
}

/**
 * Brings an index up to date with a source: reads whom it does not know or who changed, and drops whom the source no longer has.
 * Patients are written some at a time, each whole; a run that was cut off is gone on with by the next one.
 * Rejects with `EmbedError` or `DatabaseError`, with what the source throws, and with the signal's reason.
 */
export async function indexCohort(request: IndexRequest): Promise<IndexReport> {
  const id = await startRun(request);
  const run = new Run(request, id);
  await run.pass();
  const removed = await run.removeUnseen();
  const finished = await finishRun(request.database, request.loaded, id);
  const { embedded, unchanged, failures } = run;
  return { embedded, unchanged, failures, removed, ...finished };
}
