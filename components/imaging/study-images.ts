import { momentText } from '#components/patient/moment-text.ts';
import type { OpenImage } from '#lib/dicom/open-image.ts';
import type { ImagedStudy } from '#lib/modalities/imaging/slice.ts';
import { archiveImage } from './archive-image.ts';

/**
 * Where the pictures of a chart's studies are: in an archive that this app asks, nowhere that it could ask, or, for a chart
 * of the reader's own files, in those files alone.
 */
export type Archive = 'hospital' | 'none' | 'files';

/** `DX · Chest PA`, as short as what is known allows. */
export const studyName = ({ dicomModalities, description }: ImagedStudy): string =>
  [dicomModalities.join(', '), description].filter(Boolean).join(' · ') || 'Study';

/** `DX · Chest PA, 3 Mar 2026`. */
const studyTitle = (study: ImagedStudy): string =>
  `${studyName(study)}, ${study.started ? momentText(study.started) : 'date not recorded'}`;

/** Every picture of the studies that the archive may hold, in the order of the studies. */
export function imagesOfStudies(studies: readonly ImagedStudy[]): OpenImage[] {
  return studies
    .filter(({ kept }) => kept !== 'elsewhere')
    .flatMap((study) =>
      study.series.flatMap((series) =>
        series.instances.map((instance, i) => {
          const number = series.instances.length > 1 ? `, picture ${i + 1}` : '';
          const name = { study: study.uid, series: series.uid, instance: instance.uid };
          return archiveImage(name, `${studyTitle(study)}${number}`);
        }),
      ),
    );
}
