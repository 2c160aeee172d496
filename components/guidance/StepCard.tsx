'use client';

import { Button, Menu } from '@mantine/core';
import { IconAlertTriangle, IconBulb, IconClipboardCheck } from '@tabler/icons-react';
import visually from '#components/ui/visually.module.css';
import type { Card, Citation } from '#lib/guidance/card.ts';
import type { Step } from '#lib/guidance/next-steps.ts';
import { FactList } from './FactList.tsx';
import classes from './guidance.module.css';

const KINDS: Record<Card['indicator'], { readonly words: string; readonly Icon: typeof IconBulb }> = {
  critical: { words: 'Urgent', Icon: IconAlertTriangle },
  warning: { words: 'Recommended', Icon: IconClipboardCheck },
  info: { words: 'To consider', Icon: IconBulb },
};

type StepCardProps = { readonly step: Step; readonly onDismiss: (reason: string) => void };

/** One card: what a guideline supports, on what the rule rests, and a way to set it aside with a reason. */
export function StepCard({ step, onDismiss }: StepCardProps) {
  const { card, facts, citations } = step;
  const { words, Icon } = KINDS[card.indicator];
  return (
    <li className={classes.step} data-indicator={card.indicator}>
      <div className={classes.head}>
        <span className={classes.kind}>
          <Icon size={14} aria-hidden /> {words}
        </span>
        <span className={classes.summary}>{card.summary}</span>
        <Dismiss card={card} onDismiss={onDismiss} />
      </div>
      <details className={classes.more}>
        <summary>
          <Source citation={citations[0]} />
        </summary>
        <p className={classes.detail}>{card.detail}</p>
        {card.suggestions ? (
          <p className={classes.detail}>{card.suggestions.map(({ label }) => label).join('; ')}.</p>
        ) : null}
        <FactList facts={facts} />
        <ul className={classes.list}>
          {citations.map((citation) => (
            <li key={citation.topic}>
              <a href={`https://doi.org/${citation.doi}`} target="_blank" rel="noreferrer">
                {citation.label}
              </a>
              : {citation.topic}; {citation.strength}.
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
}

const Source = ({ citation: { label, strength } }: { readonly citation: Citation }) => (
  <>
    {label}, {strength}
  </>
);

function Dismiss({ card, onDismiss }: { readonly card: Card; readonly onDismiss: (reason: string) => void }) {
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <Button variant="subtle" size="compact-xs" className={classes.dismiss}>
          Dismiss<span className={visually.hidden}>: {card.source.topic.display}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Why? Kept in this browser alone.</Menu.Label>
        {card.overrideReasons.map(({ code, display }) => (
          <Menu.Item key={code} onClick={() => onDismiss(code)}>
            {display}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
