'use client';

import { Select } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { type KeyboardEvent, type PointerEvent, useDeferredValue, useMemo, useRef, useState } from 'react';
import { momentText } from '#components/patient/moment-text.ts';
import { ChartWithTable } from '#components/ui/ChartWithTable.tsx';
import type { DrawnLead } from '#lib/modalities/wearables/draw-week.ts';
import type { Strip } from '#lib/modalities/wearables/read-strip.ts';
import { isIrregularRhythm } from '#lib/signal/ecg/rhythm.ts';
import { secondsByQuality } from '#lib/signal/ecg/signal-quality.ts';
import { noNormText } from '#lib/signal/hrv/sinus-doubt.ts';
import { isMeasured } from '#lib/signal/measured.ts';
import { CaliperSlider, type Calipers, type Mode, StripControls } from './Calipers.tsx';
import { paperData, paperOptions, secondsOn } from './strip-paper.ts';
import { UPlotCanvas } from './UPlotCanvas.tsx';
import classes from './wearables.module.css';
import { measuredText, reasonsText } from './week-text.ts';

const COLUMNS = [
  { label: 'Beat' },
  { label: 'Time, s', numeric: true },
  { label: 'RR, ms', numeric: true },
  { label: 'Rate, /min', numeric: true },
  { label: 'Remark' },
];

function remark(strip: Strip, beat: number, second: number): string {
  const verdict = strip.quality[Math.floor(second)] ?? 'good';
  const early = strip.rhythm.early.includes(beat) ? 'early' : '';
  return [early, verdict === 'good' ? '' : `${verdict} signal`].filter(Boolean).join(', ');
}

function beatRows(strip: Strip) {
  return Array.from(strip.peaks, (peak, i) => {
    const rr = 1000 * (peak - (strip.peaks[i - 1] ?? Number.NaN));
    const [length, rate] = Number.isNaN(rr) ? ['–', '–'] : [rr.toFixed(0), (60_000 / rr).toFixed(0)];
    return { key: String(i), cells: [i + 1, peak.toFixed(3), length, rate, remark(strip, i, peak)] };
  });
}

/** ECG strips on millimetre paper, one at a time, with calipers. */
export function StripViewer({ leads }: { readonly leads: readonly DrawnLead[] }) {
  const [chosen, setChosen] = useState(0);
  const strip = leads[chosen];
  if (!strip) return <p className={classes.note}>No ECG strip was recorded in these days.</p>;
  const options = leads.map(({ recording: { start, lead } }, index) => ({
    value: String(index),
    label: `${momentText(start)}${lead ? `, ${lead}` : ''}`,
  }));
  return (
    <div className={classes.stack}>
      <Select
        label="Strip"
        size="xs"
        maw={340}
        data={options}
        value={String(chosen)}
        allowDeselect={false}
        onChange={(value) => setChosen(Number(value ?? 0))}
      />
      <StripSummary strip={strip} />
      <ChartWithTable
        key={chosen}
        title="ECG strip"
        columns={COLUMNS}
        rows={beatRows(strip)}
        chart={<Paper strip={strip} />}
      />
    </div>
  );
}

function qualityText({ quality }: Strip): string {
  const { good, ...bad } = secondsByQuality(quality);
  const named = Object.entries(bad).map(([verdict, seconds]) => `${seconds} s ${verdict}`);
  const rest = named.length > 0 ? `; excluded: ${named.join(', ')}` : '';
  return `${good ?? 0} of ${quality.length} s good${rest}`;
}

const irregularText = ({ rhythm }: Strip): string => {
  const { irregularShare, early } = rhythm;
  if (!isMeasured(irregularShare)) return 'not measured';
  const pattern = isIrregularRhythm(rhythm)
    ? 'irregular without a pattern, as in atrial fibrillation'
    : 'regular';
  return `${pattern}; ${early.length} early ${early.length === 1 ? 'beat' : 'beats'}`;
};

