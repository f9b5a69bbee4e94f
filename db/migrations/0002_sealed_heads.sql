CREATE TABLE "audit_sealed_heads" (
	"case_id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL
);
