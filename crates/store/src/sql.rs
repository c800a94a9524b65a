//! Every statement of the store. Sets of rows travel as one JSON text, so that a statement is a constant and a set costs one round trip.

mod corrections;

pub(crate) use corrections::*;

use crate::session::Sql;

/// Takes the next number, and with it the right to write: other writers wait for the row until this transaction ends.
pub(crate) const NEXT_SEQ: Sql = Sql::both("update counter set seq = seq + 1 returning seq");

pub(crate) const REVISION: Sql = Sql::both("select seq from counter");

pub(crate) const COUNTS: Sql = Sql::both(
    "select (select count(*) from articles) as articles, (select count(*) from events) as events, (select count(*) from reports) as reports, \
     (select count(*) from actors) as actors, (select seq from counter) as revision",
);

pub(crate) const CONTENT: Sql = Sql::both("select content from articles where id = $1");

pub(crate) const ADD_ARTICLE: Sql = Sql::both(
    "insert into articles (id, seq, content, title, text, published_on, source, url, language, received_at, extractor) \
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
);

pub(crate) const ARTICLE: Sql = Sql::both(
    "select id, seq, title, text, published_on, source, url, language, received_at, extractor, \
     (select count(distinct event) from reports where reports.article = articles.id) as events from articles where id = $1",
);

/// Newest arrival first; the numbers only grow, so a page never shifts while articles arrive.
pub(crate) const ARTICLES: Sql = Sql::both(
    "select id, seq, title, published_on, source, url, language, received_at, \
     (select count(distinct event) from reports where reports.article = articles.id) as events \
     from articles where seq < $1 order by seq desc limit $2",
);

/// Articles that hold the words, newest arrival first, with a passage in which they stand between two marks.
pub(crate) const SEARCH: Sql = Sql::each(
    "select articles.id, seq, title, published_on, source, url, language, received_at, \
     (select count(distinct event) from reports where reports.article = articles.id) as events, \
     ts_headline('english', coalesce(title || ' … ', '') || left(text, 250000), query, \
     'MinWords=12, MaxWords=30, StartSel=' || chr(2) || ', StopSel=' || chr(3)) as snippet \
     from articles, websearch_to_tsquery('english', $1) as query where search @@ query and seq < $2 order by seq desc limit $3",
    "select articles.id, articles.seq, articles.title, published_on, source, url, language, received_at, \
     (select count(distinct event) from reports where reports.article = articles.id) as events, \
     snippet(search, -1, char(2), char(3), '…', 30) as snippet \
     from search join articles on articles.seq = search.rowid where search match $1 and search.rowid < $2 order by search.rowid desc limit $3",
);

pub(crate) const SEARCH_COUNT: Sql = Sql::each(
    "select count(*) from articles, websearch_to_tsquery('english', $1) as query where search @@ query",
    "select count(*) from search where search match $1",
);

pub(crate) const SET_EXTRACTOR: Sql = Sql::both("update articles set extractor = $2 where id = $1");

pub(crate) const REMOVE_ARTICLE: Sql = Sql::both("delete from articles where id = $1");

