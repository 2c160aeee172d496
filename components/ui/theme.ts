import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';
import { declarations } from './palette.ts';

const petrol: MantineColorsTuple = [
  '#e8f5f6',
  '#d0e9eb',
  '#a3d4d9',
  '#73bec6',
  '#4aa8b2',
  '#2a929d',
  '#157a86',
  '#0a5f6b',
  '#074c56',
  '#043840',
];
const slate: MantineColorsTuple = [
  '#f7f9fa',
  '#eef2f4',
  '#dde4e7',
  '#c8d2d7',
  '#a9b7be',
  '#80909a',
  '#647681',
  '#4f606a',
  '#2f3e47',
  '#16232b',
];
const night: MantineColorsTuple = [
  '#e4ebee',
  '#c3ced3',
  '#a3b2ba',
  '#66767f',
  '#3a4850',
  '#2a363d',
  '#1e2b32',
  '#172127',
  '#0f171b',
  '#0a1013',
];

const sans =
  "'Inter Variable', Inter, ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

/** The primary button takes its three colours from the palette: Mantine chooses text for the light scheme alone. */
const resolveVariantColors: VariantColorsResolver = (input) => {
  const resolved = defaultVariantColorsResolver(input);
  const color = input.color ?? input.theme.primaryColor;
  if (input.variant !== 'filled' || color !== input.theme.primaryColor) return resolved;
  return {
    ...resolved,
    background: 'var(--accent)',
    hover: 'var(--accent-strong)',
    color: 'var(--accent-ink)',
  };
};

/** Mantine's theme: petrol on slate, small radii, 14 px body text for dense tables. */
export const theme = createTheme({
  colors: { petrol, gray: slate, dark: night },
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 3 },
  autoContrast: true,
  variantColorResolver: resolveVariantColors,
  fontFamily: sans,
  components: {
    // A dialog's header is no banner of the page.
    Modal: {
      defaultProps: {
        closeButtonProps: { 'aria-label': 'Close' },
        attributes: { header: { role: 'presentation' } },
      },
    },
  },
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, monospace",
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.4' },
  headings: {
    fontFamily: sans,
    fontWeight: '620',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.3' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.35' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.4' },
      h4: { fontSize: '0.875rem', lineHeight: '1.45' },
    },
  },
  defaultRadius: 'sm',
  radius: { xs: '3px', sm: '5px', md: '8px', lg: '12px', xl: '18px' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  shadows: {
    xs: '0 1px 2px rgb(12 30 38 / 6%)',
    sm: '0 1px 3px rgb(12 30 38 / 8%)',
    md: '0 4px 16px rgb(12 30 38 / 12%)',
    lg: '0 8px 28px rgb(12 30 38 / 16%)',
    xl: '0 16px 48px rgb(12 30 38 / 20%)',
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusClassName: 'focus-ring',
});

/** Adds the palette and points Mantine's own surfaces, text and borders at it. */
export const resolveCssVariables: CSSVariablesResolver = () => {
  const mapped = {
    '--mantine-color-body': 'var(--canvas)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--ink-muted)',
    '--mantine-color-placeholder': 'var(--ink-muted)',
    '--mantine-color-anchor': 'var(--accent)',
    '--mantine-color-error': 'var(--band-high)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--surface-hover)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-default-border': 'var(--line-strong)',
  };
  return {
    variables: {},
    light: { ...declarations('light'), ...mapped },
    dark: { ...declarations('dark'), ...mapped },
  };
};
