-- The tables that the store begins with: articles as received, what was read out of them, and the log that the graph follows.
-- Days and times are ISO 8601 texts, which sort as they should; lists are JSON.
-- Names are those of the public vocabulary. Constraints are named, because the program tells a caller which one a value broke.

-- One row, whose number a writer takes in its own transaction. The same table as in Postgres, where a sequence
-- would leave gaps and would not follow the order of commits.
create table counter (
    one integer constraint counter_pkey primary key default 1 constraint counter_one_row check (one = 1),
    seq integer not null
);
insert into counter (seq) values (0);

create table articles (
    id text constraint articles_pkey primary key,
    seq integer not null constraint articles_seq unique,
    -- What tells the same article from another one under the same id: a hash of its date, title and text.
    content text not null,
    title text,
    text text not null,
    published_on text,
    source text,
    url text,
    language text,
    received_at text not null,
    -- The version of the program that read the events out of it.
    extractor text not null
);

create table actors (
    id text constraint actors_pkey primary key,
    kind text not null,
    name text not null,
    names text not null,
    country text,
    sector text,
    offices text not null
);

create table events (
    -- The 64 bits of the event's name as a signed number.
    id integer constraint events_pkey primary key,
    type text not null,
    status text not null,
    date_start text,
    date_end text,
    place_name text,
    place_within text,
    place_country text,
    place_lat real,
    place_lon real,
    place_precision text,
    plover text,
    mode text,
    contexts text not null,
    cameo text not null,
    quad_class integer not null,
    goldstein real not null,
    plover_score real,
    confidence real not null,
    constraint events_date_both_ends check ((date_start is null) = (date_end is null)),
    constraint events_date_in_order check (date_start <= date_end),
    constraint events_confidence_0_to_1 check (confidence between 0 and 1),
    constraint events_quad_class_1_to_4 check (quad_class between 1 and 4)
);

create table participants (
    event integer not null constraint participants_event references events (id) on delete cascade,
    ordinal integer not null,
    actor text not null constraint participants_actor references actors (id),
    role text not null,
    kind text not null,
    name text not null,
    office text,
    organization text,
    country text,
    sector text,
    constraint participants_pkey primary key (event, ordinal),
    constraint participants_actor_once_in_a_role unique (event, actor, role)
);
create index participants_by_actor on participants (actor);

create table reports (
    event integer not null constraint reports_event references events (id) on delete cascade,
    -- The order in which the reports reached the store.
    ordinal integer not null,
    article text not null constraint reports_article references articles (id),
    status text not null,
    published_on text,
    -- The day from which the report was known: of publication or, where that is unknown, of receipt.
    known_on text not null,
    evidence_start integer not null,
    evidence_end integer not null,
    evidence text not null,
    -- The words for the fields: trigger, mentions, date, place, attribution.
    words text not null,
    rule text not null,
    confidence real not null,
    -- What the event was before this article was joined to it, so that the article can be retracted.
    before text,
    constraint reports_pkey primary key (event, ordinal),
    constraint reports_confidence_0_to_1 check (confidence between 0 and 1)
);
create index reports_by_article on reports (article);

create table changes (
    seq integer constraint changes_pkey primary key,
    at text not null,
    kind text not null constraint changes_kind check (kind in ('added', 'retracted')),
    -- No reference: a retracted article is gone, its change stays.
    article text not null,
    events text not null,
    removed text not null,
    actors text not null
);
