import type { GreyScale, Voi } from '#lib/dicom/grey-scale.ts';
import { type Choice, voiOf } from '#lib/dicom/grey-table.ts';
import { type Window, windowOf } from '#lib/dicom/window.ts';

/** Pixels of a drag that double a window. */
const DRAG = 400;

/** The window of a drag by so many pixels: wider to the right, brighter upwards (as on workstations). A table becomes the window of its inputs. */
export function draggedWindow(scale: GreyScale, choice: Choice, dx: number, dy: number): Window {
  const { center, width, shape } = startOf(voiOf(scale, choice));
  // One stored value is the finest that can be told apart; wide windows move faster.
  const unit = scale.modalityTable ? 1 : Math.abs(scale.rescale.slope);
  const step = Math.max(width, 16 * Math.min(unit, width)) / DRAG;
  const least = shape === 'linear' ? 1 : Math.min(unit, width);
  return { center: center + dy * step, width: Math.max(least, width + dx * step), shape };
}

function startOf(voi: Voi): Window {
  if (voi.kind === 'window') return voi.window;
  const { first, values } = voi.table;
  return windowOf(first, first + values.length - 1);
}
