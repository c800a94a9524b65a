-- Candidates end on the first day that is asked for or later. News arrives roughly in the order of its days, so an index by the last day
-- leaves out most of what a busy party has done, which one by the first day does not.
create table docket_by_last (
    party text not null,
    class text not null,
    first integer not null,
    last integer not null,
    event integer not null constraint docket_event references events (id) on delete cascade,
    constraint docket_pkey primary key (party, class, last, first, event)
) without rowid;
insert into docket_by_last (party, class, first, last, event) select party, class, first, last, event from docket;
drop table docket;
alter table docket_by_last rename to docket;
create index docket_by_event on docket (event);
