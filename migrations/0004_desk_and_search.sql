CREATE TABLE `accounts` (
	`author_id` integer PRIMARY KEY NOT NULL,
	`email` text,
	`suspended` integer DEFAULT false NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`author_id`) REFERENCES `authors`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `accounts_email` ON `accounts` (`email`);--> statement-breakpoint
CREATE TABLE `audit` (
	`id` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`via` text NOT NULL,
	`operation` text NOT NULL,
	`path` text NOT NULL,
	`status` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `challenges` (
	`challenge` text PRIMARY KEY NOT NULL,
	`author_id` integer,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `challenges_expiry` ON `challenges` (`expires_at`);--> statement-breakpoint
CREATE TABLE `daily_views` (
	`post_id` integer NOT NULL,
	`day` text NOT NULL,
	`views` integer NOT NULL,
	PRIMARY KEY(`post_id`, `day`)
);
--> statement-breakpoint
CREATE INDEX `daily_views_day` ON `daily_views` (`day`);--> statement-breakpoint
CREATE TABLE `drafts` (
	`id` integer PRIMARY KEY NOT NULL,
	`post_id` integer,
	`author_id` integer NOT NULL,
	`base_revision` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`fields` text NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `drafts_post` ON `drafts` (`post_id`,`updated_at`);--> statement-breakpoint
CREATE INDEX `drafts_author` ON `drafts` (`author_id`,`updated_at`);--> statement-breakpoint
CREATE TABLE `passkeys` (
	`id` text PRIMARY KEY NOT NULL,
	`author_id` integer NOT NULL,
	`name` text NOT NULL,
	`algorithm` text NOT NULL,
	`public_key` text NOT NULL,
	`transports` text NOT NULL,
	`counter` integer NOT NULL,
	`created_at` integer NOT NULL,
	`last_used_at` integer
);
--> statement-breakpoint
CREATE INDEX `passkeys_author` ON `passkeys` (`author_id`);--> statement-breakpoint
CREATE TABLE `search_counts` (
	`slot` integer PRIMARY KEY NOT NULL,
	`query` text NOT NULL,
	`searches` integer NOT NULL,
	`day` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `sessions` (
	`hash` text PRIMARY KEY NOT NULL,
	`author_id` integer NOT NULL,
	`device` text NOT NULL,
	`created_at` integer NOT NULL,
	`seen_at` integer NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sessions_author` ON `sessions` (`author_id`);--> statement-breakpoint
CREATE TABLE `sign_in_codes` (
	`hash` text PRIMARY KEY NOT NULL,
	`author_id` integer NOT NULL,
	`kind` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer
);
--> statement-breakpoint
CREATE INDEX `sign_in_codes_author` ON `sign_in_codes` (`author_id`,`kind`);--> statement-breakpoint
CREATE TABLE `suggestions` (
	`key` text NOT NULL,
	`kind` text NOT NULL,
	`ref_id` integer NOT NULL,
	PRIMARY KEY(`key`, `kind`, `ref_id`)
);
--> statement-breakpoint
CREATE INDEX `suggestions_ref` ON `suggestions` (`kind`,`ref_id`);--> statement-breakpoint
ALTER TABLE `post_bodies` ADD `text` text;--> statement-breakpoint
CREATE INDEX `media_newest` ON `media` (`created_at`,`key`);