CREATE TABLE `associations` (
	`from` integer NOT NULL,
	`relation` text NOT NULL,
	`target` text NOT NULL,
	`to` integer,
	PRIMARY KEY(`from`, `relation`, `target`),
	FOREIGN KEY (`from`) REFERENCES `resources`(`rid`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`to`) REFERENCES `resources`(`rid`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `associations_by_to` ON `associations` (`to`);--> statement-breakpoint
CREATE TABLE `collections` (
	`connector` integer NOT NULL,
	`type` text NOT NULL,
	`region` text NOT NULL,
	`found` text,
	`evaluated` text,
	`failure` text,
	PRIMARY KEY(`connector`, `type`, `region`),
	FOREIGN KEY (`connector`) REFERENCES `connectors`(`no`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `connectors` (
	`no` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`cloud` text NOT NULL,
	`name` text NOT NULL,
	`description` text,
	`account` text,
	`settings` text NOT NULL,
	`sealed` text,
	`frequency` integer NOT NULL,
	`state` text NOT NULL,
	`stateReason` text,
	`stateAdvice` text,
	`created` text NOT NULL,
	`updated` text NOT NULL,
	`lastRun` text,
	`related` integer DEFAULT 0 NOT NULL,
	`seq` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `connectors_id_unique` ON `connectors` (`id`);--> statement-breakpoint
CREATE TABLE `controls` (
	`cid` integer PRIMARY KEY NOT NULL,
	`slug` text NOT NULL,
	`cloud` text NOT NULL,
	`service` text NOT NULL,
	`resource` text NOT NULL,
	`title` text NOT NULL,
	`criticality` text NOT NULL,
	`body` text NOT NULL,
	`seq` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `counters` (
	`cid` integer NOT NULL,
	`connector` integer NOT NULL,
	`region` text NOT NULL,
	`result` integer NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`cid`, `connector`, `region`, `result`)
);
--> statement-breakpoint
CREATE TABLE `evaluations` (
	`cid` integer NOT NULL,
	`rid` integer NOT NULL,
	`result` integer NOT NULL,
	`settled` integer,
	`evidence` text NOT NULL,
	`hash` text NOT NULL,
	`firstEvaluated` text NOT NULL,
	`evaluated` text NOT NULL,
	`lastReopened` text,
	`lastFixed` text,
	`opened` integer DEFAULT 1 NOT NULL,
	`seq` integer NOT NULL,
	PRIMARY KEY(`cid`, `rid`),
	FOREIGN KEY (`rid`) REFERENCES `resources`(`rid`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `evaluations_by_rid` ON `evaluations` (`rid`);--> statement-breakpoint
CREATE INDEX `evaluations_cached` ON `evaluations` (`seq`) WHERE opened = 1;--> statement-breakpoint
CREATE INDEX `evaluations_failing` ON `evaluations` (`cid`,`rid`) WHERE result <> 0;--> statement-breakpoint
CREATE TABLE `meta` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `policies` (
	`slug` text PRIMARY KEY NOT NULL,
	`cloud` text NOT NULL,
	`title` text NOT NULL,
	`body` text NOT NULL,
	`seq` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `policy_controls` (
	`policy` text NOT NULL,
	`cid` integer NOT NULL,
	`position` integer NOT NULL,
	PRIMARY KEY(`policy`, `cid`)
);
--> statement-breakpoint
CREATE INDEX `policy_controls_by_cid` ON `policy_controls` (`cid`);--> statement-breakpoint
CREATE TABLE `resource_counters` (
	`type` text NOT NULL,
	`connector` integer NOT NULL,
	`region` text NOT NULL,
	`count` integer NOT NULL,
	`failing` integer NOT NULL,
	`evaluated` integer NOT NULL,
	PRIMARY KEY(`type`, `connector`, `region`)
);
--> statement-breakpoint
CREATE TABLE `resources` (
	`rid` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`connector` integer NOT NULL,
	`id` text NOT NULL,
	`key` text NOT NULL,
	`type` text NOT NULL,
	`name` text NOT NULL,
	`cloud` text NOT NULL,
	`account` text NOT NULL,
	`region` text NOT NULL,
	`shard` text NOT NULL,
	`tags` text NOT NULL,
	`config` text NOT NULL,
	`unread` text NOT NULL,
	`hash` text NOT NULL,
	`firstDiscovered` text NOT NULL,
	`found` text NOT NULL,
	`gone` text,
	`failing` integer DEFAULT 0 NOT NULL,
	`unknown` integer DEFAULT 0 NOT NULL,
	`evaluated` integer DEFAULT 0 NOT NULL,
	`seq` integer NOT NULL,
	FOREIGN KEY (`connector`) REFERENCES `connectors`(`no`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `resources_by_key` ON `resources` (`connector`,`key`);--> statement-breakpoint
CREATE INDEX `resources_by_shard` ON `resources` (`connector`,`type`,`shard`);--> statement-breakpoint
CREATE INDEX `resources_by_type` ON `resources` (`type`,`rid`);--> statement-breakpoint
CREATE INDEX `resources_by_seq` ON `resources` (`seq`);--> statement-breakpoint
CREATE INDEX `resources_cached` ON `resources` (`seq`) WHERE failing > 0 OR unknown > 0;--> statement-breakpoint
CREATE TABLE `run_errors` (
	`run` text NOT NULL,
	`type` text NOT NULL,
	`region` text NOT NULL,
	`operation` text NOT NULL,
	`permission` text,
	`reason` text NOT NULL,
	`count` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`run`, `type`, `region`, `operation`),
	FOREIGN KEY (`run`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `runs` (
	`id` text PRIMARY KEY NOT NULL,
	`connector` integer NOT NULL,
	`state` text NOT NULL,
	`trigger` text NOT NULL,
	`queued` text NOT NULL,
	`started` text,
	`ended` text,
	`shards` integer DEFAULT 0 NOT NULL,
	`shardsDone` integer DEFAULT 0 NOT NULL,
	`step` text,
	`resources` integer DEFAULT 0 NOT NULL,
	`evaluations` integer DEFAULT 0 NOT NULL,
	`apiCalls` integer DEFAULT 0 NOT NULL,
	`written` integer DEFAULT 0 NOT NULL,
	`errors` integer DEFAULT 0 NOT NULL,
	`reason` text,
	FOREIGN KEY (`connector`) REFERENCES `connectors`(`no`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `runs_by_connector` ON `runs` (`connector`,`queued`);--> statement-breakpoint
CREATE TABLE `tokens` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`hash` text NOT NULL,
	`created` text NOT NULL,
	`expires` text,
	`lastUsed` text,
	`revoked` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tokens_hash_unique` ON `tokens` (`hash`);--> statement-breakpoint
CREATE TABLE `tombstones` (
	`kind` text NOT NULL,
	`key` text NOT NULL,
	`seq` integer NOT NULL,
	PRIMARY KEY(`kind`, `key`)
);
--> statement-breakpoint
CREATE INDEX `tombstones_by_seq` ON `tombstones` (`seq`);