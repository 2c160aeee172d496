import type { DicomFile } from '#lib/dicom/dicom-file.ts';
import { filmHeader, filmPicture } from '#lib/dicom/film/film-header.ts';
import { readFilmTrack } from '#lib/dicom/film/film-track.ts';
import { type Outcome, refuse } from '#lib/dicom/refusal.ts';
import { videoStreamOf } from '#lib/dicom/video-stream.ts';
import { FilmReader } from './film-reader.ts';
import type { OpenedPicture } from './opened-picture.ts';

/** A film whose codec this browser decodes, as a picture of many frames; else why not, with the name of its codec. */
export async function openFilm(file: DicomFile): Promise<Outcome<OpenedPicture>> {
  const refused = (reason: string) => ({
    ok: false as const,
    refusal: refuse(
      'video',
      'TransferSyntaxUID',
      `The picture is a film in ${file.syntax.name}. ${reason} Save the video to look at it in a video player.`,
    ),
  });
  const stream = videoStreamOf(file);
  if (!stream.ok) return stream;
  if (file.syntax.name.includes('MPEG-2')) return refused('No browser decodes MPEG-2.');
  const film = await readFilmTrack(stream.value.bytes);
  if (!film.ok) return refused(film.refusal.message);
  const { track, codec, close } = film.value;
  if (!(await track.canDecode())) {
    close();
    return refused(`This browser does not decode ${codec}${isPlain() ? ' on a page without https' : ''}.`);
  }
  const reader = new FilmReader(film.value);
  const size = await reader.measure().catch((thrown: unknown) => {
    reader.close();
    throw thrown;
  });
  if (!size) {
    reader.close();
    return refused(`Its first frame could not be decoded, though this browser knows ${codec}.`);
  }
  const measured = { ...film.value, ...size };
  const picture = filmPicture(file, measured);
  const header = filmHeader(picture, measured);
  return {
    ok: true,
    value: { picture, header, frame: (index) => reader.frame(index), close: () => reader.close() },
  };
}

/** Browsers keep their decoders from pages that came without encryption. */
const isPlain = (): boolean => typeof VideoDecoder === 'undefined' && !isSecureContext;
