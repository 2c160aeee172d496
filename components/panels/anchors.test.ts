import { expect, it } from 'vitest';
import { instant } from '#lib/clinical/moment.ts';
import { BundleIndex } from '#lib/fhir/bundle-index.ts';
import { specsOf } from '#lib/fusion/vectorise.ts';
import { manifest } from '#lib/inference/fixtures/committed-model.ts';
import type { PictureFinding } from '#lib/modalities/imaging/slice.ts';
import { readRecord } from '#lib/modalities/record.ts';
import { heartFailureMember } from '#lib/simulator/heart-failure.ts';
import { EVERYTHING } from '#lib/simulator/member.ts';
import { simulateChart } from '#lib/simulator/patient.ts';
import { NO_PORTS } from './panel-props.ts';
import { anchorsOn, shownPanels } from './panels.ts';

function everything() {
  const charts = new BundleIndex();
  charts.add(
    heartFailureMember(simulateChart(3, 1), {
      modalities: EVERYTHING.modalities,
      shortcut: 0,
      complete: true,
    }).bundle,
  );
  const [chart] = charts.build().charts;
  if (!chart) throw new Error('no chart');
  return readRecord(chart, undefined, null);
}

const chart = everything();
const { imaging } = chart.slices;
if (!imaging) throw new Error('no pictures');

const read = (id: string, instance: string): PictureFinding => ({
  id,
  value: 40,
  unit: '%',
  spread: 3,
  time: instant(0),
  reference: 'ImagingStudy/s',
  instance,
  network: 'network n 1',
});
const findings = specsOf(manifest.inputs.features.map(({ id }) => id)).flatMap(({ id, modality }) =>
  modality === 'imaging' ? [read(id.replace(/^[^.]+\./, ''), '1.2.3')] : [],
);
/** Nobody measured anything in the pictures. */
const unmeasured = { ...imaging, measurements: [], ejectionFractions: [] };
const record = { ...chart, slices: { ...chart.slices, imaging: { ...unmeasured, findings } } };
const context = { record, ports: NO_PORTS };
const anchorOf = anchorsOn(context);

/** Where the reasons lead that are read from one chart, picture, table or finding, each by itself. */
const PLACE =
  /^(result-|patient-facts$|problems$|medications$|stays$|picture-1\.2\.3$|wearables-|genome-(score|findings|variant-))/;

it('every feature of the model leads to its own chart, table, picture or variant, in one part of the page', () => {
  const drawn = new Set(Object.keys(record.slices.ehr?.series ?? {}));
  for (const { id, measure, modality } of specsOf(manifest.inputs.features.map((one) => one.id))) {
    const anchor = anchorOf(modality, measure);
    // Of what was not measured there is no chart, and no reason either.
    if (anchor === 'results') expect(drawn, id).not.toContain(measure);
    else expect(anchor, id).toMatch(PLACE);
    if (anchor === null || anchor === 'patient-facts') continue;
    expect(
      shownPanels(context).filter(({ holds }) => holds(anchor)),
      `${id} → ${anchor}`,
    ).toHaveLength(1);
  }
});

it('a finding leads to the newest picture that it was read from, and one that somebody measured to itself', () => {
  const newer = { ...read('ejection-fraction', '4.5.6'), time: instant(1000) };
  const slices = { ...record.slices, imaging: { ...unmeasured, findings: [...findings, newer] } };
  expect(anchorsOn({ ...context, record: { ...record, slices } })('imaging', 'echo.ejection-fraction')).toBe(
    'picture-4.5.6',
  );
  const report = { reference: 'Observation/ef', time: instant(5), recorded: '40 %', value: 40 };
  const measured = { ...record.slices, imaging: { ...slices.imaging, ejectionFractions: [report] } };
  const ofMeasured = anchorsOn({ ...context, record: { ...record, slices: measured } });
  expect(ofMeasured('imaging', 'echo.ejection-fraction')).toBe('finding-ejection-fraction');
  expect(ofMeasured('imaging', 'echo.end-diastolic-volume')).toBe('picture-1.2.3');
});

it('a finding that nobody read leads to the pictures', () => {
  const slices = { ...record.slices, imaging: unmeasured };
  expect(anchorsOn({ ...context, record: { ...record, slices } })('imaging', 'echo.ejection-fraction')).toBe(
    'imaging',
  );
});

it('a variant leads to the one that causes disease, and to what was looked at where there is none', () => {
  const { genomics } = record.slices;
  if (!genomics) throw new Error('no genome');
  const variant = {
    reference: 'Observation/v',
    gene: 'TTN',
    finding: 'present',
    significance: 'pathogenic',
    time: null,
  } as unknown as (typeof genomics.variants)[number];
  const withVariants = (variants: typeof genomics.variants) =>
    anchorsOn({
      ...context,
      record: { ...record, slices: { ...record.slices, genomics: { ...genomics, variants } } },
    })('genomics', 'variant');
  expect(withVariants([])).toBe('genome-findings');
  expect(withVariants([{ ...variant, significance: 'benign' }, variant])).toBe(
    'genome-variant-Observation/v',
  );
});
