CREATE TABLE `audit` (
	`no` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` text NOT NULL,
	`name` text,
	`user` text,
	`token` text,
	`door` text,
	`method` text NOT NULL,
	`route` text NOT NULL,
	`target` text NOT NULL,
	`status` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_by_time` ON `audit` (`at`);--> statement-breakpoint
CREATE TABLE `roles` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`description` text NOT NULL,
	`permissions` text NOT NULL,
	`created` text NOT NULL,
	`updated` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `roles_name_unique` ON `roles` (`name`);--> statement-breakpoint
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text,
	`issuer` text,
	`subject` text,
	`roles` text NOT NULL,
	`groupRoles` text NOT NULL,
	`disabled` text,
	`created` text NOT NULL,
	`lastSeen` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_by_subject` ON `users` (`issuer`,`subject`);--> statement-breakpoint
ALTER TABLE `tokens` ADD `user` text REFERENCES users(id);--> statement-breakpoint
ALTER TABLE `tokens` ADD `door` text;--> statement-breakpoint
ALTER TABLE `tokens` ADD `readsOnly` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `tokens_by_user` ON `tokens` (`user`);