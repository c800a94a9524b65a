-- Candidates end on the first day that is asked for or later. News arrives roughly in the order of its days, so an index by the last day
-- leaves out most of what a busy party has done, which one by the first day does not.
alter table docket drop constraint docket_pkey;
alter table docket add constraint docket_pkey primary key (party, class, last, first, event);
