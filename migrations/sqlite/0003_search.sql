-- Full text over articles. The index holds no text of its own: it points at the rows of `articles` by their number.
create virtual table search using fts5 (title, text, content = 'articles', content_rowid = 'seq', tokenize = 'porter unicode61 remove_diacritics 2');
insert into search (search) values ('rebuild');

create trigger articles_are_searched after insert on articles begin
    insert into search (rowid, title, text) values (new.seq, new.title, new.text);
end;
create trigger retracted_articles_are_not_searched after delete on articles begin
    insert into search (search, rowid, title, text) values ('delete', old.seq, old.title, old.text);
end;
