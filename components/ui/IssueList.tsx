import { IconAlertTriangle, IconCircleX, IconInfoCircle } from '@tabler/icons-react';
import type { Issue } from '#lib/clinical/issue.ts';
import classes from './IssueList.module.css';
import { groupIssues, SHOWN_PER_GROUP } from './issue-groups.ts';

const ICONS = { error: IconCircleX, warning: IconAlertTriangle, information: IconInfoCircle };
const NAMES = { error: 'Error', warning: 'Warning', information: 'Note' };

/** What was left out or assumed, and why: grouped by file and kind, each with its field and its reason. */
export function IssueList({ issues, open = false }: { issues: readonly Issue[]; open?: boolean }) {
  if (issues.length === 0) return null;
  return (
    <div className={classes.list}>
      {groupIssues(issues).map((group, index) => (
        <details key={group.key} open={open && index < 3} className={classes.group}>
          <summary className={classes.summary}>
            <Severity severity={group.severity} />
            <span className={classes.label}>{group.label}</span>
            {group.file ? <span className={classes.file}>{group.file}</span> : null}
            <span className={classes.count}>{group.issues.length}</span>
          </summary>
          <ul className={classes.items}>
            {group.issues.slice(0, SHOWN_PER_GROUP).map((issue) => (
              <li key={`${issue.path} ${issue.message}`}>
                {issue.message}
                {issue.path ? <code className={classes.path}>{issue.path}</code> : null}
              </li>
            ))}
            {group.issues.length > SHOWN_PER_GROUP ? (
              <li className={classes.more}>and {group.issues.length - SHOWN_PER_GROUP} more of this kind</li>
            ) : null}
          </ul>
        </details>
      ))}
    </div>
  );
}

function Severity({ severity }: { severity: Issue['severity'] }) {
  const Icon = ICONS[severity];
  return (
    <span className={classes.severity} data-severity={severity} role="img" aria-label={NAMES[severity]}>
      <Icon size={16} stroke={1.9} aria-hidden />
    </span>
  );
}
