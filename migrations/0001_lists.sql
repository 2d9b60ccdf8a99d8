-- Paging without OFFSET. `list_posts` names the posts of every list; these triggers keep, in the same
-- statement, each list's length and the rank (1 = oldest) of some of its posts, never more than 48
-- apart. A page of any depth starts at the nearest anchor, so it costs what the first page costs.
CREATE TRIGGER list_posts_insert AFTER INSERT ON list_posts BEGIN
  INSERT INTO lists (name, kind, count) VALUES (NEW.list, substr(NEW.list, 1, 1), 1)
    ON CONFLICT (name) DO UPDATE SET count = count + 1;
  UPDATE list_anchors SET rank = rank + 1
    WHERE list = NEW.list AND (live_at, post_id) > (NEW.live_at, NEW.post_id);
  -- Where the gap around the new post has grown beyond 48, an anchor goes into its middle.
  INSERT INTO list_anchors (list, live_at, post_id, rank)
  SELECT NEW.list,
    (SELECT live_at FROM (SELECT live_at, post_id FROM list_posts
       WHERE list = NEW.list AND (live_at, post_id) > (below.live_at, below.post_id)
       ORDER BY live_at, post_id LIMIT 24) ORDER BY live_at DESC, post_id DESC LIMIT 1),
    (SELECT post_id FROM (SELECT live_at, post_id FROM list_posts
       WHERE list = NEW.list AND (live_at, post_id) > (below.live_at, below.post_id)
       ORDER BY live_at, post_id LIMIT 24) ORDER BY live_at DESC, post_id DESC LIMIT 1),
    below.rank + 24
  FROM (
    SELECT * FROM (
      SELECT * FROM (SELECT live_at, post_id, rank FROM list_anchors
        WHERE list = NEW.list AND (live_at, post_id) < (NEW.live_at, NEW.post_id)
        ORDER BY live_at DESC, post_id DESC LIMIT 1)
      UNION ALL SELECT -9e15, 0, 0)
    ORDER BY rank DESC LIMIT 1
  ) AS below
  WHERE coalesce(
    (SELECT rank FROM list_anchors
      WHERE list = NEW.list AND (live_at, post_id) >= (NEW.live_at, NEW.post_id)
      ORDER BY live_at, post_id LIMIT 1),
    (SELECT count + 1 FROM lists WHERE name = NEW.list)) - below.rank > 48;
END;
--> statement-breakpoint
CREATE TRIGGER list_posts_delete AFTER DELETE ON list_posts BEGIN
  UPDATE lists SET count = count - 1 WHERE name = OLD.list;
  DELETE FROM lists WHERE name = OLD.list AND count = 0;
  UPDATE list_anchors SET rank = rank - 1
    WHERE list = OLD.list AND (live_at, post_id) > (OLD.live_at, OLD.post_id);
  -- An anchor whose post leaves moves to the post before it, unless that one has an anchor already.
  INSERT INTO list_anchors (list, live_at, post_id, rank)
  SELECT before.list, before.live_at, before.post_id, gone.rank - 1
  FROM list_anchors AS gone
  JOIN (SELECT list, live_at, post_id FROM list_posts
    WHERE list = OLD.list AND (live_at, post_id) < (OLD.live_at, OLD.post_id)
    ORDER BY live_at DESC, post_id DESC LIMIT 1) AS before
  WHERE gone.list = OLD.list AND gone.live_at = OLD.live_at AND gone.post_id = OLD.post_id
    AND NOT EXISTS (SELECT 1 FROM list_anchors AS there WHERE there.list = before.list
      AND there.live_at = before.live_at AND there.post_id = before.post_id);
  DELETE FROM list_anchors
    WHERE list = OLD.list AND live_at = OLD.live_at AND post_id = OLD.post_id;
END;
