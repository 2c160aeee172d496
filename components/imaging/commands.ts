import type { Viewer } from './viewer.ts';
import { isMeasuring, type Tool } from './viewer-state.ts';

export type CommandGroup = 'Tools' | 'View' | 'Windows' | 'Cine' | 'Measuring' | 'Screen';

/** One thing that can be done, by button or key. `key` is `KeyboardEvent.key`, `Shift+` before it where it matters. */
export type Command = {
  readonly id: string;
  readonly group: CommandGroup;
  readonly label: string;
  readonly key: string;
  readonly run: (viewer: Viewer) => void;
};

const PAN_STEP = 40;
const CURSOR_STEP = 1;

const tool = (name: Tool, label: string, key: string): Command => ({
  id: `tool-${name}`,
  group: 'Tools',
  label,
  key,
  run: (viewer) => viewer.setTool(name),
});

/** Arrow keys move the cross of a measuring tool, else the picture. */
function arrow(name: string, dx: number, dy: number): Command[] {
  const move = (viewer: Viewer, step: number) => {
    const { tool: current } = viewer.store.getState();
    if (isMeasuring(current) || current === 'magnify') moveCursor(viewer, dx * step, dy * step);
    else viewer.panBy(dx * PAN_STEP, dy * PAN_STEP);
  };
  const label = name.slice(5).toLowerCase();
  return [
    {
      id: `move-${label}`,
      group: 'View',
      label: `Move ${label}`,
      key: name,
      run: (viewer) => move(viewer, CURSOR_STEP),
    },
    {
      id: `move-far-${label}`,
      group: 'View',
      label: `Move far ${label}`,
      key: `Shift+${name}`,
      run: (viewer) => move(viewer, 15),
    },
  ];
}

/** Steps are screen pixels, so that zooming in makes the cross finer. */
function moveCursor(viewer: Viewer, dx: number, dy: number): void {
  const { screen, store } = viewer;
  const { header, cursor } = store.getState();
  if (!screen || !header) return;
  const middle = { x: header.columns / 2, y: header.rows / 2 };
  const { x, y } = screen.toScreen(cursor ?? middle);
  store.setState({ cursor: cursor ? screen.toPicture({ x: x + dx, y: y + dy }) : middle });
}

function placePoint(viewer: Viewer): void {
  const { cursor } = viewer.store.getState();
  if (cursor) viewer.measurements.addPoint(cursor);
  else moveCursor(viewer, 0, 0);
}

const preset = (index: number): Command => ({
  id: `preset-${index + 1}`,
  group: 'Windows',
  label: `Window ${index + 1} of the list`,
  key: String(index + 1),
  run: (viewer) => {
    const wanted = viewer.store.getState().presets[index];
    if (wanted) viewer.setLook({ ...wanted.look, invert: viewer.store.getState().look.invert });
  },
});

const command = (
  group: CommandGroup,
  id: string,
  label: string,
  key: string,
  run: (viewer: Viewer) => void,
): Command => ({ id, group, label, key, run });

export const COMMANDS: readonly Command[] = [
  tool('window', 'Window and level', 'w'),
  tool('pan', 'Pan', 'p'),
  tool('zoom', 'Zoom', 'z'),
  tool('magnify', 'Magnifier', 'm'),
  tool('length', 'Length', 'l'),
  tool('angle', 'Angle', 'a'),
  tool('probe', 'Value at a point', 'o'),
  tool('heart', 'Cardiothoracic ratio: width of the heart', 'c'),
  tool('chest', 'Cardiothoracic ratio: width of the chest', 'Shift+C'),
  tool('diastole', 'Ejection fraction: trace at end-diastole', 'e'),
  tool('systole', 'Ejection fraction: trace at end-systole', 'Shift+E'),
  tool('m-mode', 'M-mode: line through all frames', 'Shift+M'),
  command('View', 'invert', 'Invert', 'i', (viewer) => viewer.invert()),
  command('View', 'planes', 'Overlay planes and shutter', 'u', (viewer) => viewer.togglePlanes()),
  command('View', 'rotate', 'Rotate right', 'r', (viewer) => viewer.turn({ by: 90 })),
  command('View', 'rotate-back', 'Rotate left', 'Shift+R', (viewer) => viewer.turn({ by: -90 })),
  command('View', 'flip', 'Flip left to right', 'h', (viewer) => viewer.turn({ mirror: 'horizontal' })),
  command('View', 'flip-over', 'Flip upside down', 'v', (viewer) => viewer.turn({ mirror: 'vertical' })),
  command('View', 'zoom-in', 'Zoom in', '+', (viewer) => viewer.zoomBy(1.2)),
  command('View', 'zoom-out', 'Zoom out', '-', (viewer) => viewer.zoomBy(1 / 1.2)),
  command('View', 'reset', 'Reset the view', '0', (viewer) => viewer.reset()),
  ...arrow('ArrowLeft', -1, 0),
  ...arrow('ArrowRight', 1, 0),
  ...arrow('ArrowUp', 0, -1),
  ...arrow('ArrowDown', 0, 1),
  command('Windows', 'narrower', 'Narrower window', '[', (viewer) => viewer.dragWindow(-20, 0)),
  command('Windows', 'wider', 'Wider window', ']', (viewer) => viewer.dragWindow(20, 0)),
  command('Windows', 'brighter', 'Brighter', 'b', (viewer) => viewer.dragWindow(0, -20)),
  command('Windows', 'darker', 'Darker', 'd', (viewer) => viewer.dragWindow(0, 20)),
  ...[0, 1, 2, 3, 4, 5].map(preset),
  command('Cine', 'play', 'Play or pause', ' ', (viewer) => viewer.cine.toggle()),
  command('Cine', 'next', 'Next frame', '.', (viewer) => viewer.cine.step(1)),
  command('Cine', 'previous', 'Previous frame', ',', (viewer) => viewer.cine.step(-1)),
  command('Cine', 'first', 'First frame', 'Home', (viewer) => viewer.cine.go(0)),
  command('Cine', 'last', 'Last frame', 'End', (viewer) => {
    const { header } = viewer.store.getState();
    viewer.cine.go((header?.frames ?? 1) - 1);
  }),
  command('Measuring', 'point', 'Set a point at the cross', 'Enter', placePoint),
  command('Measuring', 'finish', 'Finish the trace', 'f', (viewer) => viewer.measurements.finish()),
  command('Measuring', 'undo', 'Take back the last point', 'Backspace', (viewer) =>
    viewer.measurements.removeLastPoint(),
  ),
  command('Measuring', 'cancel', 'Cancel the measurement', 'Escape', (viewer) =>
    viewer.measurements.cancel(),
  ),
];
