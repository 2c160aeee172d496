import type { Member } from '#lib/similarity/profile.ts';
import type { Neighbour } from '#lib/similarity/rank.ts';
import type { SpaceView } from '#lib/similarity/space.ts';

/** Of a cell: quoted where it must be (RFC 4180); what a spreadsheet would take for a formula is led by an apostrophe. */
function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(Number(value.toPrecision(6)));
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The list as a table for other programs: a line a neighbour, similarities from 0 to 1, days in days. */
export function neighbourCsv(
  neighbours: readonly Neighbour[],
  members: readonly Member[],
  views: readonly SpaceView[],
): string {
  const head = [
    'rank',
    'similarity',
    ...views.flatMap(({ id }) => [`${id}_similarity`, `${id}_share`]),
    'age_band',
    'sex',
    'diagnosis',
    'diagnosis_code',
    'follow_up_days',
    'event',
  ];
  const rows = neighbours.map(({ member, similarity, views: alike }, at) => {
    const who = members[member];
    const [diagnosis] = who?.outcome.diagnoses ?? [];
    const followUp = who?.outcome.followUp ?? null;
    return [
      at + 1,
      similarity,
      ...views.flatMap(({ id }) => [alike[id]?.similarity ?? null, alike[id]?.share ?? null]),
      who?.ageBand ?? null,
      who?.sex ?? null,
      diagnosis?.display ?? null,
      diagnosis?.code ?? null,
      followUp?.days ?? null,
      followUp?.event ?? null,
    ];
  });
  return [head, ...rows]
    .map((row) => row.map(cell).join(','))
    .join('\r\n')
    .concat('\r\n');
}
