import type { IssueTally } from '#lib/fhir/issue-tally.ts';
import { disagreements } from '#lib/signal/sources/disagreement.ts';
import { type CountedPiece, mergeCounts } from '#lib/signal/sources/merge-counts.ts';
import { byPriority, type MergedChannel, type Source } from '#lib/signal/sources/source-kind.ts';
import { freeParts, overlapping, type Span } from '#lib/signal/sources/spans.ts';
import { leftOut } from '../complaints.ts';
import { type Kept, keepSlots, validSlots } from './recording-slots.ts';
import type { Recording } from './slice.ts';

/** A recording and what made it. */
type DeviceRecording = { readonly recording: Recording; readonly device: Source };

type Merged = { readonly label: string; readonly tally: IssueTally };

const byStart = (a: Recording, b: Recording): number =>
  a.start.ms - b.start.ms || b.values.length - a.values.length || (a.reference < b.reference ? -1 : 1);

/** The most believed device first, and of one the earliest and longest recording. */
const inOrder = (channel: MergedChannel, sent: readonly DeviceRecording[]): readonly DeviceRecording[] =>
  sent.toSorted((a, b) => byPriority(channel)(a.device, b.device) || byStart(a.recording, b.recording));

function sayCut(recording: Recording, kept: readonly Recording[], { label, tally }: Merged): void {
  if (kept.length === 1 && kept[0] === recording) return;
  const because = 'another recording, which is believed first, covers the same time';
  const what = kept.length > 0 ? `Parts of ${label.toLowerCase()} recordings` : label;
  tally.add(leftOut('duplicate-id', what, because, recording.reference, 'information'));
}

type Covered = Span & { readonly by: Recording };

/** What a recording read at a time. */
const valueAt = ({ start, periodMs, values }: Recording, ms: number): number =>
  values[Math.floor((ms - start.ms) / periodMs)] ?? Number.NaN;

function addCovered(covered: Covered[], by: Recording): void {
  for (const run of validSlots(by)) {
    const { first } = overlapping(covered, run);
    covered.splice(first, 0, { ...run, by });
  }
}

/** Rates of several devices: of the most believed where it read anything, never a mean of two. */
function mergeRates(
  channel: 'heartRate' | 'saturation',
  sent: readonly DeviceRecording[],
  merged: Merged,
): Recording[] {
  const { disagree, by } = disagreements[channel];
  const covered: Covered[] = [];
  const result: Recording[] = [];
  for (const { recording } of inOrder(channel, sent)) {
    let disagreeing = false;
    const kept = keepSlots(recording, (slot, value): Kept => {
      const { others } = overlapping(covered, slot);
      const [other] = others;
      if (!other) return 'all';
      const middle = Math.max(slot.from, other.from) + 1;
      if (disagree(value, valueAt(other.by, middle))) disagreeing = true;
      return freeParts(slot, others).map((part) => ({ ...part, value }));
    });
    for (const piece of kept) addCovered(covered, piece);
    result.push(...kept);
    sayCut(recording, kept, merged);
    if (disagreeing) merged.tally.add(disagreement(merged.label, by, recording.reference));
  }
  return result;
}

const disagreement = (label: string, by: string, path: string) => ({
  code: 'implausible' as const,
  severity: 'warning' as const,
  path,
  sentence: (count: number) =>
    `${label}: ${count} recording${count === 1 ? ' differs' : 's differ'} by ${by} from another of the same time, which was believed.`,
});

type Count = Span & { readonly count: number; readonly recording: Recording };

const countsOf = (recording: Recording): Count[] =>
  Array.from(recording.values, (count, at) => {
    const from = recording.start.ms + at * recording.periodMs;
    return { from, to: from + recording.periodMs, count, recording };
  }).filter(({ count }) => !Number.isNaN(count));

/** The pieces of each recording, by the beginning of the sample that they are of. */
function piecesOf(pieces: readonly CountedPiece<Count>[]) {
  const found = new Map<Recording, Map<number, CountedPiece<Count>[]>>();
  for (const piece of pieces) {
    const { recording, from } = piece.of;
    const slots = found.get(recording) ?? new Map<number, CountedPiece<Count>[]>();
    slots.set(from, [...(slots.get(from) ?? []), piece]);
    found.set(recording, slots);
  }
  return found;
}

/** Steps of several devices: of a longer span only what was counted beyond what a more believed device counted in it. */
function mergeSteps(sent: readonly DeviceRecording[], merged: Merged): Recording[] {
  const groups = [...Map.groupBy(inOrder('steps', sent), ({ device }) => JSON.stringify(device)).values()];
  const sources = groups.map((own) => own.flatMap(({ recording }) => countsOf(recording)));
  const pieces = piecesOf(mergeCounts(sources));
  return inOrder('steps', sent).flatMap(({ recording }) => {
    const kept = keepSlots(recording, ({ from, to }): Kept => {
      const own = pieces.get(recording)?.get(from) ?? [];
      const [first] = own;
      if (own.length === 1 && first?.from === from && first.to === to) return 'all';
      return own.map((piece) => ({ from: piece.from, to: piece.to, value: piece.count }));
    });
    sayCut(recording, kept, merged);
    return kept;
  });
}

const isOverlapped = (sent: readonly DeviceRecording[]): boolean => {
  let end = Number.NEGATIVE_INFINITY;
  return sent.some(({ recording: { start, periodMs, values } }) => {
    const early = start.ms < end - 1e-6 * periodMs;
    end = Math.max(end, start.ms + values.length * periodMs);
    return early;
  });
};

/**
 * Recordings of one channel in order of time, as if one device had made them: where several recorded at once the most
 * believed holds, and a day that was sent twice counts once.
 */
export function mergeDevices(
  channel: MergedChannel,
  sent: readonly DeviceRecording[],
  label: string,
  tally: IssueTally,
): Recording[] {
  const ordered = sent.toSorted((a, b) => byStart(a.recording, b.recording));
  if (!isOverlapped(ordered)) return ordered.map(({ recording }) => recording);
  const merged = { label, tally };
  const all = channel === 'steps' ? mergeSteps(sent, merged) : mergeRates(channel, sent, merged);
  return all.toSorted((a, b) => a.start.ms - b.start.ms);
}
