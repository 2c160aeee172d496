import { createHash } from 'node:crypto';
import { asc, desc, gt, sql } from 'drizzle-orm';
import type { Database } from '#lib/server/database/database.ts';
import { audit } from '../alerts/tables.ts';

/** What is written down: who, what, about what. No reading of a patient, only ids. */
export type AuditEntry = {
  readonly who: string;
  readonly did: string;
  readonly detail: Readonly<Record<string, unknown>>;
};

type Row = typeof audit.$inferSelect;

/** Before the first row. */
const GENESIS = '0'.repeat(64);
const PAGE = 1000;

const hashOf = ({ id, storedAt, who, did, detail, before }: Omit<Row, 'hash'>): string =>
  createHash('sha256')
    .update(JSON.stringify([id, storedAt, who, did, detail, before]))
    .digest('hex');

/** Appends an entry in the transaction of what it tells of: both are kept or neither is. */
export async function appendAudit(transaction: Database, entry: AuditEntry): Promise<void> {
  // Rows follow one another: whoever appends waits until the one before is safe.
  await transaction.execute(sql`select pg_advisory_xact_lock(5240054)`);
  const [last] = await transaction.select().from(audit).orderBy(desc(audit.id)).limit(1);
  const { who, did } = entry;
  const row = {
    id: (last?.id ?? 0) + 1,
    storedAt: Date.now(),
    who,
    did,
    detail: JSON.stringify(entry.detail),
    before: last?.hash ?? GENESIS,
  };
  await transaction.insert(audit).values({ ...row, hash: hashOf(row) });
}

/** As `appendAudit`, where what it tells of changed nothing in the database. */
export const writeAudit = (database: Database, entry: AuditEntry): Promise<void> =>
  database.transaction((transaction) => appendAudit(transaction, entry));

/** Rows in their order, some at a time. */
async function* rowsOf(database: Database): AsyncGenerator<Row> {
  for (let after = 0; ; ) {
    const page = await database
      .select()
      .from(audit)
      .where(gt(audit.id, after))
      .orderBy(asc(audit.id))
      .limit(PAGE);
    yield* page;
    const last = page.at(-1);
    if (!last) return;
    after = last.id;
  }
}

/** `head`: hash of the last row. Kept elsewhere, it also shows whether rows at the end were cut off. */
export type AuditState =
  | { readonly whole: true; readonly rows: number; readonly head: string }
  | { readonly whole: false; readonly row: number; readonly detail: string };

/** Whether the chain of hashes holds: a row that was changed, taken out or put in breaks it. */
export async function verifyAudit(database: Database): Promise<AuditState> {
  let rows = 0;
  let head = GENESIS;
  for await (const row of rowsOf(database)) {
    rows += 1;
    if (row.id !== rows || row.before !== head)
      return {
        whole: false,
        row: rows,
        detail: `Row ${rows} of the audit does not follow the one before it.`,
      };
    if (hashOf(row) !== row.hash)
      return { whole: false, row: rows, detail: `Row ${rows} of the audit is not as it was written.` };
    head = row.hash;
  }
  return { whole: true, rows, head };
}
