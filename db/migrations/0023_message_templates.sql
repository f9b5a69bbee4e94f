-- The office's own words for a message. Versions are only added; the highest is the one in use, one without text is the built-in.
create table "message_templates" (
	"template" text not null,
	"locale" text not null,
	"version" integer not null,
	"subject" text,
	"body" text,
	"edited_by" text not null,
	"edited_at" timestamp with time zone not null,
	constraint "message_templates_pk" primary key ("template", "locale", "version")
);
--> statement-breakpoint
create trigger message_templates_append_only before update or delete on message_templates for each row execute function refuse_change();
