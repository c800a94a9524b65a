-- Reconciliation: one event that several articles tell is folded from what each of them tells, and every telling can be taken out again.

-- What an article alone tells of an event that several tell, so that the event can be made anew when one of them goes.
create table tellings (
    event integer not null constraint tellings_event references events (id) on delete cascade,
    article text not null constraint tellings_article references articles (id),
    -- The name that the event had in this article alone; corrections name it.
    id integer not null,
    -- The day from which it was known: of publication or, where that is unknown, of receipt.
    known_on text not null,
    -- The event and its participants as this article tells them.
    told text not null,
    -- Why it was joined to the event; empty for the telling that was there first.
    reasons text not null,
    constraint tellings_pkey primary key (event, article, id)
);
create index tellings_by_id on tellings (id);
create index tellings_by_article on tellings (article);

-- Where to look for an event that an article may tell again: by party and class of type, within days (counted from 1970-01-01).
-- Only events that articles tell are in it; imported rows are not.
create table docket (
    party text not null,
    class text not null,
    first integer not null,
    last integer not null,
    event integer not null constraint docket_event references events (id) on delete cascade,
    constraint docket_pkey primary key (party, class, first, event)
);
create index docket_by_event on docket (event);

-- What a person has said of two tellings: that they are one event, or that they are two. No reference: it holds for an article that
-- is retracted and comes again.
create table corrections (
    telling integer not null,
    other integer not null,
    seq integer not null,
    at text not null,
    same boolean not null,
    reason text,
    constraint corrections_pkey primary key (telling, other),
    constraint corrections_of_two check (telling < other)
);
create index corrections_by_other on corrections (other);

-- The telling to which a report belongs; none where it has the event's own name.
alter table reports add column telling integer;
-- An event is now made of its tellings, not of what it was before.
alter table reports drop column before;

-- SQLite cannot alter a constraint, so the log is copied to a table that knows the new kind.
create table changes_with_corrections (
    seq integer constraint changes_pkey primary key,
    at text not null,
    kind text not null constraint changes_kind check (kind in ('added', 'retracted', 'corrected')),
    -- No reference: a retracted article is gone, its change stays. None for a correction.
    article text,
    events text not null,
    removed text not null,
    actors text not null
);
insert into changes_with_corrections select * from changes;
drop table changes;
alter table changes_with_corrections rename to changes;
