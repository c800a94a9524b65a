//! Statements on what people correct.

use crate::session::Sql;

/// What people have said of these tellings: of which other one, whether it is the same, and the event that holds that one now.
pub(crate) const SAID: Sql = Sql::each(
    "select said.telling, said.same, coalesce(tellings.event, events.id) as event from \
     (select telling, other, same from corrections union all select other, telling, same from corrections) as said \
     left join tellings on tellings.id = said.other left join events on events.id = said.other \
     where said.telling in (select value::bigint from json_array_elements_text($1::json)) and coalesce(tellings.event, events.id) is not null \
     order by 1, 3",
    "select said.telling, said.same, coalesce(tellings.event, events.id) as event from \
     (select telling, other, same from corrections union all select other, telling, same from corrections) as said \
     left join tellings on tellings.id = said.other left join events on events.id = said.other \
     where said.telling in (select value from json_each($1)) and coalesce(tellings.event, events.id) is not null order by 1, 3",
);

/// A later word on two tellings goes before an earlier one.
pub(crate) const ADD_CORRECTIONS: Sql = Sql::each(
    "insert into corrections (telling, other, seq, at, same, reason) \
     select telling, other, $2, $3, $4 = 1, $5 from json_to_recordset($1::json) as given (telling bigint, other bigint) \
     on conflict (telling, other) do update set seq = excluded.seq, at = excluded.at, same = excluded.same, reason = excluded.reason",
    "insert into corrections (telling, other, seq, at, same, reason) \
     select value->>'telling', value->>'other', $2, $3, $4 = 1, $5 from json_each($1) where true \
     on conflict (telling, other) do update set seq = excluded.seq, at = excluded.at, same = excluded.same, reason = excluded.reason",
);

/// What people have said of the fields of events that these tellings tell, in the order in which they said it.
pub(crate) const GIVEN: Sql = Sql::each(
    "select telling, seq, event, given from corrected_tellings join field_corrections on seq = correction \
     where undone_at is null and telling in (select value::bigint from json_array_elements_text($1::json)) order by seq, telling",
    "select telling, seq, event, given from corrected_tellings join field_corrections on seq = correction \
     where undone_at is null and telling in (select value from json_each($1)) order by seq, telling",
);

/// Which events have tellings of which these corrections speak too, apart from a telling itself.
pub(crate) const CORRECTED_ALIKE: Sql = Sql::each(
    "select own.telling, true as same, tellings.event from corrected_tellings as own join corrected_tellings as others using (correction) \
     join field_corrections on seq = correction join tellings on tellings.id = others.telling \
     where undone_at is null and own.telling <> others.telling and own.telling in (select value::bigint from json_array_elements_text($1::json)) \
     group by own.telling, tellings.event order by 1, 3",
    "select own.telling, true as same, tellings.event from corrected_tellings as own join corrected_tellings as others using (correction) \
     join field_corrections on seq = correction join tellings on tellings.id = others.telling \
     where undone_at is null and own.telling <> others.telling and own.telling in (select value from json_each($1)) \
     group by own.telling, tellings.event order by 1, 3",
);

/// An event's name, what is given and what was before are texts of JSON.
pub(crate) const ADD_FIELD_CORRECTION: Sql = Sql::each(
    "insert into field_corrections (seq, event, at, reason, given, before) values ($1, $2, $3, $4, $5::jsonb, $6::jsonb)",
    "insert into field_corrections (seq, event, at, reason, given, before) values ($1, $2, $3, $4, $5, $6)",
);

pub(crate) const BIND_TELLINGS: Sql = Sql::each(
    "insert into corrected_tellings (telling, correction) select telling, correction \
     from json_to_recordset($1::json) as given (telling bigint, correction bigint) on conflict do nothing",
    "insert into corrected_tellings (telling, correction) select value->>'telling', value->>'correction' from json_each($1) where true \
     on conflict do nothing",
);

