DROP INDEX `resources_by_name`;--> statement-breakpoint
CREATE INDEX `resources_searched` ON `resources` (`rid`,`connector`,`type`,`region`,`gone`,`name`,`id`,`tags`,`account`,`cloud`,`firstDiscovered`);--> statement-breakpoint
CREATE INDEX `resources_by_name` ON `resources` (`name`);--> statement-breakpoint
ALTER TABLE `audit` ADD `times` integer;