/// What was there under the id is overwritten: the caller has joined it.
pub(crate) const SET_EVENTS: Sql = Sql::each(
    "insert into events (id, type, status, date_start, date_end, place_name, place_within, place_country, place_lat, place_lon, place_precision, \
     plover, mode, contexts, cameo, quad_class, goldstein, plover_score, confidence, corrected, status_from) \
     select id, type, status, date_start, date_end, place_name, place_within, place_country, place_lat, place_lon, place_precision, \
     plover, mode, contexts, cameo, quad_class, goldstein, plover_score, confidence, corrected, status_from \
     from json_to_recordset($1::json) as given (id bigint, type text, status text, date_start date, date_end date, place_name text, \
     place_within text, place_country text, place_lat double precision, place_lon double precision, place_precision text, plover text, mode text, \
     contexts jsonb, cameo text, quad_class integer, goldstein real, plover_score real, confidence real, \
     corrected jsonb, status_from date) \
     on conflict (id) do update set type = excluded.type, status = excluded.status, date_start = excluded.date_start, date_end = excluded.date_end, \
     place_name = excluded.place_name, place_within = excluded.place_within, place_country = excluded.place_country, place_lat = excluded.place_lat, \
     place_lon = excluded.place_lon, place_precision = excluded.place_precision, plover = excluded.plover, mode = excluded.mode, \
     contexts = excluded.contexts, cameo = excluded.cameo, quad_class = excluded.quad_class, goldstein = excluded.goldstein, \
     plover_score = excluded.plover_score, confidence = excluded.confidence, \
     corrected = excluded.corrected, status_from = excluded.status_from",
    // `where true` tells the parser that `on conflict` does not belong to a join.
    "insert into events (id, type, status, date_start, date_end, place_name, place_within, place_country, place_lat, place_lon, place_precision, \
     plover, mode, contexts, cameo, quad_class, goldstein, plover_score, confidence, corrected, status_from) \
     select value->>'id', value->>'type', value->>'status', value->>'date_start', value->>'date_end', value->>'place_name', value->>'place_within', \
     value->>'place_country', value->>'place_lat', value->>'place_lon', value->>'place_precision', value->>'plover', value->>'mode', \
     value->>'contexts', value->>'cameo', value->>'quad_class', value->>'goldstein', value->>'plover_score', value->>'confidence', \
     value->>'corrected', value->>'status_from' \
     from json_each($1) where true \
     on conflict (id) do update set type = excluded.type, status = excluded.status, date_start = excluded.date_start, date_end = excluded.date_end, \
     place_name = excluded.place_name, place_within = excluded.place_within, place_country = excluded.place_country, place_lat = excluded.place_lat, \
     place_lon = excluded.place_lon, place_precision = excluded.place_precision, plover = excluded.plover, mode = excluded.mode, \
     contexts = excluded.contexts, cameo = excluded.cameo, quad_class = excluded.quad_class, goldstein = excluded.goldstein, \
     plover_score = excluded.plover_score, confidence = excluded.confidence, \
     corrected = excluded.corrected, status_from = excluded.status_from",
);

pub(crate) const EVENTS: Sql = Sql::each(
    "select * from events where id in (select value::bigint from json_array_elements_text($1::json))",
    "select * from events where id in (select value from json_each($1))",
);

/// A page of whole events, and below what belongs to the same range of them.
pub(crate) const EVENTS_FROM: Sql = Sql::both("select * from events where id >= $1 order by id limit $2");

pub(crate) const PARTICIPANTS_BETWEEN: Sql = Sql::both("select * from participants where event between $1 and $2 order by event, ordinal");

pub(crate) const REPORTS_BETWEEN: Sql = Sql::both("select * from reports where event between $1 and $2 order by event, ordinal");

/// Which of these events are stored.
pub(crate) const KNOWN_EVENTS: Sql = Sql::each(
    "select id from events where id in (select value::bigint from json_array_elements_text($1::json))",
    "select id from events where id in (select value from json_each($1))",
);

pub(crate) const REMOVE_EVENTS: Sql = Sql::each(
    "delete from events where id in (select value::bigint from json_array_elements_text($1::json))",
    "delete from events where id in (select value from json_each($1))",
);

/// In the order of the article's text.
pub(crate) const EVENTS_OF_ARTICLE: Sql =
    Sql::both("select event from reports where article = $1 group by event order by min(evidence_start), min(evidence_end), event limit $2");

/// Events of an article that other articles tell too.
pub(crate) const SHARED_EVENTS: Sql = Sql::both(
    "select distinct event from reports where article = $1 and exists \
     (select 1 from reports as others where others.event = reports.event and others.article <> $1)",
);

pub(crate) const PARTICIPANTS: Sql = Sql::each(
    "select * from participants where event in (select value::bigint from json_array_elements_text($1::json)) order by event, ordinal",
    "select * from participants where event in (select value from json_each($1)) order by event, ordinal",
);

pub(crate) const CLEAR_PARTICIPANTS: Sql = Sql::each(
    "delete from participants where event in (select value::bigint from json_array_elements_text($1::json))",
    "delete from participants where event in (select value from json_each($1))",
);

pub(crate) const ADD_PARTICIPANTS: Sql = Sql::each(
    "insert into participants (event, ordinal, actor, role, kind, name, office, organization, country, sector) \
     select event, ordinal, actor, role, kind, name, office, organization, country, sector from json_to_recordset($1::json) as given \
     (event bigint, ordinal integer, actor text, role text, kind text, name text, office text, organization text, country text, sector text)",
    "insert into participants (event, ordinal, actor, role, kind, name, office, organization, country, sector) \
     select value->>'event', value->>'ordinal', value->>'actor', value->>'role', value->>'kind', value->>'name', value->>'office', \
     value->>'organization', value->>'country', value->>'sector' from json_each($1)",
);

pub(crate) const REPORTS: Sql = Sql::each(
    "select * from reports where event in (select value::bigint from json_array_elements_text($1::json)) order by event, ordinal",
    "select * from reports where event in (select value from json_each($1)) order by event, ordinal",
);

