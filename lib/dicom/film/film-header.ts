import type { Issue } from '#lib/clinical/issue.ts';
import { type Cine, rateOf } from '../cine.ts';
import type { DicomFile } from '../dicom-file.ts';
import { decimalOf, decimalsOf, wordOf } from '../part10/attribute-values.ts';
import type { Picture } from '../picture.ts';
import { type FrameHeader, headerOf, type PictureHeader } from '../picture-header.ts';
import { TAGS } from '../tags.ts';
import type { FilmTrack } from './film-track.ts';

/** A film as a picture of colour frames: its size and number of frames are the stream's (PS3.5 section 8.2.7). */
export function filmPicture(file: DicomFile, { rows, columns, times }: Facts): Picture {
  return {
    file,
    rows,
    columns,
    frames: times.length,
    samples: 3,
    bitsAllocated: 8,
    bitsStored: 8,
    highBit: 7,
    signed: false,
    float: false,
    photometric: 'RGB',
    planar: false,
    palette: null,
    frameBytes: () => new Uint8Array(),
  };
}

type Facts = Omit<FilmTrack, 'track' | 'close'>;

/**
 * The header of a film. Where the data elements contradict the stream the stream is shown, as PS3.5 section 8.2.7 asks, and a
 * note says so in a sentence; a scale that was stated for another size is not used.
 */
export function filmHeader(picture: Picture, film: Facts): PictureHeader {
  const stated = headerOf(picture);
  const issues = issuesOf(picture, stated, film);
  return {
    ...stated,
    aspect: aspectOf(picture, stated, film),
    perFrame: sizeSaid(picture) === '' ? stated.perFrame : stated.perFrame.map(withoutScale),
    cine: cineOf(film),
    film: { codec: film.codec },
    notes: [...stated.notes, ...issues],
  };
}

const withoutScale = (frame: FrameHeader): FrameHeader => ({
  ...frame,
  calibration: { ...frame.calibration, spacing: null, regions: [] },
});

/** Each frame stands until the next begins, the last as long as the one before it. */
function cineOf({ times }: Facts): Cine {
  const durations = times.slice(1).map((time, i) => 1000 * (time - (times[i] ?? 0)));
  return { durations: [...durations, durations.at(-1) ?? 40], source: 'the film itself', timed: true };
}

const differ = (a: number, b: number): boolean => Math.abs(a - b) > 0.02 * Math.max(a, b);

/** What the data elements say about the shape of a pixel; null when they say nothing. */
function statedAspect({ file }: Picture, { perFrame, aspect }: PictureHeader): number | null {
  const scales = perFrame[0]?.calibration;
  const isScaled = scales && (scales.spacing !== null || scales.regions.some(({ spacing }) => spacing));
  return isScaled || decimalsOf(file.set, TAGS.PixelAspectRatio).length === 2 ? aspect : null;
}

/** The stream's own; one of square pixels that the header calls long has more likely not been told. */
function aspectOf(picture: Picture, header: PictureHeader, { aspect }: Facts): number {
  return differ(aspect, 1) ? aspect : (statedAspect(picture, header) ?? 1);
}

type Sentence = (picture: Picture, header: PictureHeader, film: Facts) => string;

function sizeSaid({ file: { set }, rows, columns }: Picture): string {
  const [statedRows, statedColumns] = [wordOf(set, TAGS.Rows) ?? rows, wordOf(set, TAGS.Columns) ?? columns];
  if (statedRows === rows && statedColumns === columns) return '';
  return `The header says ${statedColumns} × ${statedRows} pixels, the film has ${columns} × ${rows}: the header’s scale is not used.`;
}

const framesSaid: Sentence = ({ file: { set }, frames }) => {
  const stated = decimalOf(set, TAGS.NumberOfFrames);
  if (stated === undefined || stated === frames) return '';
  return `The header says ${stated} frames, the film has ${frames}: those of the film are shown.`;
};

const rateSaid: Sentence = ({ frames }, { cine }, film) => {
  const [stated, own] = [rateOf(cine), rateOf(cineOf(film))];
  if (frames === 1 || cine.source === null || !differ(stated, own)) return '';
  return `The header says ${stated.toFixed(1)} frames/s (${cine.source}), the film has ${own.toFixed(1)}: it plays at its own times.`;
};

const codecSaid: Sentence = ({ file: { syntax } }, _header, { codec }) => {
  const family = ['H.264', 'H.265', 'MPEG-2'].find((name) => syntax.name.includes(name));
  if (family === undefined || codec.includes(family)) return '';
  return `The transfer syntax says ${syntax.name}, the film is in ${codec}.`;
};

const aspectSaid: Sentence = (picture, header, { aspect }) => {
  const stated = statedAspect(picture, header);
  if (stated === null || !differ(stated, aspect)) return '';
  return `The header says that a pixel is ${stated.toFixed(2)} times as high as wide, the film says ${aspect.toFixed(2)}.`;
};

const rotationSaid: Sentence = (_picture, _header, { rotation }) =>
  rotation === 0 ? '' : `The film asks to be turned by ${rotation}°, which is not done.`;

const hiddenSaid: Sentence = (_picture, _header, { hidden }) =>
  hidden === 0
    ? ''
    : `The film hides its first ${hidden} frames, which lie before its own beginning: they are not shown.`;

const matrixSaid: Sentence = (_picture, _header, { assumedMatrix }) =>
  assumedMatrix === null
    ? ''
    : `The film does not say by which matrix its colours were coded: ${assumedMatrix} is assumed.`;

const CONTRADICTIONS: readonly (readonly [keyword: string, sentence: Sentence])[] = [
  ['Rows', sizeSaid],
  ['NumberOfFrames', framesSaid],
  ['FrameTime', rateSaid],
  ['TransferSyntaxUID', codecSaid],
  ['PixelAspectRatio', aspectSaid],
  ['PixelData', rotationSaid],
  ['PixelData', hiddenSaid],
];

function issuesOf(picture: Picture, header: PictureHeader, film: Facts): Issue[] {
  const contradictions = CONTRADICTIONS.map(
    ([path, sentence]): Issue => ({
      code: 'contradiction',
      severity: 'warning',
      path,
      message: sentence(picture, header, film),
    }),
  );
  const assumption: Issue = {
    code: 'assumption',
    severity: 'information',
    path: 'PixelData',
    message: matrixSaid(picture, header, film),
  };
  return [...contradictions, assumption].filter(({ message }) => message !== '');
}
