import type { Input, InputVideoTrack } from 'mediabunny';
import { type Outcome, type Refusal, refuse } from '../refusal.ts';

/** The moving picture of a film as its container describes it (MP4 or MPEG transport stream); nothing decoded yet. */
export type FilmTrack = {
  readonly track: InputVideoTrack;
  /** As people name it, e.g. `MPEG-4 AVC/H.264`. */
  readonly codec: string;
  readonly rows: number;
  readonly columns: number;
  /** Height of a pixel over its width. */
  readonly aspect: number;
  /** Degrees clockwise by which the container wants each frame turned. */
  readonly rotation: number;
  /** The matrix by which luma and chroma become RGB is not stated, and `track` is told the one that fits its size. */
  readonly assumedMatrix: 'BT.601' | 'BT.709' | null;
  /** When each frame begins, in seconds, in the order in which they are seen. */
  readonly times: readonly number[];
  /** Frames that the container keeps before its own beginning, only so that others can be decoded. */
  readonly hidden: number;
  readonly close: () => void;
};

const NAMES: Readonly<Record<string, string>> = {
  avc: 'MPEG-4 AVC/H.264',
  hevc: 'HEVC/H.265',
  av1: 'AV1',
  vp8: 'VP8',
  vp9: 'VP9',
};

/** In seconds: times are rounded on their way. */
const SAME_INSTANT = 1e-6;

/** More frames than in seven hours at 60 a second are no film of a patient. */
const MAX_FRAMES = 1_500_000;

const no = (message: string): { readonly ok: false; readonly refusal: Refusal } => ({
  ok: false,
  refusal: refuse('video', 'PixelData', message),
});

/**
 * Reads which frames a film has and when. Frames are counted as they are coded, not as a header claims, and each has a time of its
 * own, or the film is refused: without it nobody could say which frame is which. The caller closes it.
 */
export async function readFilmTrack(bytes: Uint8Array<ArrayBuffer>): Promise<Outcome<FilmTrack>> {
  const { BufferSource, Input, MP4, MPEG_TS, QTFF } = await import('mediabunny');
  const input = new Input({ source: new BufferSource(bytes), formats: [MP4, QTFF, MPEG_TS] });
  const contents = await contentsOf(input);
  const film = typeof contents === 'string' ? no(contents) : describe(contents, () => input.dispose());
  if (!film.ok) input.dispose();
  return film;
}

/** What the container says, or why it says nothing. Its reader throws anything for bad data: none of our rules stand in here. */
async function contentsOf(input: Input) {
  try {
    if (!(await input.canRead()))
      return 'The film is not in a container that is read here (MP4 or MPEG transport stream).';
    const track = await input.getPrimaryVideoTrack();
    const codec = await track?.getCodec();
    if (!track || !codec) return 'The container holds no moving picture whose codec is known here.';
    return {
      track,
      codec,
      coded: await timesOf(track),
      pixel: await track.getPixelAspectRatio(),
      rows: await track.getCodedHeight(),
      columns: await track.getCodedWidth(),
      rotation: await track.getRotation(),
      config: await track.getDecoderConfig(),
      colours: await track.getColorSpace(),
    };
  } catch {
    return 'The container of the film is damaged.';
  }
}

type Contents = Exclude<Awaited<ReturnType<typeof contentsOf>>, string>;

function describe(contents: Contents, close: () => void): Outcome<FilmTrack> {
  const { track, codec, coded, pixel, rows, columns, rotation } = contents;
  const times = coded.filter((time) => time > -SAME_INSTANT);
  if (times.length === 0 || times.length > MAX_FRAMES)
    return no('The film holds no frames that can be counted.');
  if (times.some((time, i) => i > 0 && time <= (times[i - 1] ?? 0)))
    return no('Two frames of the film have the same time, so that they cannot be told apart.');
  return {
    ok: true,
    value: {
      track,
      codec: NAMES[codec] ?? codec,
      rows,
      columns,
      aspect: pixel.den / pixel.num,
      rotation,
      assumedMatrix: settleColours(contents),
      times,
      hidden: coded.length - times.length,
      close,
    },
  };
}

async function timesOf(track: InputVideoTrack): Promise<number[]> {
  const { EncodedPacketSink } = await import('mediabunny');
  const times: number[] = [];
  const packets = new EncodedPacketSink(track).packets(undefined, undefined, { metadataOnly: true });
  for await (const { timestamp } of packets) {
    times.push(timestamp);
    if (times.length > MAX_FRAMES) break;
  }
  return times.sort((a, b) => a - b);
}

/** The tallest picture of standard television, whose matrix is that of BT.601; taller ones follow BT.709. */
const STANDARD_ROWS = 576;

/**
 * What the stream leaves open about its colours (ITU-T H.264 annex E.2.1, "unspecified"), browsers fill in each in its
 * own way. Here it is by size, as players do; a matrix that is stated holds.
 */
function settleColours({ track, config, colours, rows }: Contents): FilmTrack['assumedMatrix'] {
  if (!config || colours.matrix) return null;
  const isStandard = rows <= STANDARD_ROWS;
  const colorSpace = {
    primaries: colours.primaries ?? 'bt709',
    transfer: colours.transfer ?? 'bt709',
    fullRange: colours.fullRange ?? false,
    matrix: isStandard ? ('smpte170m' as const) : ('bt709' as const),
  };
  track.getDecoderConfig = () => Promise.resolve({ ...config, colorSpace });
  return isStandard ? 'BT.601' : 'BT.709';
}
