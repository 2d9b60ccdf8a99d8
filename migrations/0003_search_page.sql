CREATE TABLE `search_counts` (
	`slot` integer PRIMARY KEY NOT NULL,
	`query` text NOT NULL,
	`searches` integer NOT NULL,
	`day` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `suggestions` (
	`key` text NOT NULL,
	`kind` text NOT NULL,
	`ref_id` integer NOT NULL,
	PRIMARY KEY(`key`, `kind`, `ref_id`)
);
--> statement-breakpoint
CREATE INDEX `suggestions_ref` ON `suggestions` (`kind`,`ref_id`);--> statement-breakpoint
ALTER TABLE `post_bodies` ADD `text` text;