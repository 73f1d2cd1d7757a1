-- Counters, the figures on resources, and tombstones are kept here, so that no writer can forget them.
-- A batch takes its number first (see seq.ts); what the triggers write carries it.
-- Evaluations: counters, the figures on their resource, and tombstones for those that a cache may hold. One that
-- comes back as PASS leaves its tombstone alone: nobody is sent it otherwise.
CREATE TRIGGER evaluations_added AFTER INSERT ON evaluations BEGIN
  INSERT INTO counters (cid, connector, region, result, count)
    SELECT NEW.cid, connector, region, NEW.result, 1 FROM resources WHERE rid = NEW.rid
    ON CONFLICT (cid, connector, region, result) DO UPDATE SET count = count + 1;
  UPDATE resources SET evaluated = evaluated + 1, failing = failing + (NEW.result = 1), unknown = unknown + (NEW.result = 2)
    WHERE rid = NEW.rid;
  DELETE FROM tombstones WHERE NEW.result <> 0 AND kind = 'evaluation' AND key = NEW.cid || ':' || NEW.rid;
END;
--> statement-breakpoint
-- A changed verdict moves from one counter to another.
CREATE TRIGGER evaluations_changed AFTER UPDATE OF result ON evaluations WHEN OLD.result <> NEW.result BEGIN
  UPDATE counters SET count = count - 1
    WHERE cid = OLD.cid AND result = OLD.result AND (connector, region) = (SELECT connector, region FROM resources WHERE rid = OLD.rid);
  INSERT INTO counters (cid, connector, region, result, count)
    SELECT NEW.cid, connector, region, NEW.result, 1 FROM resources WHERE rid = NEW.rid
    ON CONFLICT (cid, connector, region, result) DO UPDATE SET count = count + 1;
  UPDATE resources SET failing = failing + (NEW.result = 1) - (OLD.result = 1), unknown = unknown + (NEW.result = 2) - (OLD.result = 2)
    WHERE rid = NEW.rid;
  DELETE FROM tombstones WHERE NEW.result <> 0 AND kind = 'evaluation' AND key = NEW.cid || ':' || NEW.rid;
END;
--> statement-breakpoint
-- Where the resource itself is deleted, resources_deleted has counted already.
CREATE TRIGGER evaluations_removed AFTER DELETE ON evaluations WHEN EXISTS (SELECT 1 FROM resources WHERE rid = OLD.rid) BEGIN
  UPDATE counters SET count = count - 1
    WHERE cid = OLD.cid AND result = OLD.result AND (connector, region) = (SELECT connector, region FROM resources WHERE rid = OLD.rid);
  UPDATE resources SET evaluated = evaluated - 1, failing = failing - (OLD.result = 1), unknown = unknown - (OLD.result = 2)
    WHERE rid = OLD.rid;
  INSERT INTO tombstones (kind, key, seq) SELECT 'evaluation', OLD.cid || ':' || OLD.rid, (SELECT value + 0 FROM meta WHERE key = 'seq')
    WHERE OLD.opened = 1
    ON CONFLICT (kind, key) DO UPDATE SET seq = excluded.seq;
END;
--> statement-breakpoint
-- Resources that are there, and how many of them fail or are evaluated.
CREATE TRIGGER resources_added AFTER INSERT ON resources BEGIN
  INSERT INTO resource_counters (type, connector, region, count, failing, evaluated)
    SELECT NEW.type, NEW.connector, NEW.region, 1, (NEW.failing > 0), (NEW.evaluated > 0) WHERE NEW.gone IS NULL
    ON CONFLICT (type, connector, region) DO UPDATE SET
      count = count + excluded.count, failing = failing + excluded.failing, evaluated = evaluated + excluded.evaluated;
END;
--> statement-breakpoint
-- Only what the counters tell apart is counted again.
CREATE TRIGGER resources_changed AFTER UPDATE OF type, connector, region, gone, failing, evaluated ON resources
WHEN OLD.type <> NEW.type OR OLD.connector <> NEW.connector OR OLD.region <> NEW.region
  OR (OLD.gone IS NULL) <> (NEW.gone IS NULL)
  OR (OLD.failing > 0) <> (NEW.failing > 0) OR (OLD.evaluated > 0) <> (NEW.evaluated > 0) BEGIN
  INSERT INTO resource_counters (type, connector, region, count, failing, evaluated)
    SELECT OLD.type, OLD.connector, OLD.region, -1, -(OLD.failing > 0), -(OLD.evaluated > 0) WHERE OLD.gone IS NULL
    ON CONFLICT (type, connector, region) DO UPDATE SET
      count = count + excluded.count, failing = failing + excluded.failing, evaluated = evaluated + excluded.evaluated;
  INSERT INTO resource_counters (type, connector, region, count, failing, evaluated)
    SELECT NEW.type, NEW.connector, NEW.region, 1, (NEW.failing > 0), (NEW.evaluated > 0) WHERE NEW.gone IS NULL
    ON CONFLICT (type, connector, region) DO UPDATE SET
      count = count + excluded.count, failing = failing + excluded.failing, evaluated = evaluated + excluded.evaluated;
END;
--> statement-breakpoint
-- A resource that moves takes its evaluations' counts along.
CREATE TRIGGER resources_moved AFTER UPDATE OF connector, region ON resources WHEN OLD.connector <> NEW.connector OR OLD.region <> NEW.region BEGIN
  UPDATE counters SET count = count - 1
    WHERE connector = OLD.connector AND region = OLD.region
      AND (cid, result) IN (SELECT cid, result FROM evaluations WHERE rid = OLD.rid);
  INSERT INTO counters (cid, connector, region, result, count)
    SELECT cid, NEW.connector, NEW.region, result, 1 FROM evaluations WHERE rid = NEW.rid
    ON CONFLICT (cid, connector, region, result) DO UPDATE SET count = count + 1;
