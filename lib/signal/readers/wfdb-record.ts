import type { Issue } from '#lib/clinical/issue.ts';
import { readWfdbHeader, type WfdbHeader, type WfdbSegment } from './wfdb-header.ts';
import { type Lead, type LeadReading, type OpenFile, readSegmentLead } from './wfdb-lead.ts';

/** A segment of this name is a gap. */
const GAP = '~';
/** More samples than this are no recording: 40 days at 1000 Hz need 3.5·10⁹. */
const MOST_SAMPLES = 2 ** 31;

const broken = (file: string, message: string): LeadReading => ({
  lead: undefined,
  issues: [{ code: 'file-unreadable', severity: 'error', message, file }],
});

async function openHeader(name: string, open: OpenFile) {
  const bytes = await open(`${name}.hea`);
  if (!bytes) return { header: undefined, issues: broken(`${name}.hea`, 'There is no such header.').issues };
  return readWfdbHeader(new TextDecoder('latin1').decode(bytes), `${name}.hea`);
}

type Piece = { readonly start: number; readonly lead: Lead };

/** The lead of that label in a segment (variable layout), else the one at that place (fixed layout). */
const placeOf = (header: WfdbHeader, label: string | undefined, index: number): number =>
  label === undefined ? index : header.signals.findIndex(({ description }) => description === label);

type Segments = { readonly pieces: Piece[]; readonly issues: Issue[] };

async function addSegment(
  segment: WfdbSegment,
  start: number,
  wanted: { readonly label: string | undefined; readonly index: number },
  open: OpenFile,
  { pieces, issues }: Segments,
): Promise<void> {
  const { header, issues: headerIssues } = await openHeader(segment.name, open);
  issues.push(...headerIssues);
  const place = header && placeOf(header, wanted.label, wanted.index);
  if (!header || place === undefined || place < 0) return;
  const { lead, issues: leadIssues } = await readSegmentLead(header, place, open);
  issues.push(...leadIssues);
  if (lead) pieces.push({ start, lead });
}

/** Segments in series; where a lead is not in a segment, or a segment is a gap, the samples are `NaN`. */
function joinPieces(pieces: readonly Piece[], frames: number, rate: number): Lead | undefined {
  const first = pieces[0]?.lead;
  if (!first) return undefined;
  const perFrame = Math.round(first.rate / rate);
  const samples = new Float32Array(frames * perFrame).fill(Number.NaN);
  for (const { start, lead } of pieces) {
    if (lead.rate !== first.rate || lead.unit !== first.unit) continue;
    samples.set(lead.samples.subarray(0, samples.length - start * perFrame), start * perFrame);
  }
  return { ...first, samples };
}

const otherScale = (pieces: readonly Piece[], file: string): Issue[] => {
  const first = pieces[0]?.lead;
  const others = pieces.filter(({ lead }) => lead.rate !== first?.rate || lead.unit !== first?.unit);
  if (others.length === 0) return [];
  const message = `${others.length} segments have another rate or unit than the first and were left out.`;
  return [{ code: 'structure', severity: 'warning', message, file }];
};

async function layoutLabel(header: WfdbHeader, index: number, open: OpenFile): Promise<string | undefined> {
  const [first] = header.segments;
  if (!first || first.frames > 0) return undefined;
  const { header: layout } = await openHeader(first.name, open);
  return layout?.signals[index]?.description;
}

async function readSegments(header: WfdbHeader, index: number, open: OpenFile): Promise<LeadReading> {
  const label = await layoutLabel(header, index, open);
  const frames = header.segments.reduce((sum, segment) => sum + segment.frames, 0);
  if (frames > MOST_SAMPLES) return broken(header.name, `${frames} frames are more than can be read.`);
  const found: Segments = { pieces: [], issues: [] };
  let start = 0;
  for (const segment of header.segments) {
    if (segment.name !== GAP && segment.frames > 0)
      await addSegment(segment, start, { label, index }, open, found);
    start += segment.frames;
  }
  const issues = [...found.issues, ...otherScale(found.pieces, `${header.name}.hea`)];
  const lead = joinPieces(found.pieces, frames, header.rate);
  if (lead) return { lead, issues };
  return { lead, issues: [...issues, ...broken(header.name, `No segment holds lead ${index}.`).issues] };
}

/**
 * Physical samples of one lead of a WFDB record, single or multi-segment. Never throws for bad data.
 *
 * @param name record name without `.hea`
 * @param index place of the signal in the header, from 0
 */
export async function readWfdbLead(name: string, index: number, open: OpenFile): Promise<LeadReading> {
  const { header, issues } = await openHeader(name, open);
  if (!header) return { lead: undefined, issues };
  const { lead, issues: more } =
    header.segments.length > 0
      ? await readSegments(header, index, open)
      : await readSegmentLead(header, index, open);
  return { lead, issues: [...issues, ...more] };
}
