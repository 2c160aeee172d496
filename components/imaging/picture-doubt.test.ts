import { describe, expect, it } from 'vitest';
import { doubtOf } from './picture-doubt.ts';
import { Viewer } from './viewer.ts';

const image = { file: 'f', key: '1', title: '', bytes: () => Promise.resolve(new ArrayBuffer(0)) };

describe('a picture in doubt', () => {
  it('is one whose record number is not the chart’s, or that other files dispute', () => {
    expect(doubtOf(image, 'A1', 'A1')).toBeNull();
    expect(doubtOf(image, 'A1', null)).toBeNull();
    expect(doubtOf(image, '', 'A1')).toBeNull();
    expect(doubtOf(image, 'A2', 'A1')).toContain('another patient');
    expect(doubtOf({ ...image, disputed: 'Two files.' }, 'A1', 'A1')).toBe('Two files.');
  });

  it('is not measured, by any way', () => {
    const viewer = new Viewer();
    viewer.setTool('probe');
    viewer.store.setState({ doubt: 'Two files.' });
    viewer.measurements.addPoint({ x: 1, y: 1 });
    viewer.setTool('length');
    expect(viewer.store.getState()).toMatchObject({ measurements: [], draft: [], tool: 'probe' });
  });
});
