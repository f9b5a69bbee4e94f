-- 回避: nobody decides what an enterprise of the own applies for. A membership that was given up counts too: it is given up in a minute.
CREATE INDEX "role_grants_memberships" ON "role_grants" ("user_id","enterprise_id") WHERE enterprise_id is not null;
--> statement-breakpoint
-- Whether a person is, or was, a member of a party of an application. False for what is no application.
create function of_a_party(p_user text, p_application uuid) returns boolean language sql stable as $$
  select exists (
    select 1 from role_grants g join application_parties p on p.enterprise_id = g.enterprise_id
    where g.user_id = p_user and g.enterprise_id is not null and p.application_id = p_application and p.status = 'confirmed')
$$;