pub(crate) const ADD_REPORTS: Sql = Sql::each(
    "insert into reports (event, ordinal, article, status, published_on, known_on, evidence_start, evidence_end, evidence, words, rule, confidence, \
     telling) select event, ordinal, article, status, published_on, known_on, evidence_start, evidence_end, evidence, words, rule, confidence, telling \
     from json_to_recordset($1::json) as given (event bigint, ordinal integer, article text, status text, published_on date, known_on date, \
     evidence_start bigint, evidence_end bigint, evidence text, words jsonb, rule text, confidence real, telling bigint)",
    "insert into reports (event, ordinal, article, status, published_on, known_on, evidence_start, evidence_end, evidence, words, rule, confidence, \
     telling) select value->>'event', value->>'ordinal', value->>'article', value->>'status', value->>'published_on', value->>'known_on', \
     value->>'evidence_start', value->>'evidence_end', value->>'evidence', value->>'words', value->>'rule', value->>'confidence', value->>'telling' \
     from json_each($1)",
);

/// Gives the reports of a telling to another event, behind those that it has.
pub(crate) const MOVE_REPORTS: Sql = Sql::both(
    "update reports set event = $1, telling = $2, ordinal = ordinal + $3 where event = $4 and article = $5 and coalesce(telling, event) = $2",
);

/// Tellings of these events, in the order in which they were known.
pub(crate) const TELLINGS_OF_EVENTS: Sql = Sql::each(
    "select * from tellings where event in (select value::bigint from json_array_elements_text($1::json)) order by event, known_on, article, id",
    "select * from tellings where event in (select value from json_each($1)) order by event, known_on, article, id",
);

pub(crate) const CLEAR_TELLINGS: Sql = Sql::each(
    "delete from tellings where event in (select value::bigint from json_array_elements_text($1::json))",
    "delete from tellings where event in (select value from json_each($1))",
);

pub(crate) const ADD_TELLINGS: Sql = Sql::each(
    "insert into tellings (event, article, id, known_on, told, reasons) select event, article, id, known_on, told, reasons \
     from json_to_recordset($1::json) as given (event bigint, article text, id bigint, known_on date, told jsonb, reasons jsonb)",
    "insert into tellings (event, article, id, known_on, told, reasons) select value->>'event', value->>'article', value->>'id', \
     value->>'known_on', value->>'told', value->>'reasons' from json_each($1)",
);

pub(crate) const CLEAR_DOCKET: Sql = Sql::each(
    "delete from docket where event in (select value::bigint from json_array_elements_text($1::json))",
    "delete from docket where event in (select value from json_each($1))",
);

pub(crate) const ADD_DOCKET: Sql = Sql::each(
    "insert into docket (party, class, first, last, event) select party, class, first, last, event \
     from json_to_recordset($1::json) as given (party text, class text, first bigint, last bigint, event bigint)",
    "insert into docket (party, class, first, last, event) \
     select value->>'party', value->>'class', value->>'first', value->>'last', value->>'event' from json_each($1)",
);

/// Events that share a party and a class with a telling, within its days, for each telling at most `$2`: of many those that share most parties,
/// then those that are nearest in time. `event` of the question is the number of the telling.
pub(crate) const CANDIDATES: Sql = Sql::each(
    "select telling, event from (select asked.event as telling, docket.event as event, row_number() over (partition by asked.event \
     order by count(*) desc, min(abs(docket.first + docket.last - asked.first - asked.last)), docket.event) as place \
     from json_to_recordset($1::json) as asked (party text, class text, first bigint, last bigint, event bigint) \
     join docket on docket.party = asked.party and docket.class = asked.class \
     and docket.first <= asked.last and docket.last >= asked.first group by asked.event, docket.event) as found where place <= $2 order by 1, 2",
    "select telling, event from (select asked.value->>'event' as telling, docket.event as event, row_number() over (partition by asked.value->>'event' \
     order by count(*) desc, min(abs(docket.first + docket.last - asked.value->>'first' - asked.value->>'last')), docket.event) as place \
     from json_each($1) as asked join docket on docket.party = asked.value->>'party' and docket.class = asked.value->>'class' \
     and docket.first <= asked.value->>'last' and docket.last >= asked.value->>'first' \
     group by asked.value->>'event', docket.event) as found where place <= $2 order by 1, 2",
);

pub(crate) const REMOVE_TELLINGS: Sql = Sql::both("delete from tellings where article = $1");

pub(crate) const REMOVE_REPORTS: Sql = Sql::both("delete from reports where article = $1");