END;
--> statement-breakpoint
-- What is gone has no evaluations, and leaves a tombstone.
CREATE TRIGGER resources_gone AFTER UPDATE OF gone ON resources WHEN OLD.gone IS NULL AND NEW.gone IS NOT NULL BEGIN
  INSERT INTO tombstones (kind, key, seq) VALUES ('resource', NEW.rid, (SELECT value + 0 FROM meta WHERE key = 'seq'))
    ON CONFLICT (kind, key) DO UPDATE SET seq = excluded.seq;
  DELETE FROM evaluations WHERE rid = NEW.rid;
END;
--> statement-breakpoint
-- What came back is known again.
CREATE TRIGGER resources_back AFTER UPDATE OF gone ON resources WHEN OLD.gone IS NOT NULL AND NEW.gone IS NULL BEGIN
  DELETE FROM tombstones WHERE kind = 'resource' AND key = NEW.rid;
END;
--> statement-breakpoint
-- Before, because the cascade deletes the evaluations when this row can no longer be read.
CREATE TRIGGER resources_deleted BEFORE DELETE ON resources BEGIN
  UPDATE counters SET count = count - 1
    WHERE connector = OLD.connector AND region = OLD.region
      AND (cid, result) IN (SELECT cid, result FROM evaluations WHERE rid = OLD.rid);
  INSERT INTO resource_counters (type, connector, region, count, failing, evaluated)
    SELECT OLD.type, OLD.connector, OLD.region, -1, -(OLD.failing > 0), -(OLD.evaluated > 0) WHERE OLD.gone IS NULL
    ON CONFLICT (type, connector, region) DO UPDATE SET
      count = count + excluded.count, failing = failing + excluded.failing, evaluated = evaluated + excluded.evaluated;
  INSERT INTO tombstones (kind, key, seq) VALUES ('resource', OLD.rid, (SELECT value + 0 FROM meta WHERE key = 'seq'))
    ON CONFLICT (kind, key) DO UPDATE SET seq = excluded.seq;
END;
--> statement-breakpoint
-- A deleted connector takes a number of the feed by itself: its resources and evaluations go by cascade.
CREATE TRIGGER connectors_deleted BEFORE DELETE ON connectors BEGIN
  UPDATE meta SET value = value + 1 WHERE key = 'seq';
  INSERT INTO tombstones (kind, key, seq) VALUES ('connector', OLD.id, (SELECT value + 0 FROM meta WHERE key = 'seq'))
    ON CONFLICT (kind, key) DO UPDATE SET seq = excluded.seq;
END;
--> statement-breakpoint
-- Nothing is left of its counters but zeros.
CREATE TRIGGER connectors_forgotten AFTER DELETE ON connectors BEGIN
  DELETE FROM counters WHERE connector = OLD.no;
  DELETE FROM resource_counters WHERE connector = OLD.no;
END;
--> statement-breakpoint
-- The summary names accounts.
CREATE TRIGGER connectors_renamed AFTER UPDATE OF account ON connectors WHEN OLD.account IS NOT NEW.account BEGIN
  UPDATE meta SET value = (SELECT value + 0 FROM meta WHERE key = 'seq') WHERE key = 'counted';
END;
--> statement-breakpoint
-- A control that is no longer shipped.
CREATE TRIGGER controls_removed AFTER DELETE ON controls BEGIN
  INSERT INTO tombstones (kind, key, seq) VALUES ('control', OLD.cid, (SELECT value + 0 FROM meta WHERE key = 'seq'))
    ON CONFLICT (kind, key) DO UPDATE SET seq = excluded.seq;
END;
--> statement-breakpoint
-- A control that is shipped again.
CREATE TRIGGER controls_added AFTER INSERT ON controls BEGIN
  DELETE FROM tombstones WHERE kind = 'control' AND key = NEW.cid;
END;
--> statement-breakpoint
-- A policy that is no longer shipped.
CREATE TRIGGER policies_removed AFTER DELETE ON policies BEGIN
  INSERT INTO tombstones (kind, key, seq) VALUES ('policy', OLD.slug, (SELECT value + 0 FROM meta WHERE key = 'seq'))
    ON CONFLICT (kind, key) DO UPDATE SET seq = excluded.seq;
END;
--> statement-breakpoint
-- A policy that is shipped again.
CREATE TRIGGER policies_added AFTER INSERT ON policies BEGIN
  DELETE FROM tombstones WHERE kind = 'policy' AND key = NEW.slug;
END;
--> statement-breakpoint
-- The feed's number at which the summary last changed.
CREATE TRIGGER counters_added AFTER INSERT ON counters BEGIN
  UPDATE meta SET value = (SELECT value FROM meta WHERE key = 'seq')
    WHERE key = 'counted' AND value <> (SELECT value FROM meta WHERE key = 'seq');
END;
--> statement-breakpoint
-- The feed's number at which the summary last changed.
CREATE TRIGGER counters_changed AFTER UPDATE OF count ON counters BEGIN
  UPDATE meta SET value = (SELECT value FROM meta WHERE key = 'seq')
    WHERE key = 'counted' AND value <> (SELECT value FROM meta WHERE key = 'seq');
END;
