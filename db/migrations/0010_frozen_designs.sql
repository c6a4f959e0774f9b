ALTER TABLE "experiment_versions" ADD COLUMN "sketch" jsonb;--> statement-breakpoint
ALTER TABLE "experiment_versions" ADD COLUMN "revision" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "experiment_versions_one_draft" ON "experiment_versions" USING btree ("experiment_id") WHERE "experiment_versions"."state" = 'draft';--> statement-breakpoint
-- What participants were told and dealt stays as it was: a change is a new version.
CREATE FUNCTION "keep_started_design"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'draft' THEN
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a started version of an experiment is not deleted' USING ERRCODE = 'check_violation';
  END IF;
  IF ROW(NEW.experiment_id, NEW.version, NEW.design, NEW.seed, NEW.started_at)
    IS DISTINCT FROM ROW(OLD.experiment_id, OLD.version, OLD.design, OLD.seed, OLD.started_at)
  THEN
    RAISE EXCEPTION 'a started design does not change' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state = 'draft' OR (OLD.state = 'closed' AND NEW.state <> 'closed') THEN
    RAISE EXCEPTION 'a version goes on from % to % never', OLD.state, NEW.state
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER "experiment_versions_frozen" BEFORE UPDATE OR DELETE ON "experiment_versions"
  FOR EACH ROW EXECUTE FUNCTION "keep_started_design"();--> statement-breakpoint
CREATE FUNCTION "keep_started_arms"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM experiment_versions v
    WHERE v.id = OLD.experiment_version_id AND v.state <> 'draft')
  THEN
    RAISE EXCEPTION 'the arms of a started version do not change' USING ERRCODE = 'check_violation';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;--> statement-breakpoint
CREATE TRIGGER "arms_frozen" BEFORE UPDATE OR DELETE ON "arms"
  FOR EACH ROW EXECUTE FUNCTION "keep_started_arms"();
