'use client';

import { useEffect, useMemo, useRef, useState } from 'react';
import { SaveMeasurements } from '#components/reporting/SaveMeasurements.tsx';
import type { OpenImage } from '#lib/dicom/open-image.ts';
import { CineBar } from './CineBar.tsx';
import { ExportDialog } from './ExportDialog.tsx';
import classes from './imaging.module.css';
import { KeyHint } from './KeyHint.tsx';
import { tellMeasured } from './live-measurements.ts';
import { MapLegend } from './MapLegend.tsx';
import { MeasurementTable } from './MeasurementTable.tsx';
import { MMode } from './MMode.tsx';
import { measuredValues } from './measured-values.ts';
import { PictureNotes } from './PictureNotes.tsx';
import pane from './pane.module.css';
import { SaveVideo } from './SaveVideo.tsx';
import { ShortcutDialog } from './ShortcutDialog.tsx';
import { Stage } from './Stage.tsx';
import { type Keys, keyHandler, loadKeys } from './shortcuts.ts';
import { dropMap } from './shown-map.ts';
import stageClasses from './stage.module.css';
import { TagBrowser } from './TagBrowser.tsx';
import { ExportMenu, Toolbar } from './Toolbar.tsx';
import { useQuietState } from './use-quiet-state.ts';
import type { ViewLink } from './view-link.ts';
import { Viewer } from './viewer.ts';

type Dialog = 'tags' | 'keys' | 'frame' | 'clip' | null;

type ImagePaneProps = {
  readonly image: OpenImage;
  readonly link: ViewLink;
  /** Of the chart; null: the picture stands in no chart. */
  readonly recordNumber: string | null;
};

/** One picture or clip with its tools. Give it a `key` of the picture: another picture is another pane. */
export function ImagePane({ image, link, recordNumber }: ImagePaneProps) {
  const element = useRef<HTMLDivElement>(null);
  const [viewer, setViewer] = useState<Viewer | null>(null);
  useEffect(() => {
    // In the effect, so that a second mount of strict mode gets a viewer of its own.
    const opened = new Viewer(link, recordNumber);
    setViewer(opened);
    if (element.current) void opened.open(element.current, image);
    return () => opened.close();
  }, [image, link, recordNumber]);
  // Whoever opens another picture is done with the map of the first.
  useEffect(() => dropMap(({ instance }) => instance !== image.key), [image.key]);
  return (
    <div className={pane.pane}>
      <div className={pane.desk}>
        {viewer ? <Tools viewer={viewer} /> : null}
        <div className={pane.look}>
          <div className={stageClasses.stage}>
            {/* Cornerstone sets a position of its own where none is written on the element. */}
            <div ref={element} className={stageClasses.picture} style={{ position: 'absolute' }} />
            {viewer ? <Stage viewer={viewer} title={image.title} picture={image.key} /> : null}
          </div>
          {viewer ? <Clip viewer={viewer} /> : null}
          {viewer ? <MapNotes viewer={viewer} image={image} /> : null}
        </div>
        {viewer ? <Results viewer={viewer} image={image} /> : null}
      </div>
    </div>
  );
}

function Tools({ viewer }: { readonly viewer: Viewer }) {
  const state = useQuietState(viewer);
  const [keys, setKeys] = useState<Keys>(loadKeys);
  const [dialog, setDialog] = useState<Dialog>(null);
  const close = () => setDialog(null);
  useEffect(() => viewer.onKeys(keyHandler(viewer, keys, () => setDialog('keys'))), [viewer, keys]);
  const { session } = viewer;
  const isShown = state.status === 'shown';
  return (
    <div className={pane.tools}>
      {state.status === 'opening' ? null : (
        <Toolbar
          viewer={viewer}
          state={state}
          keys={keys}
          onTags={() => setDialog('tags')}
          onKeys={() => setDialog('keys')}
          more={
            isShown && state.doubt === null ? (
              <ExportMenu
                clip={(state.header?.frames ?? 1) > 1}
                onFrame={() => setDialog('frame')}
                onClip={() => setDialog('clip')}
              />
            ) : null
          }
        />
      )}
      <KeyHint keys={keys} state={state} />
      {dialog === 'tags' ? <TagBrowser viewer={viewer} onClose={close} /> : null}
      {dialog === 'keys' ? <ShortcutDialog keys={keys} onKeys={setKeys} onClose={close} /> : null}
      {session && (dialog === 'frame' || dialog === 'clip') ? (
        <ExportDialog viewer={viewer} session={session} what={dialog} onClose={close} />
      ) : null}
    </div>
  );
}

/** The clip's own controls, under its picture. */
function Clip({ viewer }: { readonly viewer: Viewer }) {
  const state = useQuietState(viewer);
  const { header, status } = state;
  if (status !== 'shown' || !header || header.frames < 2) return null;
  return <CineBar viewer={viewer} state={state} header={header} />;
}

/** What a map over the picture says; over a picture in doubt there is none. */
function MapNotes({ viewer, image }: { readonly viewer: Viewer; readonly image: OpenImage }) {
  const { status, doubt } = useQuietState(viewer);
  return status === 'shown' && doubt === null ? <MapLegend instance={image.key} /> : null;
}

function Results({ viewer, image }: { readonly viewer: Viewer; readonly image: OpenImage }) {
  const state = useQuietState(viewer);
  const { header, refusal } = state;
  const usable = state.status === 'shown' && header !== null && state.doubt === null;
  const measured = useMemo(
    () => (usable && header ? measuredValues(header, state.measurements) : []),
    [usable, header, state.measurements],
  );
  useEffect(() => tellMeasured(image.key, measured), [image.key, measured]);
  useEffect(() => () => tellMeasured(image.key, []), [image.key]);
  if (refusal?.code === 'video') return <SaveVideo viewer={viewer} />;
  if (state.status !== 'shown' || !header) return null;
  if (state.doubt !== null)
    return (
      <div className={pane.results}>
        <p className={classes.doubt}>Measuring, saving and exporting are off for this picture.</p>
        <PictureNotes notes={header.notes} />
      </div>
    );
  return (
    <div className={pane.results}>
      <MeasurementTable viewer={viewer} state={state} header={header} />
      <SaveMeasurements bytes={image.bytes} measured={measured} />
      {header.film ? <SaveVideo viewer={viewer} /> : null}
      {header.frames > 1 ? <MMode viewer={viewer} state={state} header={header} /> : null}
      <PictureNotes notes={header.notes} />
    </div>
  );
}
