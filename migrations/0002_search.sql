-- Terms are cut by src/related/tokenise.ts before they come here (Han bigrams, Latin words), so
-- the plain tokenizer serves Chinese too. Contentless: the texts stay in `revisions` alone.
CREATE VIRTUAL TABLE search USING fts5(
  title, body, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 0"
);
--> statement-breakpoint
CREATE VIRTUAL TABLE search_terms USING fts5vocab(search, 'row');
