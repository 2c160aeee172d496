import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { ScrollRegion } from '#components/ui/ScrollRegion.tsx';
import { effectNumber, effectText, effectUnit, mapSentences, whereText } from '#lib/fusion/map-text.ts';
import classes from './map.module.css';
import { LOWERS, opacityOf, RAISES } from './map-picture.ts';
import { dropMap, type ShownMap, shownMap } from './shown-map.ts';

/** What the map over a picture says, how far it can be trusted, and its cells as numbers. */
export function MapLegend({ instance }: { readonly instance: string }) {
  const shown = useStore(shownMap, (now) => (now.shown?.instance === instance ? now.shown : null));
  useEffect(() => {
    if (!shown) return;
    const onKey = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') dropMap();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [shown]);
  if (!shown) return null;
  const { finding, map } = shown;
  return (
    <section className={classes.legend} aria-label={whereText(finding.label)} data-testid="map-legend">
      <div className={classes.head}>
        <h3 className={classes.title}>{whereText(finding.label)}</h3>
        <Button size="compact-xs" variant="default" onClick={() => dropMap()}>
          Hide the map (Esc)
        </Button>
      </div>
      <p className={classes.caution}>
        Simulated training pictures; it shows what moved the network, not where disease is.
      </p>
      <Scale shown={shown} />
      <p className={classes.text}>{mapSentences(finding, map).join(' ')}</p>
      <details className={classes.cells}>
        <summary>The cells in numbers</summary>
        <Cells shown={shown} />
      </details>
    </section>
  );
}

const css = ([red, green, blue]: typeof RAISES, share: number): string =>
  `rgb(${red} ${green} ${blue} / ${opacityOf(share).toFixed(3)})`;

/** The colours over a middle grey, as they lie over the picture. */
const gradient = `linear-gradient(to right, ${[-1, -0.5, -0.12, 0.12, 0.5, 1]
  .map((share) => `${css(share > 0 ? RAISES : LOWERS, share)} ${50 + 50 * share}%`)
  .join(', ')}), #555`;

const peakOf = ({ map: { effects } }: ShownMap): number => Math.max(...effects.map(Math.abs));

function Scale({ shown }: { readonly shown: ShownMap }) {
  const peak = peakOf(shown);
  return (
    <div className={classes.scale}>
      <div className={classes.bar} style={{ background: gradient }} />
      <span>lowers it, {effectText(shown.finding, -peak)}</span>
      <span>0</span>
      <span className={classes.end}>raises it, {effectText(shown.finding, peak)}</span>
    </div>
  );
}

function Cells({ shown }: { readonly shown: ShownMap }) {
  const { finding, map } = shown;
  const { side, effects } = map;
  const places = Array.from({ length: side }, (_, place) => place);
  const strong = 0.5 * peakOf(shown);
  const unit = effectUnit(finding);
  const caption = `Effect of each cell${unit === '' ? '' : `, ${unit}`}. Rows from the top, columns from the left of the picture as it was taken.`;
  return (
    <ScrollRegion label="Effect of each cell">
      <table className={classes.table}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Row</th>
            {places.map((column) => (
              <th key={column} scope="col">
                {column + 1}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {places.map((row) => (
            <tr key={row}>
              <th scope="row">{row + 1}</th>
              {places.map((column) => (
                <Cell key={column} shown={shown} effect={effects[row * side + column] ?? 0} strong={strong} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

type CellProps = { readonly shown: ShownMap; readonly effect: number; readonly strong: number };

function Cell({ shown, effect, strong }: CellProps) {
  const direction = effect > 0 ? 'raises' : 'lowers';
  return (
    <td data-strong={Math.abs(effect) >= strong ? direction : undefined}>
      {effectNumber(shown.finding, effect)}
    </td>
  );
}
