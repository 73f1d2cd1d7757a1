-- Counters and the figures on resources go by the outcome: what an exception holds for counts apart.
DROP TRIGGER evaluations_added;
--> statement-breakpoint
CREATE TRIGGER evaluations_added AFTER INSERT ON evaluations BEGIN
  INSERT INTO counters (cid, connector, region, result, count)
    SELECT NEW.cid, connector, region, NEW.outcome, 1 FROM resources WHERE rid = NEW.rid
    ON CONFLICT (cid, connector, region, result) DO UPDATE SET count = count + 1;
  UPDATE resources SET evaluated = evaluated + 1, failing = failing + (NEW.outcome = 1), unknown = unknown + (NEW.outcome = 2)
    WHERE rid = NEW.rid;
  DELETE FROM tombstones WHERE NEW.result <> 0 AND kind = 'evaluation' AND key = NEW.cid || ':' || NEW.rid;
END;
--> statement-breakpoint
DROP TRIGGER evaluations_changed;
--> statement-breakpoint
-- A changed outcome moves from one counter to another.
CREATE TRIGGER evaluations_changed AFTER UPDATE OF result, exception ON evaluations WHEN OLD.outcome <> NEW.outcome BEGIN
  UPDATE counters SET count = count - 1
    WHERE cid = OLD.cid AND result = OLD.outcome AND (connector, region) = (SELECT connector, region FROM resources WHERE rid = OLD.rid);
  INSERT INTO counters (cid, connector, region, result, count)
    SELECT NEW.cid, connector, region, NEW.outcome, 1 FROM resources WHERE rid = NEW.rid
    ON CONFLICT (cid, connector, region, result) DO UPDATE SET count = count + 1;
  UPDATE resources SET failing = failing + (NEW.outcome = 1) - (OLD.outcome = 1), unknown = unknown + (NEW.outcome = 2) - (OLD.outcome = 2)
    WHERE rid = NEW.rid;
  DELETE FROM tombstones WHERE NEW.result <> 0 AND kind = 'evaluation' AND key = NEW.cid || ':' || NEW.rid;
END;
--> statement-breakpoint
DROP TRIGGER evaluations_removed;
--> statement-breakpoint
CREATE TRIGGER evaluations_removed AFTER DELETE ON evaluations WHEN EXISTS (SELECT 1 FROM resources WHERE rid = OLD.rid) BEGIN
  UPDATE counters SET count = count - 1
    WHERE cid = OLD.cid AND result = OLD.outcome AND (connector, region) = (SELECT connector, region FROM resources WHERE rid = OLD.rid);
  UPDATE resources SET evaluated = evaluated - 1, failing = failing - (OLD.outcome = 1), unknown = unknown - (OLD.outcome = 2)
    WHERE rid = OLD.rid;
  INSERT INTO tombstones (kind, key, seq) SELECT 'evaluation', OLD.cid || ':' || OLD.rid, (SELECT value + 0 FROM meta WHERE key = 'seq')
    WHERE OLD.opened = 1
    ON CONFLICT (kind, key) DO UPDATE SET seq = excluded.seq;
END;
--> statement-breakpoint
DROP TRIGGER resources_moved;
--> statement-breakpoint
CREATE TRIGGER resources_moved AFTER UPDATE OF connector, region ON resources WHEN OLD.connector <> NEW.connector OR OLD.region <> NEW.region BEGIN
  UPDATE counters SET count = count - 1
    WHERE connector = OLD.connector AND region = OLD.region
      AND (cid, result) IN (SELECT cid, outcome FROM evaluations WHERE rid = OLD.rid);
  INSERT INTO counters (cid, connector, region, result, count)
    SELECT cid, NEW.connector, NEW.region, outcome, 1 FROM evaluations WHERE rid = NEW.rid
    ON CONFLICT (cid, connector, region, result) DO UPDATE SET count = count + 1;
END;
--> statement-breakpoint
DROP TRIGGER resources_deleted;
--> statement-breakpoint
-- Before, because the cascade deletes the evaluations when this row can no longer be read.
CREATE TRIGGER resources_deleted BEFORE DELETE ON resources BEGIN
  UPDATE counters SET count = count - 1
    WHERE connector = OLD.connector AND region = OLD.region
      AND (cid, result) IN (SELECT cid, outcome FROM evaluations WHERE rid = OLD.rid);
  INSERT INTO resource_counters (type, connector, region, count, failing, evaluated)
    SELECT OLD.type, OLD.connector, OLD.region, -1, -(OLD.failing > 0), -(OLD.evaluated > 0) WHERE OLD.gone IS NULL
    ON CONFLICT (type, connector, region) DO UPDATE SET
      count = count + excluded.count, failing = failing + excluded.failing, evaluated = evaluated + excluded.evaluated;
  INSERT INTO tombstones (kind, key, seq) VALUES ('resource', OLD.rid, (SELECT value + 0 FROM meta WHERE key = 'seq'))
    ON CONFLICT (kind, key) DO UPDATE SET seq = excluded.seq;
END;
--> statement-breakpoint
-- What an evaluation was, at each change of its result; one that comes and goes keeps its last 20 changes.
CREATE TRIGGER evaluations_history AFTER UPDATE OF result ON evaluations WHEN OLD.result <> NEW.result BEGIN
  INSERT INTO evaluation_changes (cid, rid, at, was, became, evidence)
    VALUES (NEW.cid, NEW.rid, NEW.evaluated, OLD.result, NEW.result, OLD.evidence);
  DELETE FROM evaluation_changes WHERE no IN (
    SELECT no FROM evaluation_changes WHERE rid = NEW.rid AND cid = NEW.cid ORDER BY no DESC LIMIT -1 OFFSET 20);
END;
