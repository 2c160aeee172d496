/** What is noted in the page, in ms since the navigation began; null: not yet. */
export type Seen = {
  readonly ready: number | null;
  readonly chosen: number | null;
  readonly listed: number | null;
  readonly drawn: number | null;
};

/** What is pressed: the first element that the selector finds with this text in it. */
type Press = { readonly selector: string; readonly text: string };

/** What one product lists an opened study with, and what has to be pressed from there to its picture, in order. */
export type Marks = { readonly list: string; readonly presses: readonly Press[] };

/**
 * Runs in the page of either product before anything else, and looks at it once per frame of the screen. Ready: a field for
 * files that React listens to. Chosen: the browser's own `change` event. Listed: an element of the product's list. What has to
 * be pressed is pressed at once. Drawn: a large canvas of which at least a fiftieth is brighter than a dark grey. It must be whole
 * in itself: its source is what is sent.
 */
export function watchPage({ list, presses }: Marks): void {
  const seen: { -readonly [K in keyof Seen]: Seen[K] } = {
    ready: null,
    chosen: null,
    listed: null,
    drawn: null,
  };
  Object.assign(window, { besideWatch: seen });
  const ahead = [...presses];
  const [SIDE, BRIGHT, SHARE, LARGE] = [48, 48, 0.02, 200];
  const probe = new OffscreenCanvas(SIDE, SIDE).getContext('2d', { willReadFrequently: true });
  const isHeardByReact = (element: Element) =>
    Object.keys(element).some((key) => key.startsWith('__reactProps$'));
  const isLarge = (canvas: HTMLCanvasElement): boolean => {
    const { width, height } = canvas.getBoundingClientRect();
    return Math.min(width, height) >= LARGE && canvas.width > 0 && canvas.height > 0;
  };
  const isDrawn = (canvas: HTMLCanvasElement): boolean => {
    if (!probe || !isLarge(canvas)) return false;
    probe.clearRect(0, 0, SIDE, SIDE);
    probe.drawImage(canvas, 0, 0, SIDE, SIDE);
    const { data } = probe.getImageData(0, 0, SIDE, SIDE);
    const bright = data.filter((value, at) => at % 4 < 3 && value > BRIGHT).length;
    return bright >= SHARE * 3 * SIDE * SIDE;
  };
  window.addEventListener(
    'change',
    ({ target }) => {
      if (target instanceof HTMLInputElement && target.type === 'file') seen.chosen = performance.now();
    },
    { capture: true },
  );
  const press = () => {
    const [next] = ahead;
    const found =
      next &&
      [...document.querySelectorAll<HTMLElement>(next.selector)].find(({ textContent }) =>
        textContent?.includes(next.text),
      );
    if (!found) return;
    ahead.shift();
    found.click();
  };
  const note = (key: keyof Seen, isSeen: () => boolean) => {
    if (seen[key] === null && isSeen()) seen[key] = performance.now();
  };
  const look = () => {
    note('ready', () => [...document.querySelectorAll('input[type=file]')].some(isHeardByReact));
    if (seen.chosen !== null) {
      note('listed', () => document.querySelector(list) !== null);
      press();
      note('drawn', () => [...document.querySelectorAll('canvas')].some(isDrawn));
    }
    if (seen.drawn === null || seen.listed === null) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
