/** A token's colour in the light and in the dark scheme. */
export type Token = { readonly light: string; readonly dark: string };

const token = (light: string, dark: string): Token => ({ light, dark });

/**
 * The product's colours as CSS custom properties (`--<name>`), one meaning each. Bands and directions also differ in
 * lightness and are always accompanied by an icon or a word, so that no meaning hangs on hue alone (WCAG 2.2, 1.4.1).
 */
export const palette = {
  canvas: token('#f4f6f7', '#0f171b'),
  surface: token('#ffffff', '#172127'),
  'surface-sunken': token('#f0f3f4', '#121b20'),
  'surface-hover': token('#edf3f4', '#1e2b32'),
  line: token('#dde4e7', '#2a363d'),
  'line-strong': token('#778791', '#6c7c85'),
  ink: token('#16232b', '#e4ebee'),
  'ink-muted': token('#4f606a', '#a3b2ba'),
  accent: token('#0a5f6b', '#63c4ce'),
  /** On a ground of `accent`, or of `accent-strong` under the pointer. */
  'accent-ink': token('#ffffff', '#0b2529'),
  'accent-strong': token('#074c56', '#83d3db'),
  'accent-surface': token('#e3f2f3', '#12343a'),
  focus: token('#0a5f6b', '#7fd6df'),

  'band-low': token('#17624a', '#74d3ae'),
  'band-low-surface': token('#e2f3ec', '#12312a'),
  'band-intermediate': token('#7a4b00', '#f0bd63'),
  'band-intermediate-surface': token('#fcf0da', '#372a13'),
  'band-high': token('#a3182c', '#ff9ea3'),
  'band-high-surface': token('#fde8ea', '#40191f'),
  'band-none': token('#4f606a', '#a3b2ba'),
  'band-none-surface': token('#e9eef0', '#232f36'),

  raises: token('#b23a2b', '#f58d7c'),
  lowers: token('#1c659f', '#74b4e8'),

  notice: token('#6b4300', '#f3cf94'),
  'notice-surface': token('#fdf3df', '#30260f'),
  'notice-line': token('#e7cb92', '#5b4820'),

  'chart-1': token('#0a6a78', '#5fc6d1'),
  'chart-2': token('#8a4b9a', '#cf9be0'),
  'chart-3': token('#a85b06', '#e9a85a'),
  /** Groups of patients in a plot, each with a shape of its own besides. */
  'group-1': token('#0a6a78', '#5fc6d1'),
  'group-2': token('#b3361f', '#f59a7f'),
  'group-3': token('#4d52b8', '#a9adf7'),
  'group-4': token('#8a6a00', '#e6c548'),
  'group-5': token('#8f3a8f', '#e095dd'),
  'group-6': token('#2f7a2f', '#86d07d'),
  'group-7': token('#7a4a2b', '#d3a584'),
  'group-8': token('#35627f', '#8fbbe0'),
  /** Whoever is in none of them. */
  'group-rest': token('#8b9aa3', '#6f7f88'),
  'chart-grid': token('#e3e9eb', '#28343b'),
  'chart-axis': token('#5b6c76', '#95a5ae'),
  'chart-range': token('#dcefe7', '#173029'),
  /** Millimetre and five-millimetre lines of ECG paper. */
  'ecg-fine': token('#f6dede', '#33262a'),
  'ecg-coarse': token('#e9b5b5', '#5a3a40'),
  /** Waveforms with their numbers, in the colours that bedside monitors give them. */
  'wave-ecg': token('#0c6431', '#63e08d'),
  'wave-pleth': token('#045f7a', '#5ed4f2'),
  'wave-abp': token('#a3241a', '#ff968c'),
} as const satisfies Record<string, Token>;

/** Of groups that stand side by side, in their order; each also has a shape. */
export const GROUP_COLOURS = [
  'group-1',
  'group-2',
  'group-3',
  'group-4',
  'group-5',
  'group-6',
  'group-7',
  'group-8',
] as const satisfies readonly (keyof typeof palette)[];

/** The palette as CSS declarations for one colour scheme. */
export function declarations(scheme: keyof Token): Record<`--${string}`, string> {
  return Object.fromEntries(Object.entries(palette).map(([name, value]) => [`--${name}`, value[scheme]]));
}
