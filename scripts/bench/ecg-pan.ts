import { type Browser, chromium, type Page } from '@playwright/test';
import type { Observation } from 'fhir/r4';
import { chartResources, patientBundle } from '#lib/simulator/fhir/bundle.ts';
import { simulateChart } from '#lib/simulator/patient.ts';
import { openStream } from '#lib/simulator/stream.ts';
import { integrateModel } from '#lib/simulator/wearables/ecg/dynamical-model.ts';
import { drawMorphology, wavesOf } from '#lib/simulator/wearables/ecg/morphology.ts';
import { SAMPLING_RATE } from '#lib/simulator/wearables/ecg/render-strip.ts';
import { sinusBeats } from '#lib/simulator/wearables/ecg/tachogram.ts';
import { sampledText } from '#lib/simulator/wearables/fhir/sampled-text.ts';
import { wearableResources } from '#lib/simulator/wearables/fhir/wearable-resources.ts';
import { planWeek } from '#lib/simulator/wearables/plan-week.ts';
import { choose, jsonFile } from '../../e2e/uploads.ts';
import { findChromium } from '../chromium.ts';
import { summary } from './median.ts';

const SEED = 11;
const SECONDS = 30 * 60;
const RUNS = 5;
const PAN_MS = 6000;
const PAPER = 'ECG strip: first second shown';

/** Half an hour of lead I in mV by the simulator's model: simulated, as the device that records it says. */
function halfHour(): Float64Array {
  const stream = openStream(SEED, 0, 'bench-ecg');
  const morphology = drawMorphology(stream);
  const beats = sinusBeats(stream, { meanRr: 0.8, rmssd: 25, lfOverHf: 1.3, breathing: 0.25 }, 0.01, SECONDS);
  const model = beats.map(({ at, label }) => ({ at, waves: wavesOf(morphology, label, false) }));
  const samples = SECONDS * SAMPLING_RATE;
  const signal = integrateModel(model, new Float64Array(2 * samples + 1), SAMPLING_RATE);
  return signal.map((value) => value + 0.012 * stream.normal());
}

/** A strip of the simulator with another trace in it. */
function lengthened(strip: Observation, signal: Float64Array): Observation {
  const start = strip.effectivePeriod?.start ?? '';
  const { effectivePeriod: _, component = [], ...rest } = strip;
  return {
    ...rest,
    effectiveDateTime: start,
    component: component.map(({ valueSampledData, ...part }) => ({
      ...part,
      ...(valueSampledData && {
        valueSampledData: {
          ...valueSampledData,
          data: sampledText(signal, valueSampledData.factor ?? 1),
        },
      }),
    })),
  };
}

/** A simulated patient whose only ECG strip is half an hour long. */
function wearerOfHalfHour() {
  const content = simulateChart(SEED, 0);
  const resources = wearableResources(planWeek(content));
  const strips = resources.filter(
    (resource): resource is Observation => resource.resourceType === 'Observation' && !!resource.component,
  );
  const others = resources.filter((resource) => !strips.some((strip) => strip === resource));
  const long = strips.slice(0, 1).map((strip) => lengthened(strip, halfHour()));
  return patientBundle(content.id, [...chartResources(content).resources, ...others, ...long]);
}

/**
 * Drags the paper from its first to its last second. Pointer moves are made in the page, one per frame of the screen, as
 * a mouse makes them; a frame counts when the paper has moved since the last.
 */
function panRate(page: Page): Promise<number> {
  return page.evaluate(
    ([name, ms]) =>
      new Promise<number>((resolve) => {
        const paper = document.querySelector(`[aria-label="${name}"]`);
        const value = (attribute: string) => Number(paper?.getAttribute(attribute));
        const shownPixels = paper?.clientWidth ?? 0;
        const [first = 0, last = 0] = (paper?.getAttribute('aria-valuetext')?.match(/[\d.]+/g) ?? []).map(
          Number,
        );
        const pixels = ((value('aria-valuemax') - first) * shownPixels) / (last - first);
        const fire = (type: string, x: number) =>
          paper?.dispatchEvent(
            new PointerEvent(type, {
              bubbles: true,
              pointerId: 1,
              button: 0,
              clientX: 600 - x,
              clientY: 300,
            }),
          );
        Element.prototype.setPointerCapture = () => {};
        fire('pointerdown', 0);
        const start = performance.now();
        let [frames, before] = [0, first];
        const step = (now: number) => {
          const here = value('aria-valuenow');
          if (here !== before) frames += 1;
          before = here;
          const share = Math.min(1, (now - start) / ms);
          if (share < 1) {
            fire('pointermove', share * pixels);
            requestAnimationFrame(step);
            return;
          }
          fire('pointermove', 0);
          fire('pointerup', 0);
          resolve((frames * 1000) / (now - start));
        };
        requestAnimationFrame(step);
      }),
    [PAPER, PAN_MS] as const,
  );
}

/** Times the paper of an ECG on a running server in Chromium, drawing on the CPU. */
export async function benchEcgPan(origin: string) {
  const browser: Browser = await chromium.launch({
    executablePath: await findChromium(),
    chromiumSandbox: process.getuid?.() !== 0,
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1366, height: 900 } });
    await page.goto(`${origin}/upload`);
    await choose(page, [jsonFile('half-hour.json', wearerOfHalfHour())]);
    await page.getByRole('tab', { name: 'Wearables' }).click();
    const paper = page.getByRole('slider', { name: PAPER });
    await paper.scrollIntoViewIfNeeded({ timeout: 60_000 });
    const seconds = Number(
      /of ([\d.]+) seconds/.exec((await paper.getAttribute('aria-valuetext')) ?? '')?.[1],
    );
    const rates: number[] = [];
    for (let run = 0; run < RUNS; run += 1) rates.push(await panRate(page));
    return { seconds, framesPerSecond: summary(rates), bars: { framesPerSecond: 60 } };
  } finally {
    await browser.close();
  }
}
