import { COLUMNS } from './columns.tsx';
import { BY_NEED, type Entry, type Sort, sortByNeed, sortEntries } from './entries.ts';

type Order = {
  readonly key: string;
  readonly label: string;
  readonly descendingFirst: boolean;
  readonly sortedBy: (entry: Entry) => string | number | null;
};

/** By what the list can be ordered beside need: its columns, and what stands within them. */
const ORDERS: readonly Order[] = [
  ...COLUMNS.map(({ key, label, sortedBy, descendingFirst = false }) => ({
    key,
    label,
    sortedBy,
    descendingFirst,
  })),
  { key: 'age', label: 'Age', descendingFirst: true, sortedBy: ({ age }) => age },
  { key: 'mrn', label: 'MRN', descendingFirst: false, sortedBy: ({ patient }) => patient.mrn },
];

/** All orders for a choice; need comes first. */
export const ORDER_CHOICES = [
  { value: BY_NEED.key, label: 'Order: need' },
  ...ORDERS.map(({ key, label }) => ({ value: key, label: `Order: ${label}` })),
];

/** The order that a choice means. */
export function orderOf(key: string): Sort {
  const order = ORDERS.find((one) => one.key === key);
  return order ? { key, descending: order.descendingFirst } : BY_NEED;
}

export function inOrder(entries: readonly Entry[], { key, descending }: Sort): readonly Entry[] {
  const order = ORDERS.find((one) => one.key === key);
  return order ? sortEntries(entries, order.sortedBy, descending) : sortByNeed(entries);
}
