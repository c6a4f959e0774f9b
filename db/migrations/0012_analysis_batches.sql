CREATE TABLE "analysis_batches" (
	"scope" text NOT NULL,
	"number" integer NOT NULL,
	"until" timestamp (3) with time zone NOT NULL,
	"games" integer NOT NULL,
	"made_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "analysis_batches_scope_number_pk" PRIMARY KEY("scope","number")
);
