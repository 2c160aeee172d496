import { and, asc, eq, lt, sql } from 'drizzle-orm';
import type { Database } from '#lib/server/database/database.ts';
import { PARTITIONS } from './append-events.ts';
import { leases, members } from './tables.ts';

/** How often a member says that it lives, and after how much silence its partitions are given to others. */
export const HEARTBEAT_MS = 500;
export const LEASE_MS = 2500;

export type Member = { readonly group: string; readonly member: string };
/** Partitions of a member, each with the offset up to which its effects stand. */
export type Assignment = ReadonlyMap<number, bigint>;

async function ensureGroup(database: Database, group: string): Promise<void> {
  const rows = Array.from({ length: PARTITIONS }, (_, partition) => ({ group, partition, committed: -1n }));
  await database.insert(leases).values(rows).onConflictDoNothing();
}

async function livingMembers(transaction: Database, { group, member }: Member): Promise<readonly string[]> {
  await transaction
    .insert(members)
    .values({ group, member, seenAt: sql`clock_timestamp()` })
    .onConflictDoUpdate({
      target: [members.group, members.member],
      set: { seenAt: sql`clock_timestamp()` },
    });
  await transaction
    .delete(members)
    .where(
      and(
        eq(members.group, group),
        lt(members.seenAt, sql`clock_timestamp() - make_interval(secs => ${LEASE_MS / 1000})`),
      ),
    );
  const rows = await transaction
    .select({ member: members.member })
    .from(members)
    .where(eq(members.group, group))
    .orderBy(asc(members.member));
  return rows.map((row) => row.member);
}

type Lease = typeof leases.$inferSelect;

/** Which partitions a member has from now on: its fair share, keeping what it has, and of the others only what nobody has. */
function shareOf(rows: readonly Lease[], living: readonly string[], member: string): ReadonlySet<number> {
  const place = living.indexOf(member);
  const share = Math.floor(rows.length / living.length) + (place < rows.length % living.length ? 1 : 0);
  const mine = rows.filter((row) => row.member === member);
  const free = rows.filter((row) => row.member === null || !living.includes(row.member));
  return new Set([...mine, ...free].slice(0, share).map(({ partition }) => partition));
}

/** Takes what is of the share, and gives back what the member had beyond it. */
async function assign(
  transaction: Database,
  held: readonly Lease[],
  share: ReadonlySet<number>,
  self: Member,
): Promise<void> {
  for (const { partition, member } of held) {
    const isMine = member === self.member;
    if (isMine === share.has(partition)) continue;
    await transaction
      .update(leases)
      .set({ member: isMine ? null : self.member })
      .where(and(eq(leases.group, self.group), eq(leases.partition, partition)));
  }
}

/** The group's leases, held until the transaction is over: its members take turns. */
const heldLeases = (transaction: Database, group: string): Promise<readonly Lease[]> =>
  transaction
    .select()
    .from(leases)
    .where(eq(leases.group, group))
    .orderBy(asc(leases.partition))
    .for('update');

/** Says that the member lives, and gives it its share. */
export async function renew(database: Database, self: Member): Promise<Assignment> {
  const { group, member } = self;
  const known = await database.select().from(leases).where(eq(leases.group, group)).limit(1);
  if (known.length === 0) await ensureGroup(database, group);
  return database.transaction(async (transaction) => {
    const held = await heldLeases(transaction, group);
    const share = shareOf(held, await livingMembers(transaction, self), member);
    await assign(transaction, held, share, self);
    return new Map(
      held
        .filter(({ partition }) => share.has(partition))
        .map(({ partition, committed }) => [partition, committed]),
    );
  });
}

/** Gives its partitions back at once. */
export async function leave(database: Database, { group, member }: Member): Promise<void> {
  await database.transaction(async (transaction) => {
    await heldLeases(transaction, group);
    await transaction
      .update(leases)
      .set({ member: null })
      .where(and(eq(leases.group, group), eq(leases.member, member)));
    await transaction.delete(members).where(and(eq(members.group, group), eq(members.member, member)));
  });
}

/** Never goes back, and changes nothing where the partition is no longer the member's. */
export async function commitOffset(
  database: Database,
  { group, member }: Member,
  partition: number,
  offset: bigint,
): Promise<void> {
  await database
    .update(leases)
    .set({ committed: offset })
    .where(
      and(
        eq(leases.group, group),
        eq(leases.partition, partition),
        eq(leases.member, member),
        lt(leases.committed, offset),
      ),
    );
}
