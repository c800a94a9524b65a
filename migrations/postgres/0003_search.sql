-- Full text over articles. A tsvector holds 1 MiB at most, so the first 250,000 characters of a text are searched.
alter table articles add column search tsvector
    generated always as (to_tsvector('english', coalesce(title, '') || ' ' || left(text, 250000))) stored;
create index articles_by_words on articles using gin (search);
