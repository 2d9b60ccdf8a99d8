DROP INDEX `comments_post`;--> statement-breakpoint
ALTER TABLE `comments` ADD `page` integer;--> statement-breakpoint
ALTER TABLE `comments` ADD `digest` text;--> statement-breakpoint
ALTER TABLE `comments` ADD `body_hash` text;--> statement-breakpoint
ALTER TABLE `comments` ADD `reasons` text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `comments_digest` ON `comments` (`digest`);--> statement-breakpoint
CREATE INDEX `comments_body` ON `comments` (`body_hash`);--> statement-breakpoint
CREATE INDEX `comments_sender` ON `comments` (`sender_hash`);--> statement-breakpoint
CREATE INDEX `comments_email` ON `comments` (`email`,`status`);--> statement-breakpoint
CREATE INDEX `comments_post` ON `comments` (`post_id`,`status`,`page`,`id`);--> statement-breakpoint
ALTER TABLE `post_views` ADD `counted` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `post_views_uncounted` ON `post_views` (`post_id`) WHERE views > counted;
--> statement-breakpoint
-- Whatever writes comments, these keep two things in the same statement: how many approved comments a
-- post has, and the page of the discussion a comment stands on. A comment starts a new page when the
-- last one has twenty; an answer joins the page of what it answers until that one has forty. Pages
-- are never renumbered, so a comment keeps its address.
UPDATE comments SET page = 1 WHERE status = 'approved';
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
        WHERE post_id = NEW.post_id AND status = 'approved') WHERE last IS NOT NULL),
    1)
  WHERE id = NEW.id AND page IS NULL;
END;
--> statement-breakpoint
CREATE TRIGGER comments_status AFTER UPDATE OF status ON comments
WHEN (OLD.status = 'approved') <> (NEW.status = 'approved') BEGIN
  UPDATE posts SET comment_count = comment_count + iif(NEW.status = 'approved', 1, -1)
  WHERE id = NEW.post_id;
  UPDATE comments SET page = coalesce(
    (SELECT parent.page FROM comments AS parent
      WHERE parent.id = NEW.parent_id AND parent.post_id = NEW.post_id
        AND parent.status = 'approved'
        AND (SELECT count(*) FROM comments AS c WHERE c.post_id = NEW.post_id
          AND c.status = 'approved' AND c.page = parent.page) < 40),
    (SELECT last + ((SELECT count(*) FROM comments AS c WHERE c.post_id = NEW.post_id
        AND c.status = 'approved' AND c.page = last) >= 20)
      FROM (SELECT max(page) AS last FROM comments
        WHERE post_id = NEW.post_id AND status = 'approved') WHERE last IS NOT NULL),
    1)
  WHERE id = NEW.id AND page IS NULL AND NEW.status = 'approved';
END;
--> statement-breakpoint
CREATE TRIGGER comments_delete AFTER DELETE ON comments WHEN OLD.status = 'approved' BEGIN
  UPDATE posts SET comment_count = comment_count - 1 WHERE id = OLD.post_id;
END;