/** Rate, variability, rhythm and quality in words. */
function StripSummary({ strip }: { readonly strip: Strip }) {
  const { heartRate, rmssd, sdnn, rhythm, sinusDoubt } = strip;
  const doubt = isMeasured(rmssd) ? sinusDoubt : null;
  return (
    <p className={classes.measures}>
      Heart rate {measuredText(heartRate, '/min')}, RMSSD {measuredText(rmssd, 'ms')}, SDNN{' '}
      {measuredText(sdnn, 'ms')}. {reasonsText([heartRate, rmssd, sdnn, rhythm.irregularShare])}
      <br />
      Rhythm by intervals: {irregularText(strip)}. Signal: {qualityText(strip)}.
      {doubt === null ? null : ` ${noNormText(doubt)}`}
    </p>
  );
}

/** Keyboard and pointer move the paper; the calipers are a slider with two thumbs below it. */
function Paper({ strip }: { readonly strip: DrawnLead }) {
  const { ref, width } = useElementSize();
  const [from, setFrom] = useState(0);
  // The slider of the calipers follows when the paper has come to rest: it must not hold up the frames.
  const settled = useDeferredValue(from);
  const [mode, setMode] = useState<Mode>('RR');
  const first = strip.peaks[0] ?? 0;
  const [calipers, setCalipers] = useState<Calipers>([first, strip.peaks[1] ?? first + 0.8]);
  const grip = useRef<{ x: number; from: number } | null>(null);
  const options = useMemo(() => paperOptions(strip), [strip]);
  const [filtered, setFiltered] = useState(false);
  const data = useMemo(
    () => paperData(filtered ? strip.filtered : strip.recording.values, strip.rate),
    [strip, filtered],
  );
  const shown = secondsOn(width || 600);
  const latest = Math.max(0, strip.seconds - shown);
  const move = (second: number) => setFrom(Math.min(latest, Math.max(0, second)));

  const onKeyDown = (event: KeyboardEvent) => {
    const target = {
      ArrowLeft: from - 0.2,
      ArrowRight: from + 0.2,
      PageUp: from - shown,
      PageDown: from + shown,
      Home: 0,
      End: latest,
    }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    move(target);
  };
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    grip.current = { x: event.clientX, from };
  };
  const onPointerMove = ({ clientX }: PointerEvent) => {
    if (grip.current) move(grip.current.from - secondsOn(clientX - grip.current.x));
  };
  const release = () => {
    grip.current = null;
  };
  const place = (second: number) => `${((second - from) / shown) * 100}%`;
  const visible = (second: number) => second >= from && second <= from + shown;
  return (
    <>
      <div
        ref={ref}
        className={classes.paper}
        role="slider"
        tabIndex={0}
        aria-label="ECG strip: first second shown"
        aria-valuemin={0}
        aria-valuemax={Number(latest.toFixed(1))}
        aria-valuenow={Number(from.toFixed(1))}
        aria-valuetext={`${from.toFixed(1)} to ${(from + shown).toFixed(1)} of ${strip.seconds.toFixed(1)} seconds`}
        onKeyDown={onKeyDown}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={release}
        onPointerCancel={release}
      >
        <UPlotCanvas options={options} data={data} from={from} to={from + shown} />
        {calipers.filter(visible).map((second, which) => (
          <span
            key={which === 0 ? 'from' : 'to'}
            className={classes.caliper}
            style={{ insetInlineStart: place(second) }}
            aria-hidden
          />
        ))}
      </div>
      <p className={classes.note}>
        25 mm/s, 10 mm/mV; seconds {from.toFixed(1)}–{Math.min(strip.seconds, from + shown).toFixed(1)} of{' '}
        {strip.seconds.toFixed(1)}. Drag, or move with the arrow keys. A tick marks each beat that was found.
      </p>
      <StripControls
        strip={strip}
        filtered={filtered}
        onFiltered={setFiltered}
        mode={mode}
        onMode={setMode}
        calipers={calipers}
      />
      <CaliperSlider from={settled} shown={shown} calipers={calipers} onCalipers={setCalipers} />
    </>
  );
}
