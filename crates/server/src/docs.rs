//! The parameters as the OpenAPI document tells them. A test asks every route for what it takes and compares.

use utoipa::IntoParams;

/// Who takes part.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only its documentation is used")]
pub struct WhoParams {
    /// An actor who takes part, by id or by any name that news uses. Several mean or.
    #[param(example = "China")]
    actor: Option<Vec<String>>,
    /// An actor who takes part as a counterpart of `actor`.
    with: Option<Vec<String>>,
    /// The role of the actor named in `actor`, or of anyone where none is named: source, target, participant, host, mediator, speaker.
    role: Option<Vec<String>>,
}

/// The two ends of a chain.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only its documentation is used")]
pub struct ChainParams {
    /// The actor with whom the chain begins.
    #[param(example = "China")]
    actor: String,
    /// The actor with whom it ends.
    #[param(example = "Japan")]
    with: String,
}

/// Which events.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only its documentation is used")]
pub struct EventParams {
    /// An event type, one of `GET /v1/types`.
    #[param(rename = "type")]
    kind: Option<Vec<String>>,
    /// First day of the window; a month or a year stands for its first day.
    from: Option<String>,
    /// Last day of the window; a month or a year stands for its last day. An event is in the window when its date range overlaps it.
    to: Option<String>,
    /// Whether events without a date are let into the window.
    undated: Option<bool>,
    #[allow(missing_docs)]
    #[param(inline)]
    level: Option<Level>,
    /// occurred, ongoing, planned, proposed, conditional, denied, cancelled.
    status: Option<Vec<String>>,
    /// A place, what it lies in, or its country.
    place: Option<Vec<String>>,
    /// The country of a participant, by code or name.
    country: Option<Vec<String>>,
    /// Least confidence, 0 to 1.
    #[param(minimum = 0.0, maximum = 1.0)]
    min_confidence: Option<f32>,
    /// Who published an article that tells the event.
    source: Option<Vec<String>>,
    /// Only what was known by the end of this day, month or year, as it was known then.
    as_of: Option<String>,
}

/// At which level actors are named and paired: as told, persons only, or rolled up to the country at the event's date.
#[derive(utoipa::ToSchema)]
#[schema(rename_all = "lowercase")]
#[expect(dead_code, reason = "only its documentation is used")]
enum Level {
    Actor,
    Person,
    Country,
}

/// The form of a graph: node-link JSON, its pairs as csv or jsonl, or a graph file; the `Accept` header chooses where it is not given.
#[derive(utoipa::ToSchema)]
#[schema(rename_all = "lowercase")]
#[expect(dead_code, reason = "only its documentation is used")]
enum GraphForm {
    Json,
    Csv,
    Jsonl,
    Graphml,
    Gexf,
    Dot,
}

/// Which actors.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only its documentation is used")]
pub struct ActorParams {
    /// A part of an id or a name.
    q: Option<String>,
    /// country, person, organization, group.
    kind: Option<Vec<String>>,
    /// A country, by code or name.
    country: Option<Vec<String>>,
}

/// What is known of an article that is sent as plain text. With JSON these are fields of the article.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only its documentation is used")]
pub struct ArticleParams {
    /// Your own name for it, at most 200 bytes; made of the content where none is given.
    id: Option<String>,
    /// Headline.
    title: Option<String>,
    /// Day of publication (2005-12-26); without it relative dates stay unresolved.
    published_on: Option<String>,
    /// Who published it.
    source: Option<String>,
    /// Where it was found.
    url: Option<String>,
    /// ISO 639-1 code of its language.
    language: Option<String>,
}

/// What is done with what is sent.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only its documentation is used")]
pub struct KeepParams {
    /// `false` reads one article and answers what it tells without keeping it; true, where it is not given.
    keep: Option<bool>,
}

/// What is looked for.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only its documentation is used")]
pub struct TextParams {
    /// Words, "phrases in quotes", and -words to leave out.
    #[param(example = "talks \"Great Hall\" -tariff")]
    q: String,
}

/// A question.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only its documentation is used")]
pub struct QuestionParams {
    /// A question that names an actor, a place, a date or an act.
    #[param(example = "who met whom in Beijing in December 2005?")]
    q: String,
}

