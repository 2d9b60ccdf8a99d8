CREATE INDEX `vectors_edited` ON `vectors` (`post_id`) WHERE counted = 2;--> statement-breakpoint
ALTER TABLE `posts` ADD `canonical` text;
