// Owns one finding as a card: what is printed, what follows from it, the arithmetic, what would fit, how sure the rule is,
// the rows it is about, and what a curator can do with it. The same in cells, in the inspector and in a claim's answer.
import { Button } from '@mantine/core';
import { tables } from '../../../db/contract/columns';
import { ruleTitles, stateName, type FindingInfo } from '../../../db/contract/findings';
import { columnsNow } from '../../documentColumns';
import { messageOf } from '../../client/lacuna';
import { severityShape } from '../../grid/cells/flagWords';
import { setState, showRow, showSection, tell, useWorkspace } from '../../workspace';
import { adoptFindings, askToDismiss, comparableRows, compareFinding, isDuplicateRule, restoreFindings, showFinding } from './findingActions';
import { pAxisOf } from './pAxis';
import { PAxisFigure } from './PAxisFigure';

interface Props {
  readonly finding: FindingInfo;
  /** Whether its cell has to be found first. */
  readonly isElsewhere: boolean;
  /** What a frame around it is described by. */
  readonly messageId?: string;
  /** Of rows that are not written yet: nothing can be decided, and no row is left for. */
  readonly isPreview?: boolean;
}

function run(step: Promise<unknown>): void {
  step.catch((problem: unknown) => tell(messageOf(problem), 'problem'));
}

export function FindingCard({ finding, isElsewhere, messageId, isPreview = false }: Props) {
  const { rule, severity, confidence, state, explanation, message, fits } = finding;
  const axis = pAxisOf(explanation);
  const printed = explanation.printed === '' ? finding.quote : explanation.printed;
  return (
    <article className={`card findingCard ${severity}`} aria-label={`Finding ${rule} ${ruleTitles[rule]}, ${severity}`}>
      <h3><span><span aria-hidden>{severityShape(severity)} </span>{ruleTitles[rule]}</span><span className="muted">{rule} · {severity}</span></h3>
      {printed !== '' && !message.includes(printed) && <p className="printed"><span className="visuallyHidden">Printed: </span>“{printed}”</p>}
      <p id={messageId}>{message}</p>
      {axis !== null && <PAxisFigure axis={axis} />}
      <Arithmetic finding={finding} isPreview={isPreview} />
      {fits.length > 0 && <p><strong>Would fit:</strong> {fits.join(' · ')}</p>}
      <Members finding={finding} isPreview={isPreview} />
      <p className="muted">{confidence === 'certain' ? 'Certain' : confidence === 'probable' ? 'Probable' : 'Possible'}{state === 'open' ? '' : ` · ${stateName(rule, state)}`}{finding.dismissedBecause === null ? '' : `: ${finding.dismissedBecause}`}{state === 'reopened' ? ', because what it is about has changed' : ''}</p>
      {!isPreview && <Actions finding={finding} isElsewhere={isElsewhere} />}
    </article>
  );
}

/** The arithmetic line by line: a row that a line names is a link to it. */
function Arithmetic({ finding, isPreview }: Required<Pick<Props, 'finding' | 'isPreview'>>) {
  const { arithmetic, members } = finding;
  if (arithmetic.length === 0) return null;
  return (
    <ul className="arithmetic" aria-label="The arithmetic">
      {arithmetic.map((line) => {
        const member = members.length > 1 && !isPreview ? members.find((each) => line.includes(memberName(each))) : undefined;
        const at = member === undefined ? 0 : line.indexOf(memberName(member));
        return <li key={line}>{member === undefined ? line : <>{line.slice(0, at)}<MemberLink member={member} />{line.slice(at + memberName(member).length)}</>}</li>;
      })}
    </ul>
  );
}

/** The rows that it is about and no line of the arithmetic names, with what each says. */
function Members({ finding, isPreview }: Required<Pick<Props, 'finding' | 'isPreview'>>) {
  const unnamed = finding.members.length < 2 ? [] : finding.members.filter((member) => !finding.arithmetic.some((line) => line.includes(memberName(member))));
  if (unnamed.length === 0) return null;
  return (
    <ul className="members" aria-label="Rows that it is about">
      {unnamed.map((member) => <li key={`${member.rowId} ${member.field ?? ''}`}>{member.side !== '' && `${member.side}: `}{isPreview ? memberName(member) : <MemberLink member={member} />}</li>)}
    </ul>
  );
}

type Member = FindingInfo['members'][number];

function memberName({ table, ordinal, rowName }: Member): string {
  return `${tables[table].rowName} ${ordinal} ${rowName}`;
}

function MemberLink({ member }: { readonly member: Member }) {
  const { table, rowId, field } = member;
  return <button type="button" className="link" title={field === null ? undefined : columnsNow().headingOf(table, field)} onClick={() => run(showRow(table, rowId, field ?? undefined))}>{memberName(member)}</button>;
}

function Actions({ finding, isElsewhere }: Props) {
  const { findingId, rule, state, conflictId } = finding;
  const isReadOnly = useWorkspace((workspace) => workspace.document?.isReadOnly !== false);
  const isWaiting = state === 'open' || state === 'reopened';
  return (
    <div className="row">
      {!isReadOnly && isWaiting && <Button size="compact-sm" onClick={() => run(adoptFindings([findingId]))}>Adopt as conflict</Button>}
      {!isReadOnly && isWaiting && <Button size="compact-sm" variant="default" onClick={() => askToDismiss([findingId], isDuplicateRule(rule))}>{isDuplicateRule(rule) ? 'Not a duplicate…' : 'Dismiss…'}</Button>}
      {!isReadOnly && state !== 'dismissed' && comparableRows(finding) !== null && <Button size="compact-sm" variant="default" onClick={() => run(compareFinding(finding))}>Compare and merge…</Button>}
      {!isReadOnly && state === 'dismissed' && <Button size="compact-sm" variant="default" onClick={() => run(restoreFindings([findingId]))}>Restore</Button>}
      {conflictId !== null && <Button size="compact-sm" variant="default" onClick={() => { setState({ selectedConflict: conflictId }); run(showSection('conflicts')); }}>Open conflict</Button>}
      {isElsewhere && <Button size="compact-sm" variant="subtle" onClick={() => run(showFinding(finding, null))}>Show</Button>}
    </div>
  );
}
