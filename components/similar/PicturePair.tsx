'use client';

import { Switch } from '@mantine/core';
import dynamic from 'next/dynamic';
import { useEffect, useMemo, useState } from 'react';
import { loadViewer } from '#components/imaging/load-viewer.ts';
import { PaneTitle } from '#components/imaging/pane-title.ts';
import { imagesOfStudies } from '#components/imaging/study-images.ts';
import { ViewLink } from '#components/imaging/view-link.ts';
import type { OpenImage } from '#lib/dicom/open-image.ts';
import type { ImagingSlice } from '#lib/modalities/imaging/slice.ts';
import type { LoadSlice } from '#lib/modalities/slice-outcome.ts';
import { askPerson } from './ask-person.ts';
import { namelessImage } from './nameless-image.ts';
import type { AskedPatient } from './OwnScore.tsx';
import pictures from './pictures.module.css';

const ImagePane = dynamic(() => loadViewer().then((module) => module.ImagePane), {
  ssr: false,
  loading: () => <p role="status">Loading the viewer …</p>,
});

/** DICOM modalities of plain films. */
const FILMS: ReadonlySet<string> = new Set(['DX', 'CR']);

/** The newest chest X-ray of a chart; studies come newest first. */
function newestFilm(slice: ImagingSlice | null | undefined): OpenImage | null {
  const films = (slice?.studies ?? []).filter(({ dicomModalities }) =>
    dicomModalities.some((modality) => FILMS.has(modality)),
  );
  return imagesOfStudies(films)[0] ?? null;
}

type Film = { readonly image: OpenImage } | { readonly reason: string } | null;

/** A neighbour's film, for whoever may see it: the server tells whose record it is, or refuses. */
async function neighbourFilm(member: string, load: LoadSlice, signal: AbortSignal): Promise<Film> {
  const patientId = await askPerson(member, signal);
  if (patientId === null) return { reason: 'The neighbour’s picture is not open to you.' };
  const outcome = await load(patientId, 'imaging');
  if (!outcome.ok) return { reason: outcome.reason };
  const film = newestFilm(outcome.slice);
  return film ? { image: namelessImage(film, 'Neighbour') } : { reason: 'The neighbour has no chest X-ray.' };
}

function useNeighbourFilm(member: string, load: LoadSlice): Film {
  const [found, setFound] = useState<{ readonly member: string; readonly film: Film }>();
  useEffect(() => {
    const leaving = new AbortController();
    neighbourFilm(member, load, leaving.signal)
      .catch((): Film => ({ reason: 'The neighbour’s picture could not be fetched.' }))
      .then((film) => {
        if (!leaving.signal.aborted) setFound({ member, film });
      });
    return () => leaving.abort();
  }, [member, load]);
  return found?.member === member ? found.film : null;
}

type PicturePairProps = {
  readonly patient: AskedPatient;
  readonly load: LoadSlice;
  /** Opaque id of the neighbour. */
  readonly member: string;
};

/** The newest chest X-rays of both, which move together; the neighbour's is opened without a name. */
export function PicturePair({ patient, load, member }: PicturePairProps) {
  const [link] = useState(() => new ViewLink());
  const [linked, setLinked] = useState(true);
  const own = useMemo((): Film => {
    const image = newestFilm(patient.record.slices.imaging);
    return image
      ? { image: { ...image, title: 'This patient' } }
      : { reason: 'This patient has no chest X-ray.' };
  }, [patient.record]);
  const other = useNeighbourFilm(member, load);
  return (
    <div className={pictures.pictures}>
      <div className={pictures.head}>
        <h3>Chest X-rays</h3>
        <Switch
          size="xs"
          label="Move both together"
          checked={linked}
          onChange={({ currentTarget }) => {
            link.on = currentTarget.checked;
            setLinked(currentTarget.checked);
          }}
        />
      </div>
      <div className={pictures.pair}>
        <OneFilm title="This patient" film={own} link={link} />
        <OneFilm title="Neighbour" film={other} link={link} />
      </div>
    </div>
  );
}

type OneFilmProps = { readonly title: string; readonly film: Film; readonly link: ViewLink };

function OneFilm({ title, film, link }: OneFilmProps) {
  return (
    <PaneTitle value={title}>
      <figure className={pictures.film} aria-label={title}>
        <figcaption>{title}</figcaption>
        {film === null ? <p role="status">Looking for the picture …</p> : null}
        {film && 'reason' in film ? <p className={pictures.none}>{film.reason}</p> : null}
        {film && 'image' in film ? (
          <ImagePane key={film.image.key} image={film.image} link={link} recordNumber={null} />
        ) : null}
      </figure>
    </PaneTitle>
  );
}
