import { readdir, readFile } from 'node:fs/promises';

/** Parts of a running ward, each told by what its command line holds. */
const PARTS = [
  ['server', /scripts\/start\.ts/],
  ['scorers', /icu scorer|"role":"scorer"/],
  ['broker', /kafka\.Kafka/],
  ['bedsides', /bedside-process/],
  ['browser', /--type=|chrom/],
  ['database', /postgres/],
] as const;
export type Part = (typeof PARTS)[number][0];

/** Processor time since a process began, s, and resident memory, MB; summed over the processes of a part. */
export type Use = { readonly processorS: number; readonly residentMb: number };

/** Linux's USER_HZ, and the pages in which it counts memory. */
const TICKS_A_SECOND = 100;
const PAGES_A_MB = 256;

type Running = Use & { readonly id: number; readonly parent: number; readonly command: string };

async function readProcess(id: number): Promise<readonly Running[]> {
  try {
    const [stat, command] = [
      await readFile(`/proc/${id}/stat`, 'utf8'),
      await readFile(`/proc/${id}/cmdline`, 'utf8'),
    ];
    // The name of a program, in brackets, may hold blanks.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const number = (place: number) => Number(fields[place]);
    return [
      {
        id,
        parent: number(1),
        command: command.replaceAll('\0', ' '),
        processorS: (number(11) + number(12)) / TICKS_A_SECOND,
        residentMb: number(21) / PAGES_A_MB,
      },
    ];
  } catch {
    // It has ended meanwhile.
    return [];
  }
}

function descendants(all: readonly Running[], root: number): readonly Running[] {
  const children = all.filter(({ parent }) => parent === root);
  return children.flatMap((child) => [child, ...descendants(all, child.id)]);
}

/**
 * What each part uses of those processes that this one has started. Linux alone.
 *
 * @param databaseUrl a PostgreSQL of its own, which belongs to nobody once it runs and is known by its folder; null: none
 */
export async function usedByParts(databaseUrl: string | null): Promise<ReadonlyMap<Part, Use>> {
  const ids = (await readdir('/proc')).map(Number).filter((id) => id > 0);
  const all = (await Promise.all(ids.map(readProcess))).flat();
  const folder = databaseUrl === null ? null : new URL(databaseUrl).searchParams.get('host');
  const servers = all.filter(({ command }) => folder !== null && command.includes(`-D ${folder} `));
  const own = [
    ...descendants(all, process.pid),
    ...servers.flatMap((server) => [server, ...descendants(all, server.id)]),
  ];
  const used = new Map<Part, Use>();
  for (const { command, processorS, residentMb } of own) {
    const part = PARTS.find(([, pattern]) => pattern.test(command))?.[0];
    if (!part) continue;
    const known = used.get(part) ?? { processorS: 0, residentMb: 0 };
    used.set(part, {
      processorS: known.processorS + processorS,
      residentMb: known.residentMb + residentMb,
    });
  }
  return used;
}
