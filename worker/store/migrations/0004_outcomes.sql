CREATE TABLE `evaluation_changes` (
	`no` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`cid` integer NOT NULL,
	`rid` integer NOT NULL,
	`at` text NOT NULL,
	`was` integer NOT NULL,
	`became` integer NOT NULL,
	`evidence` text NOT NULL,
	FOREIGN KEY (`rid`) REFERENCES `resources`(`rid`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `evaluation_changes_by_rid` ON `evaluation_changes` (`rid`,`cid`);--> statement-breakpoint
ALTER TABLE `evaluations` ADD `exception` integer;--> statement-breakpoint
ALTER TABLE `evaluations` ADD `outcome` integer GENERATED ALWAYS AS (iif(result <> 0 AND exception IS NOT NULL, 3, result)) VIRTUAL NOT NULL;