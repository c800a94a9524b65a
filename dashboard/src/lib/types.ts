// What the service answers. Named as in docs/api.md and the OpenAPI document.

export type Kind = 'country' | 'person' | 'organization' | 'group';

export interface ActorBrief {
  id: string;
  name: string;
  kind: Kind;
  country: string | null;
}

export interface Page {
  next_cursor: string | null;
  total: number;
}

export interface List<T> {
  data: T[];
  page: Page;
  query: Record<string, unknown>;
  revision: number;
}

export interface Pair {
  a: ActorBrief;
  b: ActorBrief;
  count: number;
  first: string | null;
  last: string | null;
  types: Record<string, number>;
  places: string[];
  events: string[];
}

export interface GraphNode extends ActorBrief {
  depth: number | null;
  count: number;
}

export interface GraphLink {
  source: string;
  target: string;
  count: number;
  mean_score: number;
}

export interface Graph {
  nodes: GraphNode[];
  links: GraphLink[];
  total_nodes: number;
  total_links: number;
}

/** Words of an article: `span` is [first scalar value, one past the last]. */
export interface Phrase {
  text: string;
  span: [number, number];
}

export interface Mention extends Phrase {
  actor: string;
  role: string;
}

export interface Attribution extends Phrase {
  actor: string;
  name: string;
  country: string | null;
}

export interface Report {
  article: string;
  published_on: string | null;
  status: string;
  evidence: { start: number; end: number; text: string };
  trigger: Phrase | null;
  mentions: Mention[];
  date: Phrase | null;
  place: Phrase | null;
  attribution: Attribution | null;
  rule: string;
  confidence: number;
}

export interface Participant {
  actor: string;
  kind: Kind;
  name: string;
  office: string | null;
  organization: string | null;
  country: string | null;
  role: string;
  text: string | null;
}

export interface Range {
  start: string;
  end: string;
}

export interface Place {
  name: string;
  within: string | null;
  country: string | null;
  precision: string;
}

export interface Event {
  id: string;
  type: string;
  plover: string | null;
  mode: string | null;
  cameo: string;
  status: string;
  participants: Participant[];
  date: Range | null;
  place: Place | null;
  attribution: Attribution | null;
  score: number;
  rule: string | null;
  confidence: number;
  /** The fields that a person has corrected. */
  corrected: FieldName[] | null;
  report_count: number;
  reports: Report[] | null;
  /** What was known when; told of one event, not in lists. */
  history?: { status: string; known_on: string | null; corrected: boolean }[];
  /** Why the articles were taken for tellings of one event. */
  tellings?: { article: string; reasons: string[] }[];
}

/** A field of an event that a person may correct. */
export type FieldName = 'type' | 'status' | 'date' | 'place' | 'participants';

/** Such fields; those of which nothing is said are null. */
export interface Fields {
  type: string | null;
  status: string | null;
  date: Range | null;
  place: Place | null;
  participants: Participant[] | null;
}

/** One thing that a person has said of an event. */
export interface Correction {
  number: number;
  at: string;
  reason: string | null;
  rejected: boolean;
  fields: FieldName[];
  before: Fields;
  after: Fields | null;
  undone_at: string | null;
}

export interface Corrections {
  event: string;
  rejected: boolean;
  corrected: FieldName[] | null;
  told: Fields | null;
  data: Correction[];
}

/** An event as the graph alone tells it, without words. */
export interface EventRow {
  id: string;
  type: string;
  status: string;
  cameo: string;
  date: Range | null;
  place: Place | null;
  score: number;
  confidence: number;
  participants: Pick<Participant, 'actor' | 'name' | 'kind' | 'country' | 'role'>[];
  reports: number;
}

export interface ArticleHead {
  id: string;
  title: string | null;
  published_on: string | null;
  source: string | null;
  url: string | null;
  language: string | null;
}

export interface Article extends ArticleHead {
  text: string;
  events: Event[];
}

export interface Taken {
  article: ArticleHead;
  known: boolean;
  kept: boolean;
  events: Event[];
  diagnostics: { message: string; span: [number, number] | null }[];
}

export interface Moment {
  start: string;
  count: number;
  mean_score: number;
}

export interface Timeline {
  data: Moment[];
  undated: number;
}

export interface FacetValue {
  value: string;
  name: string | null;
  count: number;
}

/** The values of the fields that were asked for. */
export type Facets = Partial<Record<'type' | 'status' | 'actor' | 'with' | 'role' | 'country' | 'place' | 'source', FacetValue[]>>;

export interface Office {
  title: string;
  country: string | null;
  organization: string | null;
  from: string | null;
  to: string | null;
}

export interface Profile {
  actor: { id: string; kind: Kind; name: string; names: string[]; country: string | null; sector: string | null; offices: Office[] };
  events: number;
  first: string | null;
  last: string | null;
  types: Record<string, number>;
  statuses: Record<string, number>;
  counterparts: { actor: ActorBrief; count: number; last: string | null }[];
}

export interface Dyad {
  a: ActorBrief;
  b: ActorBrief;
  count: number;
  first: string | null;
  last: string | null;
  types: Record<string, number>;
  series: { month: string; count: number; mean_score: number }[];
  latest: EventRow[];
}

export interface Candidate extends ActorBrief {
  events: number;
}

export interface TypeInfo {
  name: string;
  label: string;
  shape: string;
  met: boolean;
  plover: string | null;
  cameo: string;
}

export interface Stats {
  articles: number;
  events: number;
  reports: number;
  actors: number;
  undated: number;
  first: string | null;
  last: string | null;
  store: string;
  version: string;
  revision: number;
}

/** RFC 9457, with what the service adds. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  errors?: { parameter: string; given: string | null; accepted: string; nearest: string | null }[];
  candidates?: Candidate[];
}
