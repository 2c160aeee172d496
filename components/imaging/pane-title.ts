// Which of two pictures side by side a part belongs to, for those who hear the page.
import { createContext, useContext } from 'react';

/** Title of the picture of this pane, where another stands beside it; `null`: it is alone. */
export const PaneTitle = createContext<string | null>(null);

/** Name of a part of a pane: no two parts of one page share it. */
export function usePartName(label: string): string {
  const title = useContext(PaneTitle);
  return title === null ? label : `${label}: ${title}`;
}
