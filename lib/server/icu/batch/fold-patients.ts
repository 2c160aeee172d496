import { randomUUID } from 'node:crypto';
import { and, eq, inArray, ne } from 'drizzle-orm';
import { DAY_MS, type Moment } from '#lib/clinical/moment.ts';
import type { LoadedSiteMap } from '#lib/clinical/read-site-map.ts';
import { inputsHash } from '#lib/contract/model-inputs.ts';
import { embedHistory, historyInputs, type StaticEmbedding } from '#lib/icu/batch/static-embedding.ts';
import { modalityIds } from '#lib/modalities/index.ts';
import { readRecord } from '#lib/modalities/record.ts';
import { completeRecord } from '#lib/modalities/whole-record.ts';
import type { Database } from '#lib/server/database/database.ts';
import type { IndexedSource, SourceChart } from '#lib/server/similarity/indexed-source.ts';
import type { OpaqueIds } from '#lib/server/similarity/opaque-ids.ts';
import { excluded } from '../alerts/turn.ts';
import { statics } from './tables.ts';

export type FoldRequest = {
  readonly database: Database;
  readonly ids: Pick<OpaqueIds, 'content'>;
  readonly source: IndexedSource;
  readonly siteMap: LoadedSiteMap | null;
  /** Up to when the records are read. */
  readonly at: Moment;
  readonly progress?: (done: number) => void;
  readonly signal?: AbortSignal;
};

export type FoldReport = {
  readonly folded: number;
  readonly unchanged: number;
  /** Those who were no longer in the source. */
  readonly removed: number;
};

/** An order of drugs ends and a birthday comes without a change of the chart. */
const STANDS_FOR_MS = 7 * DAY_MS;

type Known = { readonly content: string; readonly embedding: StaticEmbedding };

async function knownOf(database: Database, patient: string): Promise<Known | undefined> {
  const { content, embedding } = statics;
  const [row] = await database
    .select({ content, embedding })
    .from(statics)
    .where(eq(statics.patient, patient));
  return row;
}

/** Folds whoever is new, has changed, or was read long ago; who is no longer in the source leaves the table. */
class Fold {
  folded = 0;
  unchanged = 0;
  readonly #request: FoldRequest;
  readonly #contract: string;
  readonly #run = randomUUID();

  constructor(request: FoldRequest, contract: string) {
    this.#request = request;
    this.#contract = contract;
  }

  #stands({ content, embedding }: Known, now: string): boolean {
    const { at } = this.#request;
    const age = at.ms - embedding.asOf;
    return content === now && embedding.contract === this.#contract && age >= 0 && age < STANDS_FOR_MS;
  }

  async one({ chart, files }: SourceChart): Promise<void> {
    const { database, ids, source, siteMap, at, signal } = this.#request;
    const patient = chart.patient.id ?? '';
    const record = readRecord(chart, modalityIds, siteMap);
    const content = ids.content(chart, record, this.#contract);
    const known = await knownOf(database, patient);
    const seen = { source: source.name, run: this.#run };
    if (known && this.#stands(known, content)) {
      await database.update(statics).set(seen).where(eq(statics.patient, patient));
      this.unchanged += 1;
      return;
    }
    const embedding = await embedHistory(await completeRecord(record, files, signal), at);
    await database
      .insert(statics)
      .values({ patient, ...seen, content, embedding })
      .onConflictDoUpdate({
        target: statics.patient,
        set: {
          source: excluded('source'),
          run: excluded('run'),
          content: excluded('content'),
          embedding: excluded('embedding'),
        },
      });
    this.folded += 1;
  }

  async removeUnseen(): Promise<number> {
    const { database, source } = this.#request;
    const gone = await database
      .delete(statics)
      .where(and(eq(statics.source, source.name), ne(statics.run, this.#run)))
      .returning({ patient: statics.patient });
    return gone.length;
  }
}

/**
 * The batch layer: brings what is known of each patient of a source up to date. A run that was cut off has changed whole
 * patients alone, and the next one goes on. Rejects with what the source or the database throws, and with the signal's reason.
 */
export async function foldPatients(request: FoldRequest): Promise<FoldReport> {
  const fold = new Fold(request, await inputsHash(historyInputs()));
  for await (const chart of request.source.charts()) {
    request.signal?.throwIfAborted();
    await fold.one(chart);
    request.progress?.(fold.folded + fold.unchanged);
  }
  const removed = await fold.removeUnseen();
  return { folded: fold.folded, unchanged: fold.unchanged, removed };
}

/** What is known of some patients; whoever is not there has no row. */
export async function readStatics(
  database: Database,
  patients: readonly string[],
): Promise<ReadonlyMap<string, StaticEmbedding>> {
  if (patients.length === 0) return new Map();
  const rows = await database
    .select({ patient: statics.patient, embedding: statics.embedding })
    .from(statics)
    .where(inArray(statics.patient, [...patients]));
  return new Map(rows.map(({ patient, embedding }) => [patient, embedding]));
}
