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
CREATE TABLE `dashboards` (
	`id` text PRIMARY KEY NOT NULL,
	`owner` text NOT NULL,
	`ownerName` text NOT NULL,
	`title` text NOT NULL,
	`created` text NOT NULL,
	`updated` text NOT NULL,
	`shared` integer DEFAULT false NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`widgets` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `dashboards_by_title` ON `dashboards` (`owner`,`title`);--> statement-breakpoint
CREATE INDEX `dashboards_shared` ON `dashboards` (`shared`);--> statement-breakpoint
CREATE TABLE `default_dashboards` (
	`owner` text PRIMARY KEY NOT NULL,
	`dashboard` text NOT NULL,
	FOREIGN KEY (`dashboard`) REFERENCES `dashboards`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `saved_searches` (
	`id` text PRIMARY KEY NOT NULL,
	`owner` text NOT NULL,
	`ownerName` text NOT NULL,
	`title` text NOT NULL,
	`created` text NOT NULL,
	`updated` text NOT NULL,
	`shared` integer DEFAULT false NOT NULL,
	`list` text NOT NULL,
	`query` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `saved_searches_by_title` ON `saved_searches` (`owner`,`list`,`title`);--> statement-breakpoint
CREATE INDEX `saved_searches_shared` ON `saved_searches` (`shared`);--> statement-breakpoint
CREATE TABLE `widget_templates` (
	`id` text PRIMARY KEY NOT NULL,
	`owner` text NOT NULL,
	`ownerName` text NOT NULL,
	`title` text NOT NULL,
	`created` text NOT NULL,
	`updated` text NOT NULL,
	`widget` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `widget_templates_by_title` ON `widget_templates` (`owner`,`title`);--> statement-breakpoint
CREATE TABLE `exception_changes` (
	`no` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`exception` integer NOT NULL,
	`at` text NOT NULL,
	`by` text,
	`action` text NOT NULL,
	`before` text,
	`after` text NOT NULL,
	FOREIGN KEY (`exception`) REFERENCES `exceptions`(`no`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `exception_changes_by_exception` ON `exception_changes` (`exception`);--> statement-breakpoint
CREATE TABLE `exceptions` (
	`no` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`cid` integer NOT NULL,
	`kind` text NOT NULL,
	`target` text NOT NULL,
	`resource` text,
	`resourceKey` text,
	`resourceName` text,
	`account` text,
	`tagKey` text,
	`tagValue` text,
	`reason` text NOT NULL,
	`owner` text NOT NULL,
	`ends` text,
	`state` text NOT NULL,
	`created` text NOT NULL,
	`createdBy` text NOT NULL,
	`updated` text NOT NULL,
	`applied` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `exceptions_id_unique` ON `exceptions` (`id`);--> statement-breakpoint
CREATE INDEX `exceptions_by_cid` ON `exceptions` (`cid`);--> statement-breakpoint
CREATE INDEX `exceptions_by_end` ON `exceptions` (`state`,`ends`);--> statement-breakpoint
CREATE INDEX `exceptions_not_applied` ON `exceptions` (`cid`) WHERE applied = 0;--> statement-breakpoint
CREATE TABLE `notification_channels` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`host` text NOT NULL,
	`from` text,
	`to` text,
	`sealed` text NOT NULL,
	`created` text NOT NULL,
	`updated` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `notification_deliveries` (
	`no` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`rule` text,
	`channel` text NOT NULL,
	`message` text NOT NULL,
	`subject` text NOT NULL,
	`state` text NOT NULL,
	`created` text NOT NULL,
	`tries` integer DEFAULT 0 NOT NULL,
	`next` text,
	`sent` text,
	`error` text,
	FOREIGN KEY (`channel`) REFERENCES `notification_channels`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notification_deliveries_id_unique` ON `notification_deliveries` (`id`);--> statement-breakpoint
CREATE INDEX `notification_deliveries_by_next` ON `notification_deliveries` (`next`) WHERE state = 'queued';--> statement-breakpoint
CREATE INDEX `notification_deliveries_by_created` ON `notification_deliveries` (`created`);--> statement-breakpoint
CREATE INDEX `notification_deliveries_by_channel` ON `notification_deliveries` (`channel`);--> statement-breakpoint
CREATE TABLE `notification_items` (
	`no` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`rule` text NOT NULL,
	`due` text NOT NULL,
	`section` text NOT NULL,
	FOREIGN KEY (`rule`) REFERENCES `notification_rules`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `notification_items_by_due` ON `notification_items` (`due`);--> statement-breakpoint
CREATE TABLE `notification_looks` (
	`connector` integer PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL,
	`since` text NOT NULL,
	`run` text,
	`state` text
);
--> statement-breakpoint
CREATE TABLE `notification_marks` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `notification_rules` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`events` text NOT NULL,
	`criticality` text NOT NULL,
	`query` text NOT NULL,
	`channels` text NOT NULL,
	`digest` text NOT NULL,
	`enabled` integer NOT NULL,
	`created` text NOT NULL,
	`updated` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `own_control_versions` (
	`cid` integer NOT NULL,
	`version` integer NOT NULL,
	`text` text NOT NULL,
	`title` text NOT NULL,
	`author` text NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`cid`, `version`),
	FOREIGN KEY (`cid`) REFERENCES `own_controls`(`cid`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `own_controls` (
	`cid` integer PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`text` text NOT NULL,
	`body` text NOT NULL,
	`copiedFrom` integer,
	`created` text NOT NULL,
	`createdBy` text NOT NULL,
	`updated` text NOT NULL,
	`author` text NOT NULL,
	`judged` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE `own_policies` (
	`slug` text PRIMARY KEY NOT NULL,
	`cloud` text NOT NULL,
	`version` integer NOT NULL,
	`body` text NOT NULL,
	`created` text NOT NULL,
	`createdBy` text NOT NULL,
	`updated` text NOT NULL,
	`author` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `own_policy_versions` (
	`slug` text NOT NULL,
	`version` integer NOT NULL,
	`body` text NOT NULL,
	`author` text NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`slug`, `version`),
	FOREIGN KEY (`slug`) REFERENCES `own_policies`(`slug`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `report_resources` (
	`report` integer NOT NULL,
	`rid` integer NOT NULL,
	`from` integer NOT NULL,
	`to` integer,
	`id` text NOT NULL,
	`type` text NOT NULL,
	`name` text NOT NULL,
	`cloud` text NOT NULL,
	`account` text NOT NULL,
	`region` text NOT NULL,
	PRIMARY KEY(`report`, `rid`, `from`)
);
--> statement-breakpoint
CREATE INDEX `report_resources_ended` ON `report_resources` (`report`,`to`) WHERE "to" IS NOT NULL;--> statement-breakpoint
CREATE TABLE `report_results` (
	`report` integer NOT NULL,
	`cid` integer NOT NULL,
	`rid` integer NOT NULL,
	`from` integer NOT NULL,
	`to` integer,
	`outcome` integer NOT NULL,
	`evidence` text,
	`exception` text,
	PRIMARY KEY(`report`, `cid`, `rid`, `from`)
);
--> statement-breakpoint
CREATE INDEX `report_results_open` ON `report_results` (`report`,`cid`,`outcome`,`rid`) WHERE outcome <> 0;--> statement-breakpoint
CREATE INDEX `report_results_ended` ON `report_results` (`report`,`to`) WHERE "to" IS NOT NULL;--> statement-breakpoint
CREATE TABLE `report_run_controls` (
	`run` integer NOT NULL,
	`cid` integer NOT NULL,
	`control` text NOT NULL,
	`pass` integer DEFAULT 0 NOT NULL,
	`fail` integer DEFAULT 0 NOT NULL,
	`unknown` integer DEFAULT 0 NOT NULL,
	`excepted` integer DEFAULT 0 NOT NULL,
	`change` text,
	PRIMARY KEY(`run`, `cid`),
	FOREIGN KEY (`run`) REFERENCES `report_runs`(`no`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `report_runs` (
	`no` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`report` integer NOT NULL,
	`state` text NOT NULL,
	`trigger` text NOT NULL,
	`queued` text NOT NULL,
	`started` text,
	`ended` text,
	`reason` text,
	`title` text NOT NULL,
	`cloud` text NOT NULL,
	`subject` text NOT NULL,
	`requirements` text NOT NULL,
	`connectors` text NOT NULL,
	`pass` integer DEFAULT 0 NOT NULL,
	`fail` integer DEFAULT 0 NOT NULL,
	`unknown` integer DEFAULT 0 NOT NULL,
	`excepted` integer DEFAULT 0 NOT NULL,
	`previous` integer,
	`change` text,
	FOREIGN KEY (`report`) REFERENCES `reports`(`no`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `report_runs_by_report` ON `report_runs` (`report`,`no`);--> statement-breakpoint
CREATE TABLE `reports` (
	`no` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`title` text NOT NULL,
	`description` text,
	`cloud` text NOT NULL,
	`mandate` text,
	`policies` text,
	`connectors` text,
	`identity` text,
	`schedule` text,
	`nextRun` text,
	`problem` text,
	`problemSince` text,
	`created` text NOT NULL,
	`updated` text NOT NULL,
	`removed` integer DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `reports_by_identity` ON `reports` (`identity`);--> statement-breakpoint
CREATE INDEX `reports_due` ON `reports` (`nextRun`);--> statement-breakpoint
CREATE TABLE `evaluation_snapshots` (
	`connector` integer NOT NULL,
	`day` text NOT NULL,
	`cid` integer NOT NULL,
	`outcome` integer NOT NULL,
	`count` integer NOT NULL,
	`criticality` text NOT NULL,
	PRIMARY KEY(`connector`, `day`, `cid`, `outcome`),
	FOREIGN KEY (`connector`) REFERENCES `connectors`(`no`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `resource_snapshots` (
	`connector` integer NOT NULL,
	`day` text NOT NULL,
	`type` text NOT NULL,
	`count` integer NOT NULL,
	`failing` integer NOT NULL,
	PRIMARY KEY(`connector`, `day`, `type`),
	FOREIGN KEY (`connector`) REFERENCES `connectors`(`no`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `snapshot_days` (
	`connector` integer NOT NULL,
	`day` text NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`connector`, `day`),
	FOREIGN KEY (`connector`) REFERENCES `connectors`(`no`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
ALTER TABLE `tokens` ADD `user` text REFERENCES users(id);--> statement-breakpoint
ALTER TABLE `tokens` ADD `door` text;--> statement-breakpoint
ALTER TABLE `tokens` ADD `readsOnly` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `tokens` ADD `parent` text;--> statement-breakpoint
CREATE INDEX `tokens_by_user` ON `tokens` (`user`);--> statement-breakpoint
CREATE INDEX `tokens_by_end` ON `tokens` (`expires`);--> statement-breakpoint
CREATE INDEX `tokens_by_parent` ON `tokens` (`parent`);--> statement-breakpoint
CREATE INDEX `evaluations_excepted` ON `evaluations` (`exception`,`rid`) WHERE exception IS NOT NULL;--> statement-breakpoint
CREATE INDEX `resources_by_name` ON `resources` (`name`,`id`,`type`,`connector`,`region`,`gone`);--> statement-breakpoint
CREATE INDEX `resources_by_failing` ON `resources` (failing DESC,`rid`) WHERE failing > 0;