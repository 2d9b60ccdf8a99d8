CREATE TABLE `term_frequencies` (
	`id` integer PRIMARY KEY NOT NULL,
	`algorithm` integer NOT NULL,
	`posts` integer NOT NULL,
	`counters` text NOT NULL
);
--> statement-breakpoint
ALTER TABLE `index_queue` ADD `hints` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `vectors` ADD `counted` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `vectors_algorithm` ON `vectors` (`algorithm`,`post_id`);--> statement-breakpoint
CREATE INDEX `vectors_uncounted` ON `vectors` (`post_id`) WHERE counted = 0;