/// The words of this article for events of which people have said something, those that are put away included.
pub(crate) const WORDS_CORRECTED: Sql = Sql::each(
    "select coalesce(telling, event) as telling, words from reports where article = $1 and coalesce(telling, event) in \
     (select telling from corrected_tellings) union all select id, jsonb_array_elements(reports)->'words' from rejected_tellings where article = $1",
    "select coalesce(telling, event) as telling, words from reports where article = $1 and coalesce(telling, event) in \
     (select telling from corrected_tellings) union all select rejected_tellings.id, value->>'words' from rejected_tellings, json_each(reports) where article = $1",
);

/// What was said of a telling holds for another one too.
pub(crate) const BIND_ALIKE: Sql = Sql::both(
    "insert into corrected_tellings (telling, correction) select $2, correction from corrected_tellings where telling = $1 on conflict do nothing",
);

/// A telling that is another event is none of which the corrections of this one speak.
pub(crate) const UNBIND_TELLING: Sql = Sql::both("delete from corrected_tellings where telling = $1");

/// All that was said of an event under this name, or of these tellings, the first first.
pub(crate) const FIELD_CORRECTIONS: Sql = Sql::each(
    "select seq, at, reason, given, before, undone_at from field_corrections where event = $2 or seq in \
     (select correction from corrected_tellings where telling in (select value::bigint from json_array_elements_text($1::json))) order by seq",
    "select seq, at, reason, given, before, undone_at from field_corrections where event = $2 or seq in \
     (select correction from corrected_tellings where telling in (select value from json_each($1))) order by seq",
);

pub(crate) const UNDO_FIELD_CORRECTION: Sql = Sql::both("update field_corrections set undone_at = $2 where seq = $1");

/// The events that have a telling of which a correction speaks.
pub(crate) const EVENTS_CORRECTED: Sql =
    Sql::both("select distinct event from corrected_tellings join tellings on tellings.id = telling where correction = $1 order by 1");

pub(crate) const SHELVE: Sql = Sql::each(
    "insert into rejected_tellings (article, id, correction, telling, reports) select article, id, correction, telling, reports \
     from json_to_recordset($1::json) as given (article text, id bigint, correction bigint, telling jsonb, reports jsonb)",
    "insert into rejected_tellings (article, id, correction, telling, reports) select value->>'article', value->>'id', value->>'correction', \
     value->>'telling', value->>'reports' from json_each($1)",
);

/// What was put away by a correction that speaks of an event under this name.
pub(crate) const SHELVED: Sql = Sql::both("select telling, reports from rejected_tellings where correction = $1 order by article, id");

pub(crate) const UNSHELVE: Sql = Sql::both("delete from rejected_tellings where correction = $1");

pub(crate) const UNSHELVE_ARTICLE: Sql = Sql::both("delete from rejected_tellings where article = $1");

/// Which of these names are those of stored events, or of events that a person has rejected and may bring back.
pub(crate) const TAKEN_NAMES: Sql = Sql::each(
    "select id from events where id in (select value::bigint from json_array_elements_text($1::json)) union select event from field_corrections \
     where given is null and undone_at is null and event in (select value::bigint from json_array_elements_text($1::json))",
    "select id from events where id in (select value from json_each($1)) union select event from field_corrections \
     where given is null and undone_at is null and event in (select value from json_each($1))",
);

/// Which of these tellings are put away.
pub(crate) const ON_SHELF: Sql = Sql::each(
    "select id from rejected_tellings where id in (select value::bigint from json_array_elements_text($1::json))",
    "select id from rejected_tellings where id in (select value from json_each($1))",
);

/// Which of these articles are files that were imported.
pub(crate) const WITHOUT_TEXT: Sql = Sql::each(
    "select id from articles where id in (select json_array_elements_text($1::json)) and octet_length(text) = 0",
    "select id from articles where id in (select value from json_each($1)) and text = ''",
);
