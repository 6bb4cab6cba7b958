-- The words of a quotation stand beside the name of who says it, so that both are looked for at once; and all who speak in
-- an article are found by their names, by article.id, with a sign between two names that is in none.
DROP TABLE quotation_text;
CREATE VIRTUAL TABLE quotation_text USING fts5 (
    text, speaker, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2', prefix = 4
);
INSERT INTO quotation_text (quotation_text, rank) VALUES ('hashsize', 16777216), ('automerge', 8);
CREATE VIRTUAL TABLE article_voices USING fts5 (
    names, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO article_voices (article_voices, rank) VALUES ('automerge', 8);
-- When and where articles appeared, read without their rows.
CREATE INDEX article_when ON article (id, day);
CREATE INDEX article_place ON article (publication, section, whole);
-- Few articles are put away, and what lists the others need not look at each.
CREATE INDEX article_archived ON article (archived) WHERE archived IS NOT NULL;
-- Who said what is kept; the words of quotations are in the texts, and are found anew with the voices.
INSERT INTO quotation_text (rowid, text, speaker)
    SELECT quotation.id, '', speaker.name
    FROM quotation
    JOIN speaker ON speaker.id = quotation.speaker
    JOIN article ON article.id = quotation.article
    WHERE article.deleted IS NULL;
INSERT INTO article_voices (rowid, names)
    SELECT article, group_concat(name, ' ǀ ') FROM (
        SELECT DISTINCT quotation.article, speaker.name
        FROM quotation
        JOIN speaker ON speaker.id = quotation.speaker
        JOIN article ON article.id = quotation.article
        WHERE article.deleted IS NULL
    ) GROUP BY article;
UPDATE article SET heard = NULL;
