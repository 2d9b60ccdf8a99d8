-- FTS5 spends two bytes of every entry on the number of its column, but none for the first: the body
-- stands first now. The job `search` fills the table again from the posts.
DROP TABLE search_terms;--> statement-breakpoint
DROP TABLE search;--> statement-breakpoint
CREATE VIRTUAL TABLE search USING fts5(
  body, title, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 0"
);--> statement-breakpoint
CREATE VIRTUAL TABLE search_terms USING fts5vocab(search, 'row');
