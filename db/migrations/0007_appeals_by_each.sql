ALTER TABLE "appeals" DROP CONSTRAINT "appeals_decisionId_unique";--> statement-breakpoint
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_once" UNIQUE("decision_id","player_id");