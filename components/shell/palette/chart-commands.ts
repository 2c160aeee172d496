import type { PaletteCommand } from './palette-command.ts';

const TAB = /-tab$/;

/** The parts of the chart that is open on this page, as its tabs name them, and its print; none without a chart. */
export function chartCommands(page: Document): readonly PaletteCommand[] {
  const tabs = [...page.querySelectorAll('[role="tablist"][aria-label="Parts of the chart"] [role="tab"]')];
  if (tabs.length === 0) return [];
  const parts = tabs.map((tab): PaletteCommand => {
    const anchor = tab.id.replace(TAB, '');
    return {
      id: `part ${anchor}`,
      group: 'This chart',
      label: tab.textContent ?? anchor,
      words: 'part tab panel',
      movesFocus: true,
      run: () => goToPart(page, anchor),
    };
  });
  const print: PaletteCommand = {
    id: 'print',
    group: 'This chart',
    label: 'Print summary',
    words: 'paper pdf',
    run: () => window.print(),
  };
  return [...parts, print];
}

/** The address leads there; one that already names the part would be no change. */
function goToPart(page: Document, anchor: string): void {
  if (page.location.hash === `#${anchor}`) page.getElementById(anchor)?.focus();
  else page.location.hash = anchor;
}
