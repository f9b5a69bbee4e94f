/** Submitted cases in number: copies of one that was submitted through the API, each with a lead of its own. Not measured. */
import type { Sql } from '../../db/client.ts';

/** Copies the submitted application `count` times and puts each at its first desk; its workflow starts with the first decision. Returns the ids of the cases. */
export async function copySubmitted(sql: Sql, applicationId: string, count: number): Promise<string[]> {
  return sql.begin(async (tx) => {
    await tx`create temporary table copies on commit drop as
      select gen_random_uuid() as id, gen_random_uuid() as lead, n from generate_series(1, ${count}) n`;
    await tx`
      insert into enterprises (id, name, identifier_scheme, identifier, kind, recommending_body_id, profile)
      select k.lead, e.name || ' ' || k.n, e.identifier_scheme, 'BENCH' || left(k.lead::text, 13), e.kind, e.recommending_body_id, e.profile
      from copies k, enterprises e where e.id = (select lead_enterprise_id from applications where case_id = ${applicationId})`;
    await tx`insert into cases (id, kind, slip) select k.id, 'application', c.slip from copies k, cases c where c.id = ${applicationId}`;
    await tx`
      insert into applications (case_id, round_id, category_no, lead_enterprise_id, recommending_body_id, project_name, status, content_version,
                                frozen_no, receipt_no, submitted_at, created_by)
      select k.id, a.round_id, a.category_no, k.lead, a.recommending_body_id, a.project_name || ' ' || k.n, 'circulating', 1, 1,
             'BENCH-' || k.id, clock_timestamp(), a.created_by
      from copies k, applications a where a.case_id = ${applicationId}`;
    await tx`
      insert into application_parties (application_id, enterprise_id, role, status, share_bp, invited_at)
      select k.id, k.lead, 'lead', 'confirmed', 10000, clock_timestamp() from copies k`;
    await tx`
      insert into frozen_contents (application_id, no, content, canonical, sha256, frozen_by, frozen_at)
      select k.id, 1, f.content, f.canonical, f.sha256, f.frozen_by, f.frozen_at from copies k, frozen_contents f
      where f.application_id = ${applicationId} and f.no = (select max(no) from frozen_contents where application_id = ${applicationId})`;
    await tx`
      insert into submissions (application_id, content_version, frozen_no, submitted_by, submitted_at)
      select k.id, 1, 1, a.created_by, clock_timestamp() from copies k, applications a where a.case_id = ${applicationId}`;
    await tx`select hand_to_desk(id, 0) from copies`;
    await tx`select record_fact(id, 'submitted', null, '{"bench": true}'::jsonb, false) from copies`;
    const rows = await tx<{ id: string }[]>`select id from copies order by n`;
    return rows.map(({ id }) => id);
  });
}
