ALTER TABLE `vectors` DROP COLUMN `weights`;--> statement-breakpoint
-- Terms are counted in another form now: the index job reads every post again, and readers keep the
-- lists they have until then.
UPDATE `vectors` SET `algorithm` = 0, `counts` = '';
