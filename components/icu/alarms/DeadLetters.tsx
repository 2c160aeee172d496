import { Panel } from '#components/ui/Panel.tsx';
import { ScrollRegion } from '#components/ui/ScrollRegion.tsx';
import classes from './alarms.module.css';

/** An event that could not be taken in. */
export type ShownLetter = {
  readonly id: string;
  /** ISO 8601. */
  readonly receivedAt: string;
  readonly source: string;
  readonly reason: string;
  readonly body: string;
};

const SHOWN_CHARACTERS = 200;

/** What was sent and could not be read, with the reason: a gateway that is set up wrongly shows here first. */
export function DeadLetters({ letters }: { readonly letters: readonly ShownLetter[] }) {
  return (
    <Panel anchor="refused" title="Events that could not be read" flush={letters.length > 0}>
      {letters.length === 0 ? (
        <p>Everything that was sent in the last 30 days could be read.</p>
      ) : (
        <ScrollRegion label="What was sent, with the reason">
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">Received</th>
                <th scope="col">From</th>
                <th scope="col">Why</th>
                <th scope="col">What was sent</th>
              </tr>
            </thead>
            <tbody>
              {letters.map(({ id, receivedAt, source, reason, body }) => (
                <tr key={id}>
                  <td>
                    <time dateTime={receivedAt}>{receivedAt.slice(0, 19).replace('T', ' ')} UTC</time>
                  </td>
                  <td>{source}</td>
                  <td>{reason}</td>
                  <td>
                    <code>{body.slice(0, SHOWN_CHARACTERS)}</code>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </Panel>
  );
}
