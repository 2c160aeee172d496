import { describe, expect, it } from 'vitest';
import { chartOf, encounter, patient, potassium, type Resource } from '#lib/modalities/fixtures/charts.ts';
import { type ModalityId, modalityIds, specsOf } from '#lib/modalities/index.ts';
import { readRecord } from '#lib/modalities/record.ts';
import { NO_PORTS } from './panel-props.ts';
import { anchorsOn, panelsOfModality, shownPanels } from './panels.ts';

const stay = encounter('e', '2026-02-01T00:00:00Z', '2026-02-07T00:00:00Z');
const study: Resource = {
  resourceType: 'ImagingStudy',
  id: 's',
  status: 'available',
  subject: { reference: 'Patient/p' },
  started: '2026-02-02T00:00:00Z',
  identifier: [{ system: 'urn:dicom:uid', value: 'urn:oid:1.2.3' }],
};
const contextOf = (...resources: Resource[]) => ({
  record: readRecord(chartOf([patient, stay, ...resources])),
  ports: NO_PORTS,
});
const anchorsIn = (context: ReturnType<typeof contextOf>) => shownPanels(context).map(({ anchor }) => anchor);

/** A modality that no line of the registry names. */
const UNLISTED = 'sleep' as ModalityId;

describe('the registry of panels', () => {
  it('has a panel for every modality, each with an id of its own', () => {
    const anchors = modalityIds.flatMap((id) => {
      const panels = panelsOfModality(id);
      expect(panels.length, id).toBeGreaterThan(0);
      return panels.map(({ anchor }) => anchor);
    });
    expect(new Set(anchors).size).toBe(anchors.length);
  });

  it('gives a modality that it does not list the generic panel, below the others', () => {
    expect(panelsOfModality(UNLISTED).map(({ anchor }) => anchor)).toEqual(['modality-sleep']);
    const { record, ports } = contextOf();
    const slices = { ...record.slices, [UNLISTED]: { nights: 3 } };
    const shown = shownPanels({ record: { ...record, slices }, ports });
    expect(shown.map(({ anchor }) => anchor)).toEqual(['results', 'history', 'modality-sleep']);
  });

  it('draws what an unlisted modality left out, though nothing of it could be read', () => {
    const { record, ports } = contextOf();
    const issue = { code: 'structure', severity: 'error', message: 'The night has no end.' } as const;
    const issuesOf = { ...record.issuesOf, [UNLISTED]: [issue] };
    expect(anchorsIn({ record: { ...record, issuesOf }, ports })).toContain('modality-sleep');
  });

  it('draws only what the record holds or can ask for', () => {
    expect(anchorsIn(contextOf())).toEqual(['results', 'history']);
    expect(anchorsIn(contextOf(study))).toEqual(['results', 'history', 'imaging']);
    const loadSlice = async () => ({ ok: false, reason: 'not asked' }) as const;
    const { record } = contextOf();
    const worn = { ...record, deferred: ['wearables'] as const };
    expect(anchorsIn({ record: worn, ports: { ...NO_PORTS, loadSlice } })).toEqual([
      'results',
      'history',
      'wearables',
    ]);
    expect(anchorsIn({ record: worn, ports: NO_PORTS })).toEqual(['results', 'history']);
    expect(anchorsIn({ record, ports: { ...NO_PORTS, loadSlice } })).toEqual(['results', 'history']);
  });
});

describe('the links of reasons', () => {
  const context = contextOf(potassium('k', '2026-02-03T00:00:00Z', 4));
  const anchorOf = anchorsOn(context);

  it('lead to the chart of a result, and to all results while there is none of it', () => {
    expect(anchorOf('ehr', 'potassium')).toBe('result-potassium');
    expect(anchorOf('ehr', 'sodium')).toBe('results');
    expect(anchorOf('ehr', 'egfr')).toBe('results');
  });

  it('lead to the table that a diagnosis, a drug class or a stay is read from', () => {
    expect(anchorOf('ehr', 'condition.heart-failure')).toBe('problems');
    expect(anchorOf('ehr', 'medication.loop-diuretic')).toBe('medications');
    expect(anchorOf('ehr', 'length-of-stay')).toBe('stays');
  });

  it('lead to the heading for what it shows', () => {
    expect(['age', 'sex'].map((measure) => anchorOf('ehr', measure))).toEqual([
      'patient-facts',
      'patient-facts',
    ]);
  });

  it('lead to the row of a measure in a generic panel', () => {
    const { record, ports } = context;
    const slices = { ...record.slices, [UNLISTED]: {} };
    const anchorOf = anchorsOn({ record: { ...record, slices }, ports });
    expect(anchorOf(UNLISTED, 'apnoea')).toBe('modality-sleep-apnoea');
    expect(anchorOf(UNLISTED, null)).toBe('modality-sleep');
  });

  it('lead into the one panel that holds their place', () => {
    const measures = specsOf(['ehr']).map(({ measure }) => measure);
    const shown = shownPanels(context);
    for (const measure of measures) {
      const anchor = anchorOf('ehr', measure);
      if (anchor === 'patient-facts') continue;
      if (anchor === null) throw new Error(measure);
      expect(
        shown.filter(({ holds }) => holds(anchor)),
        anchor,
      ).toHaveLength(1);
    }
    const [generic] = panelsOfModality(UNLISTED);
    expect(generic?.holds('modality-sleep-apnoea')).toBe(true);
    expect(generic?.holds('modality-sleeper')).toBe(false);
  });

  it('lead nowhere when the panel is not on the page', () => {
    expect(anchorOf('genomics', 'polygenic')).toBeNull();
    expect(anchorOf('imaging', null)).toBeNull();
    expect(anchorOf('ehr', null)).toBe('results');
  });
});
