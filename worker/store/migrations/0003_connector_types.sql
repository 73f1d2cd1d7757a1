ALTER TABLE `connectors` ADD `awsType` text;--> statement-breakpoint
ALTER TABLE `connectors` ADD `parent` integer REFERENCES connectors(no) ON DELETE set null;--> statement-breakpoint
ALTER TABLE `connectors` ADD `hint` text;--> statement-breakpoint
ALTER TABLE `connectors` ADD `retired` text;