/// Which event is the same.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only its documentation is used")]
pub struct MergeParams {
    /// The id of the event that becomes a part of this one.
    with: String,
    /// Why; kept with the event.
    #[param(max_length = 1000)]
    reason: Option<String>,
}

/// Which telling is of another event.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only its documentation is used")]
pub struct SplitParams {
    /// The id of one of the event's tellings.
    telling: String,
    /// Why; kept with the event.
    #[param(max_length = 1000)]
    reason: Option<String>,
}

/// What an event comes with.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only its documentation is used")]
pub struct IncludeParams {
    /// `reports` adds the words that tell each event.
    include: Option<String>,
}

/// How many of the latest events are shown.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only its documentation is used")]
pub struct LatestParams {
    /// How many of the latest events are shown; 10, where it is not given.
    #[param(minimum = 0, maximum = 100)]
    latest: Option<u32>,
}

/// How much of a network is shown.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only its documentation is used")]
pub struct NetworkParams {
    /// 1: counterparts; 2: theirs too.
    #[param(minimum = 1, maximum = 2)]
    depth: Option<u8>,
    /// How many actors at most; 150, where it is not given.
    #[param(minimum = 1, maximum = 5000)]
    max_nodes: Option<u32>,
}

/// How much of the graph is shown, and how.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only its documentation is used")]
pub struct GraphParams {
    /// How many actors at most, those with most events; all, where it is not given.
    #[param(minimum = 1, maximum = 100_000)]
    max_nodes: Option<u32>,
    /// How many pairs at most; 1000, where it is not given.
    #[param(minimum = 1, maximum = 100000)]
    max_links: Option<u32>,
    #[allow(missing_docs)]
    #[param(rename = "format", inline)]
    form: Option<GraphForm>,
}

/// How long a bucket is.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only its documentation is used")]
pub struct BucketParams {
    /// day, week, month or year; month, where it is not given.
    bucket: Option<String>,
}

/// By what actors are ranked.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only its documentation is used")]
pub struct RankingParams {
    /// counterparts, mediation, pagerank or betweenness; counterparts, where it is not given.
    by: Option<String>,
}

/// How much of each community is shown.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only its documentation is used")]
pub struct CommunityParams {
    /// Actors of each community at most; 20, where it is not given.
    #[param(minimum = 1, maximum = 1000)]
    members: Option<u32>,
}

/// How many values of each field.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only its documentation is used")]
pub struct FacetParams {
    /// A field to count: actor, with, role, type, status, place, country or source; repeatable. All of them, where none is given.
    #[param(inline)]
    field: Option<Vec<String>>,
    /// Values of each field at most; 20, where it is not given.
    #[param(minimum = 1, maximum = 1000)]
    limit: Option<u32>,
}

/// Which sanctions.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only its documentation is used")]
pub struct SanctionParams {
    /// The day; a month or a year stands for its last day. Today, where it is not given.
    on: Option<String>,
    #[allow(missing_docs)]
    #[param(inline)]
    level: Option<Level>,
    /// occurred, ongoing, planned, proposed, conditional, denied, cancelled.
    status: Option<Vec<String>>,
    /// A place, what it lies in, or its country.
    place: Option<Vec<String>>,
    /// The country of a participant, by code or name.
    country: Option<Vec<String>>,
    /// Least confidence, 0 to 1.
    #[param(minimum = 0.0, maximum = 1.0)]
    min_confidence: Option<f32>,
    /// Who published an article that tells the event.
    source: Option<Vec<String>>,
    /// Only what was known by the end of this day, month or year, as it was known then.
    as_of: Option<String>,
}

/// The form of a list.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only its documentation is used")]
pub struct FormatParams {
    /// json, csv or jsonl; the `Accept` header chooses where it is not given.
    format: Option<String>,
}

/// Which page of a list, in which form.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only its documentation is used")]
pub struct PageParams {
    /// Entries a page; 50, where it is not given.
    #[param(minimum = 1, maximum = 1000)]
    limit: Option<u32>,
    /// The `next_cursor` of an answer to the same query.
    cursor: Option<String>,
    /// json, csv or jsonl; the `Accept` header chooses where it is not given.
    format: Option<String>,
}
