-- A tag or category is offered by its plain name at once; the empty key asks the search job to fold it
-- and to add its initials.
CREATE TRIGGER tags_suggest_insert AFTER INSERT ON tags BEGIN
  INSERT OR IGNORE INTO suggestions (key, kind, ref_id)
    VALUES ('', 'tag', NEW.id), (lower(NEW.name), 'tag', NEW.id);
END;
--> statement-breakpoint
CREATE TRIGGER tags_suggest_rename AFTER UPDATE OF name ON tags WHEN OLD.name <> NEW.name BEGIN
  DELETE FROM suggestions WHERE kind = 'tag' AND ref_id = OLD.id;
  INSERT OR IGNORE INTO suggestions (key, kind, ref_id)
    VALUES ('', 'tag', NEW.id), (lower(NEW.name), 'tag', NEW.id);
END;
--> statement-breakpoint
CREATE TRIGGER tags_suggest_delete AFTER DELETE ON tags BEGIN
  DELETE FROM suggestions WHERE kind = 'tag' AND ref_id = OLD.id;
END;
--> statement-breakpoint
CREATE TRIGGER categories_suggest_insert AFTER INSERT ON categories BEGIN
  INSERT OR IGNORE INTO suggestions (key, kind, ref_id)
    VALUES ('', 'category', NEW.id), (lower(NEW.name), 'category', NEW.id);
END;
--> statement-breakpoint
CREATE TRIGGER categories_suggest_rename AFTER UPDATE OF name ON categories
WHEN OLD.name <> NEW.name BEGIN
  DELETE FROM suggestions WHERE kind = 'category' AND ref_id = OLD.id;
  INSERT OR IGNORE INTO suggestions (key, kind, ref_id)
    VALUES ('', 'category', NEW.id), (lower(NEW.name), 'category', NEW.id);
END;
--> statement-breakpoint
CREATE TRIGGER categories_suggest_delete AFTER DELETE ON categories BEGIN
  DELETE FROM suggestions WHERE kind = 'category' AND ref_id = OLD.id;
END;
--> statement-breakpoint
INSERT INTO suggestions (key, kind, ref_id)
  SELECT '', 'tag', id FROM tags UNION ALL SELECT '', 'category', id FROM categories;
