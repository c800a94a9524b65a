-- Corrected fields: what people say of an event against what articles tell of it, and events that they say are none.

-- Which fields are a person's and from which day the status is; none where all are as articles tell them.
alter table events add column corrected jsonb;
alter table events add column status_from date;

-- Ground, as articles are: an event is folded of its tellings and then takes these fields. No reference: it holds for what comes again.
create table field_corrections (
    -- The number of the change that brought it.
    seq bigint constraint field_corrections_pkey primary key,
    -- The name that the event had then.
    event bigint not null,
    at timestamptz not null,
    reason text,
    -- The fields as the person has them; none where the event is said to be none.
    given jsonb,
    -- The same fields, or all of them, as they were before.
    before jsonb not null,
    undone_at timestamptz
);
create index field_corrections_by_event on field_corrections (event);

-- The tellings of which a correction speaks: all that the event has had since.
create table corrected_tellings (
    telling bigint not null,
    correction bigint not null constraint corrected_tellings_correction references field_corrections (seq),
    constraint corrected_tellings_pkey primary key (telling, correction)
);
create index corrected_tellings_by_correction on corrected_tellings (correction);

-- What articles tell of events that are said to be none. It stands in no answer, and comes back when the correction is undone.
create table rejected_tellings (
    article text collate "C" not null constraint rejected_tellings_article references articles (id),
    -- The name of the telling.
    id bigint not null,
    correction bigint not null constraint rejected_tellings_correction references field_corrections (seq),
    -- The telling, and its reports, as their rows were.
    telling jsonb not null,
    reports jsonb not null,
    constraint rejected_tellings_pkey primary key (article, id)
);
create index rejected_tellings_by_correction on rejected_tellings (correction);