pub(crate) const ACTORS: Sql = Sql::each(
    "select * from actors where id in (select json_array_elements_text($1::json)) order by id",
    "select * from actors where id in (select value from json_each($1)) order by id",
);

pub(crate) const ALL_ACTORS: Sql = Sql::both("select * from actors where id > $1 order by id limit $2");

pub(crate) const SET_ACTORS: Sql = Sql::each(
    "insert into actors (id, kind, name, names, country, sector, offices) \
     select id, kind, name, names, country, sector, offices from json_to_recordset($1::json) as given \
     (id text, kind text, name text, names jsonb, country text, sector text, offices jsonb) \
     on conflict (id) do update set kind = excluded.kind, name = excluded.name, names = excluded.names, country = excluded.country, \
     sector = excluded.sector, offices = excluded.offices",
    "insert into actors (id, kind, name, names, country, sector, offices) \
     select value->>'id', value->>'kind', value->>'name', value->>'names', value->>'country', value->>'sector', value->>'offices' \
     from json_each($1) where true \
     on conflict (id) do update set kind = excluded.kind, name = excluded.name, names = excluded.names, country = excluded.country, \
     sector = excluded.sector, offices = excluded.offices",
);

/// Postgres tells listeners of the number when, and only when, the transaction commits.
pub(crate) const ADD_CHANGE: Sql = Sql::each(
    "with added as (insert into changes (seq, at, kind, article, events, removed, actors) \
     values ($1, $2, $3, $4, $5::jsonb, $6::jsonb, $7::jsonb) returning seq) select pg_notify('chancery_changes', seq::text) from added",
    "insert into changes (seq, at, kind, article, events, removed, actors) values ($1, $2, $3, $4, $5, $6, $7)",
);

pub(crate) const NEXT_CHANGE: Sql = Sql::both("select seq, article, events, removed, actors from changes where seq > $1 order by seq limit 1");

/// Events as facts: the number, the rank among what belongs to the event, and what is read as a tail.
pub(crate) const COPY_EVENTS: &str = "copy (select id, 0, type, status, date_start, date_end, place_name, place_within, place_country, place_lat, place_lon, place_precision, cameo, \
     quad_class, goldstein, confidence, status_from from events) to stdout (format binary)";

pub(crate) const COPY_PARTICIPANTS: &str = "copy (select event, ordinal, actor, country, role from participants) to stdout (format binary)";

pub(crate) const COPY_TELLINGS: &str = "copy (select event, ordinal, known_on, status, article, source from reports \
     join (select id, source from articles) as articles on articles.id = article) to stdout (format binary)";

/// The facts of a range of events, and below what belongs to them.
pub(crate) const FACTS: Sql = Sql::both(
    "select id as event, type, status, date_start, date_end, place_name, place_within, place_country, place_lat, place_lon, place_precision, cameo, \
     quad_class, goldstein, confidence, status_from from events where id >= $1 order by id limit 10000",
);

pub(crate) const FACTS_OF: Sql = Sql::each(
    "select id as event, type, status, date_start, date_end, place_name, place_within, place_country, place_lat, place_lon, place_precision, \
     cameo, quad_class, goldstein, confidence, status_from from events where id in (select value::bigint from json_array_elements_text($1::json)) order by id",
    "select id as event, type, status, date_start, date_end, place_name, place_within, place_country, place_lat, place_lon, place_precision, \
     cameo, quad_class, goldstein, confidence, status_from from events where id in (select value from json_each($1)) order by id",
);

pub(crate) const FACT_PARTICIPANTS: Sql =
    Sql::both("select event, actor, country, role from participants where event between $1 and $2 order by event, ordinal");

pub(crate) const FACT_PARTICIPANTS_OF: Sql = Sql::each(
    "select event, actor, country, role from participants where event in (select value::bigint from json_array_elements_text($1::json)) \
     order by event, ordinal",
    "select event, actor, country, role from participants where event in (select value from json_each($1)) order by event, ordinal",
);

/// In the order in which they were known.
pub(crate) const TELLINGS: Sql = Sql::both(
    "select event, known_on, status, article, source from reports join (select id, source from articles) as articles on articles.id = article \
     where event between $1 and $2 order by event, known_on, ordinal",
);

pub(crate) const TELLINGS_OF: Sql = Sql::each(
    "select event, known_on, status, article, source from reports join (select id, source from articles) as articles on articles.id = article \
     where event in (select value::bigint from json_array_elements_text($1::json)) order by event, known_on, ordinal",
    "select event, known_on, status, article, source from reports join (select id, source from articles) as articles on articles.id = article \
     where event in (select value from json_each($1)) order by event, known_on, ordinal",
);
