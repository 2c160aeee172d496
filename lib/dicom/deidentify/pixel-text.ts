import type { DataSet, Part10File } from '../part10/data-set.ts';
import { PIXEL_DATA } from '../part10/data-set.ts';
import { numberOf } from '../part10/numeric-value.ts';
import { asciiText } from '../part10/text-value.ts';

/** Pixels that hold the picture; both corners belong to it. */
export type Region = { readonly x0: number; readonly y0: number; readonly x1: number; readonly y1: number };

/** What must happen to the pixels of a file before nobody can be named by them. */
type PixelPolicy =
  | { readonly kind: 'keep' }
  | { readonly kind: 'blank-outside'; readonly regions: readonly Region[] }
  /** Text may be burned in and nothing tells where: the end of the sentence "It was left out because …". */
  | { readonly kind: 'unsure'; readonly because: string };

const BURNED_IN = 0x00280301;
const MODALITY = 0x00080060;
const SOP_CLASS = 0x00080016;
const CONVERSION_TYPE = 0x00080064;
const ROWS = 0x00280010;
const COLUMNS = 0x00280011;
const REGIONS = 0x00186011;
const CORNERS = [0x00186018, 0x0018601a, 0x0018601c, 0x0018601e] as const;

const ULTRASOUND = new Set(['US', 'IVUS']);
/** Screens, scans and photographs: whatever was in front of the camera is in the pixels. */
const CAPTURES = new Set(['SC', 'OT', 'XC', 'GM', 'ES', 'DOC', 'HC']);
const SECONDARY_CAPTURE = '1.2.840.10008.5.1.4.1.1.7';

/** Where ultrasound machines say that the picture lies (PS3.3 C.8.5.5). Regions without sound corners are left out. */
function regionsOf(body: DataSet): Region[] {
  const sequence = body.get(REGIONS);
  if (sequence?.kind !== 'sequence') return [];
  return sequence.items.flatMap((item) => {
    const [x0, y0, x1, y1] = CORNERS.map((tag) => numberOf(item.get(tag)));
    if (x0 === undefined || y0 === undefined || x1 === undefined || y1 === undefined) return [];
    return x1 > x0 && y1 > y0 ? [{ x0, y0, x1, y1 }] : [];
  });
}

/** Machines write text in a margin of the screen; regions that leave none prove nothing. */
const WHOLE_PICTURE = 0.97;

/** Share of the picture's pixels that lie in a region. */
function coveredShare(regions: readonly Region[], body: DataSet): number {
  const [rows, columns] = [ROWS, COLUMNS].map((tag) => numberOf(body.get(tag)) ?? 0);
  if (!rows || !columns) return 1;
  const covered = new Uint8Array(rows * columns);
  for (const { x0, y0, x1, y1 } of regions)
    for (let y = Math.max(0, y0); y <= Math.min(y1, rows - 1); y += 1)
      covered.fill(1, y * columns + Math.max(0, x0), y * columns + Math.min(x1, columns - 1) + 1);
  return covered.reduce((sum, one) => sum + one, 0) / covered.length;
}

function isCapture(body: DataSet): boolean {
  const sopClass = asciiText(body.get(SOP_CLASS));
  const isSecondary = sopClass === SECONDARY_CAPTURE || sopClass.startsWith(`${SECONDARY_CAPTURE}.`);
  return isSecondary || body.has(CONVERSION_TYPE) || CAPTURES.has(asciiText(body.get(MODALITY)));
}

/**
 * How the pixels of a file are treated (PS3.15 section E.3.1, Clean Pixel Data). Ultrasound keeps its regions alone,
 * whatever it says of burned-in text: machines write the name above the picture and seldom admit it.
 */
export function pixelPolicy({ body }: Part10File): PixelPolicy {
  if (!body.has(PIXEL_DATA)) return { kind: 'keep' };
  const stated = asciiText(body.get(BURNED_IN));
  if (ULTRASOUND.has(asciiText(body.get(MODALITY)))) {
    const regions = regionsOf(body);
    if (regions.length > 0 && coveredShare(regions, body) >= WHOLE_PICTURE)
      return {
        kind: 'unsure',
        because:
          'its ultrasound regions cover the whole picture, so they do not tell where text is burned in',
      };
    if (regions.length > 0) return { kind: 'blank-outside', regions };
    return {
      kind: 'unsure',
      because: 'it is an ultrasound picture that does not say where on the screen the picture lies',
    };
  }
  if (stated === 'YES')
    return { kind: 'unsure', because: 'it says that text is burned into its pixels, and not where' };
  if (stated !== 'NO' && isCapture(body))
    return {
      kind: 'unsure',
      because: 'it is a capture of a screen or paper and does not say that its pixels hold no text',
    };
  return { kind: 'keep' };
}
