-- A comment that came back to its page could overfill it, and a page whose comments had all gone stood
-- empty, the first one too. From now on a page has forty comments at most, whatever is approved or
-- hidden in whatever order; one that comes back stands where it stood if there is room; and the first
-- page is never empty while there are comments, for it takes over those of the next. Other pages keep
-- their numbers: one that has become empty is left out.
DROP TRIGGER comments_insert;--> statement-breakpoint
DROP TRIGGER comments_status;--> statement-breakpoint
DROP TRIGGER comments_delete;--> statement-breakpoint
UPDATE comments SET page = spread.page FROM (
  SELECT id, last + 1 + (row_number() OVER (PARTITION BY post_id ORDER BY id) - 1) / 20 AS page
  FROM (SELECT id, post_id, max(page) OVER (PARTITION BY post_id) AS last,
      row_number() OVER (PARTITION BY post_id, page ORDER BY id) AS place
    FROM comments WHERE status = 'approved')
  WHERE place > 40) AS spread
WHERE comments.id = spread.id;
--> statement-breakpoint
UPDATE comments SET page = 1 FROM (
  SELECT post_id, min(page) AS page FROM comments WHERE status = 'approved' GROUP BY post_id
) AS first
WHERE comments.post_id = first.post_id AND comments.page = first.page
  AND comments.status = 'approved' AND first.page > 1;
--> statement-breakpoint
CREATE TRIGGER comments_insert AFTER INSERT ON comments WHEN NEW.status = 'approved' BEGIN
  UPDATE posts SET comment_count = comment_count + 1 WHERE id = NEW.post_id;
  UPDATE comments SET page = coalesce(
    (SELECT parent.page FROM comments AS parent
      WHERE parent.id = NEW.parent_id AND parent.post_id = NEW.post_id
        AND parent.status = 'approved'
        AND (SELECT count(*) FROM comments AS c WHERE c.post_id = NEW.post_id
          AND c.status = 'approved' AND c.page = parent.page) < 40),
    (SELECT last + ((SELECT count(*) FROM comments AS c WHERE c.post_id = NEW.post_id
        AND c.status = 'approved' AND c.page = last) >= 20)
      FROM (SELECT max(page) AS last FROM comments
        WHERE post_id = NEW.post_id AND status = 'approved' AND id <> NEW.id) WHERE last IS NOT NULL),
    1)
  WHERE id = NEW.id;
END;
--> statement-breakpoint
CREATE TRIGGER comments_approve AFTER UPDATE OF status ON comments
WHEN OLD.status <> 'approved' AND NEW.status = 'approved' BEGIN
  UPDATE posts SET comment_count = comment_count + 1 WHERE id = NEW.post_id;
  UPDATE comments SET page = coalesce(
    (SELECT kept.page FROM (SELECT NEW.page AS page) AS kept
      WHERE kept.page <= (SELECT max(page) FROM comments WHERE post_id = NEW.post_id
          AND status = 'approved' AND id <> NEW.id)
        AND (SELECT count(*) FROM comments AS c WHERE c.post_id = NEW.post_id
          AND c.status = 'approved' AND c.page = kept.page AND c.id <> NEW.id) < 40),
    (SELECT parent.page FROM comments AS parent
      WHERE parent.id = NEW.parent_id AND parent.post_id = NEW.post_id
        AND parent.status = 'approved'
        AND (SELECT count(*) FROM comments AS c WHERE c.post_id = NEW.post_id
          AND c.status = 'approved' AND c.page = parent.page AND c.id <> NEW.id) < 40),
    (SELECT last + ((SELECT count(*) FROM comments AS c WHERE c.post_id = NEW.post_id
        AND c.status = 'approved' AND c.page = last AND c.id <> NEW.id) >= 20)
      FROM (SELECT max(page) AS last FROM comments
        WHERE post_id = NEW.post_id AND status = 'approved' AND id <> NEW.id) WHERE last IS NOT NULL),
    1)
  WHERE id = NEW.id;
END;
--> statement-breakpoint
CREATE TRIGGER comments_hide AFTER UPDATE OF status ON comments
WHEN OLD.status = 'approved' AND NEW.status <> 'approved' BEGIN
  UPDATE posts SET comment_count = comment_count - 1 WHERE id = NEW.post_id;
  UPDATE comments SET page = 1
  WHERE post_id = NEW.post_id AND status = 'approved' AND page > 1
    AND page = (SELECT min(page) FROM comments
      WHERE post_id = NEW.post_id AND status = 'approved');
END;
--> statement-breakpoint
CREATE TRIGGER comments_delete AFTER DELETE ON comments WHEN OLD.status = 'approved' BEGIN
  UPDATE posts SET comment_count = comment_count - 1 WHERE id = OLD.post_id;
  UPDATE comments SET page = 1
  WHERE post_id = OLD.post_id AND status = 'approved' AND page > 1
    AND page = (SELECT min(page) FROM comments
      WHERE post_id = OLD.post_id AND status = 'approved');
END;
