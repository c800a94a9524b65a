// An article's text cut into pieces, each with the marks that lie on it.

import type { Event, Report } from './types';

export type MarkKind = 'evidence' | 'actor' | 'act' | 'date' | 'place' | 'attribution' | 'other';

/** A mark on the text; positions count Unicode scalar values, as the interface does. */
export interface Mark {
  kind: MarkKind;
  start: number;
  end: number;
  /** What it is, in words. */
  note: string;
  /** The event to which an `other` mark leads. */
  event?: string;
}

export interface Piece {
  text: string;
  marks: Mark[];
}

/** The marks of one telling. */
export function marksOf(report: Report): Mark[] {
  const mark = (kind: MarkKind, [start, end]: [number, number], note: string): Mark => ({ kind, start, end, note });
  const marks = [mark('evidence', [report.evidence.start, report.evidence.end], 'the clause that tells the event')];
  marks.push(...report.mentions.map((mention) => mark('actor', mention.span, mention.role)));
  if (report.trigger) marks.push(mark('act', report.trigger.span, 'act'));
  if (report.date) marks.push(mark('date', report.date.span, 'date'));
  if (report.place) marks.push(mark('place', report.place.span, 'place'));
  if (report.attribution) marks.push(mark('attribution', report.attribution.span, `said by ${report.attribution.name}`));
  return marks;
}

/** Light marks on the acts of the other events of the article. */
export function otherMarks(events: readonly Event[], selected: string | undefined): Mark[] {
  return events.filter((event) => event.id !== selected).flatMap((event) =>
    (event.reports ?? []).flatMap((report) =>
      report.trigger ? [{ kind: 'other' as const, start: report.trigger.span[0], end: report.trigger.span[1], note: event.type, event: event.id }] : [],
    ),
  );
}

/** Cuts the text wherever a mark begins or ends. Marks beyond the text are cut off. */
export function pieces(text: string, marks: readonly Mark[]): Piece[] {
  const letters = [...text];
  const cuts = new Set([0, letters.length]);
  for (const { start, end } of marks) {
    cuts.add(Math.min(start, letters.length)).add(Math.min(end, letters.length));
  }
  const ends = [...cuts].sort((a, b) => a - b);
  return ends.slice(1).map((end, at) => {
    const start = ends[at] ?? 0;
    return { text: letters.slice(start, end).join(''), marks: marks.filter((mark) => mark.start <= start && end <= mark.end) };
  });
}
