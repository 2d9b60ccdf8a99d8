CREATE TABLE `authors` (
	`id` integer PRIMARY KEY NOT NULL,
	`slug` text NOT NULL,
	`name` text NOT NULL,
	`bio` text DEFAULT '' NOT NULL,
	`url` text,
	`role` text DEFAULT 'author' NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `authors_slug` ON `authors` (`slug`);--> statement-breakpoint
CREATE UNIQUE INDEX `authors_name` ON `authors` (`name`);--> statement-breakpoint
CREATE TABLE `categories` (
	`id` integer PRIMARY KEY NOT NULL,
	`slug` text NOT NULL,
	`name` text NOT NULL,
	`description` text DEFAULT '' NOT NULL,
	`parent_id` integer,
	`position` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `categories_slug` ON `categories` (`slug`);--> statement-breakpoint
CREATE UNIQUE INDEX `categories_name` ON `categories` (`name`);--> statement-breakpoint
CREATE INDEX `categories_parent` ON `categories` (`parent_id`);--> statement-breakpoint
CREATE TABLE `comments` (
	`id` integer PRIMARY KEY NOT NULL,
	`post_id` integer NOT NULL,
	`parent_id` integer,
	`status` text NOT NULL,
	`name` text NOT NULL,
	`email` text,
	`url` text,
	`body` text NOT NULL,
	`html` text NOT NULL,
	`created_at` integer NOT NULL,
	`sender_hash` text,
	`external_id` text,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `comments_post` ON `comments` (`post_id`,`status`,`id`);--> statement-breakpoint
CREATE INDEX `comments_status` ON `comments` (`status`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `comments_external_id` ON `comments` (`external_id`);--> statement-breakpoint
CREATE TABLE `index_queue` (
	`post_id` integer PRIMARY KEY NOT NULL,
	`stage` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `index_queue_stage` ON `index_queue` (`stage`,`post_id`);--> statement-breakpoint
CREATE TABLE `jobs` (
	`name` text PRIMARY KEY NOT NULL,
	`lease_until` integer DEFAULT 0 NOT NULL,
	`cursor` text,
	`started_at` integer,
	`finished_at` integer,
	`outcome` text,
	`report` text
);
--> statement-breakpoint
CREATE TABLE `links` (
	`id` integer PRIMARY KEY NOT NULL,
	`title` text NOT NULL,
	`url` text NOT NULL,
	`description` text DEFAULT '' NOT NULL,
	`position` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `links_position` ON `links` (`position`,`id`);--> statement-breakpoint
CREATE TABLE `list_anchors` (
	`list` text NOT NULL,
	`live_at` integer NOT NULL,
	`post_id` integer NOT NULL,
	`rank` integer NOT NULL,
	PRIMARY KEY(`list`, `live_at`, `post_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `list_anchors_rank` ON `list_anchors` (`list`,`rank`);--> statement-breakpoint
CREATE TABLE `list_posts` (
	`list` text NOT NULL,
	`live_at` integer NOT NULL,
	`post_id` integer NOT NULL,
	PRIMARY KEY(`list`, `live_at`, `post_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `lists` (
	`name` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`count` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `lists_kind` ON `lists` (`kind`,`count`);--> statement-breakpoint
CREATE TABLE `media` (
	`key` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`type` text NOT NULL,
	`size` integer NOT NULL,
	`width` integer,
	`height` integer,
	`alt` text DEFAULT '' NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `old_slugs` (
	`slug` text PRIMARY KEY NOT NULL,
	`post_id` integer NOT NULL,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `old_slugs_post` ON `old_slugs` (`post_id`);--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` integer PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL,
	`write` text NOT NULL,
	`tags` text NOT NULL,
	`purges` integer DEFAULT 0 NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`due_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`due_at`);--> statement-breakpoint
CREATE TABLE `post_bodies` (
	`post_id` integer PRIMARY KEY NOT NULL,
	`html` text NOT NULL,
	`contents` text NOT NULL,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `post_tags` (
	`post_id` integer NOT NULL,
	`position` integer NOT NULL,
	`tag_id` integer NOT NULL,
	PRIMARY KEY(`post_id`, `position`),
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`tag_id`) REFERENCES `tags`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `post_tags_tag` ON `post_tags` (`tag_id`,`post_id`);--> statement-breakpoint
CREATE TABLE `post_views` (
	`post_id` integer PRIMARY KEY NOT NULL,
	`views` integer NOT NULL,
	`popularity` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `post_views_popularity` ON `post_views` (`popularity`);--> statement-breakpoint
CREATE TABLE `posts` (
	`id` integer PRIMARY KEY NOT NULL,
	`slug` text NOT NULL,
	`title` text NOT NULL,
	`status` text NOT NULL,
	`published_at` integer,
	`live_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`revision` integer NOT NULL,
	`page_version` integer DEFAULT 1 NOT NULL,
	`warm_key` text,
	`category_id` integer,
	`author_id` integer,
	`language` text,
	`pinned` integer DEFAULT false NOT NULL,
	`comments_open` integer DEFAULT true NOT NULL,
	`comment_count` integer DEFAULT 0 NOT NULL,
	`excerpt` text NOT NULL,
	`cover` text,
	`thumbnail` text,
	`word_count` integer NOT NULL,
	`external_id` text,
	`status_before_trash` text,
	`related_pinned` text NOT NULL,
	`related_blocked` text NOT NULL,
	FOREIGN KEY (`category_id`) REFERENCES `categories`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `authors`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `posts_slug` ON `posts` (`slug`);--> statement-breakpoint
CREATE UNIQUE INDEX `posts_external_id` ON `posts` (`external_id`);--> statement-breakpoint
CREATE INDEX `posts_status` ON `posts` (`status`,`live_at`);--> statement-breakpoint
CREATE INDEX `posts_category` ON `posts` (`category_id`,`id`);--> statement-breakpoint
CREATE INDEX `posts_author` ON `posts` (`author_id`,`id`);--> statement-breakpoint
CREATE TABLE `redirects` (
	`id` integer PRIMARY KEY NOT NULL,
	`path` text NOT NULL,
	`target` text NOT NULL,
	`status` integer DEFAULT 301 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `redirects_path` ON `redirects` (`path`);--> statement-breakpoint
CREATE TABLE `related` (
	`post_id` integer PRIMARY KEY NOT NULL,
	`algorithm` integer NOT NULL,
	`neighbours` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `revisions` (
	`post_id` integer NOT NULL,
	`revision` integer NOT NULL,
	`created_at` integer NOT NULL,
	`editor` text NOT NULL,
	`snapshot` text NOT NULL,
	PRIMARY KEY(`post_id`, `revision`),
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `site` (
	`id` integer PRIMARY KEY NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`last_post_id` integer DEFAULT 0 NOT NULL,
	`next_due_at` integer,
	`settings` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `tags` (
	`id` integer PRIMARY KEY NOT NULL,
	`slug` text NOT NULL,
	`name` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tags_slug` ON `tags` (`slug`);--> statement-breakpoint
CREATE UNIQUE INDEX `tags_name` ON `tags` (`name`);--> statement-breakpoint
CREATE TABLE `tokens` (
	`id` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`hash` text NOT NULL,
	`scopes` text NOT NULL,
	`author_id` integer,
	`created_at` integer NOT NULL,
	`expires_at` integer,
	`last_used_at` integer,
	FOREIGN KEY (`author_id`) REFERENCES `authors`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tokens_hash` ON `tokens` (`hash`);--> statement-breakpoint
CREATE TABLE `vectors` (
	`post_id` integer PRIMARY KEY NOT NULL,
	`algorithm` integer NOT NULL,
	`counts` text NOT NULL,
	`weights` text
);
--> statement-breakpoint
CREATE TABLE `view_flushes` (
	`counter` text PRIMARY KEY NOT NULL,
	`flush` integer NOT NULL
);
--> statement-breakpoint
INSERT INTO `site` (`id`, `settings`) VALUES (1, '{}');
