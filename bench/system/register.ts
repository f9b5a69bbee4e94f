/** A register of many applications over several rounds, bodies, categories, statuses and names: what lists are read from. */
import postgres from 'postgres';
import type { Stage } from './stage.ts';

const ROUNDS = 5;
const PLACES = ['郑州', '中原', '金水', '嵩山', '黄河', '商都', '航空港', '新密', '巩义', '登封'];
const TRADES = [
  '食品',
  '纺织服装',
  '汽车',
  '煤炭',
  '铝加工',
  '耐火材料',
  '物流',
  '农产品',
  '旅游',
  '医药',
  '家具',
  '化工',
];
const FORMS = ['股份有限公司', '集团有限公司', '电子商务有限公司', '贸易有限公司', '科技有限公司'];
const PROJECTS = [
  '行业电子商务平台',
  '供应链协同平台',
  '网上交易中心',
  '在线采购平台',
  '品牌直销平台',
  '大宗商品交易平台',
];

/** Writes `count` submitted applications with their enterprises and tasks straight into the tables. No workflow runs for them. */
export async function fillRegister({ system, roundId, applicationId }: Stage, count: number): Promise<void> {
  // A client of its own: ours gives up a transaction that lasts as long as this one may.
  const sql = postgres(system.databaseUrl, { max: 1, onnotice: () => {} });
  try {
    await fill(sql, roundId, applicationId, count);
    // What Postgres does by itself in the minutes after so many rows at once is done here: the lists are those of any later day.
    await sql`vacuum (analyze)`;
    await sql`checkpoint`;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function fill(sql: postgres.Sql, roundId: string, applicationId: string, count: number): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`create temporary table register_rounds on commit drop as
      select n, case when n = 0 then ${roundId}::uuid else gen_random_uuid() end as id from generate_series(0, ${ROUNDS - 1}) n`;
    await tx`insert into cases (id, kind) select id, 'round' from register_rounds where n > 0`;
    await tx`
      insert into rounds (case_id, programme_key, programme_version, title_zh, title_en, status, policy, category_nos, opens_at, closes_at, closed_at, created_by)
      select k.id, r.programme_key, r.programme_version, r.title_zh || k.n, r.title_en || ' ' || k.n, 'published', r.policy, r.category_nos,
             r.opens_at - k.n * interval '1 year', r.closes_at - k.n * interval '1 year', r.closes_at - k.n * interval '1 year', r.created_by
      from register_rounds k, rounds r where k.n > 0 and r.case_id = ${roundId}`;
    await tx`create temporary table register_bodies on commit drop as
      select id, row_number() over (order by id) - 1 as n, count(*) over () as all_of_them from bodies where kind in ('district', 'zone')`;
    await tx`create temporary table register_leads on commit drop as
      select gen_random_uuid() as id, i as n, (${PLACES}::text[])[1 + i % ${PLACES.length}] as place,
             (${TRADES}::text[])[1 + i / 7 % ${TRADES.length}] as trade, (${FORMS}::text[])[1 + i / 3 % ${FORMS.length}] as form,
             b.id as body_id
      from generate_series(0, ${Math.ceil(count / ROUNDS) - 1}) i join register_bodies b on b.n = i * 37 % b.all_of_them`;
    await tx`
      insert into enterprises (id, name, identifier_scheme, identifier, kind, recommending_body_id)
      select id, place || trade || form || lpad(n::text, 5, '0'), 'uscc', 'REGISTER' || n, 'backbone', body_id from register_leads`;
    await tx`create temporary table register on commit drop as
      select gen_random_uuid() as id, i as n, r.id as round_id, l.id as lead_id, l.place, l.trade, l.body_id, 1 + i / 11 % 10 as category_no,
             clock_timestamp() - r.n * interval '1 year' - i % 86400 * interval '17 seconds' as at,
             (array['circulating', 'circulating', 'circulating', 'circulating', 'circulating', 'correcting', 'qualified', 'awarded', 'notSelected', 'refused'])
               [1 + abs(hashint4(i)) % 10] as status
      from generate_series(0, ${count - 1}) i
      join register_rounds r on r.n = i % ${ROUNDS} join register_leads l on l.n = i / ${ROUNDS}`;
    await tx`insert into cases (id, kind, version) select id, 'application', 1 from register`;
    await tx`
      insert into applications (case_id, round_id, category_no, lead_enterprise_id, recommending_body_id, project_name, status, content_version,
                                frozen_no, receipt_no, submitted_at, created_by, created_at)
      select k.id, k.round_id, k.category_no, k.lead_id, k.body_id, k.place || k.trade || (${PROJECTS}::text[])[1 + k.n / 13 % ${PROJECTS.length}] || k.n,
             k.status, 1, 1, 'REGISTER-' || lpad(k.n::text, 6, '0'), k.at, a.created_by, k.at - interval '3 days'
      from register k, applications a where a.case_id = ${applicationId}`;
    await tx`
      insert into application_parties (application_id, enterprise_id, role, status, share_bp, invited_at)
      select id, lead_id, 'lead', 'confirmed', 10000, at from register`;
    await tx`
      insert into tasks (case_id, round_id, step, role, body_id, status, desk, outcomes, outcome, content_version, opened_at, working_days,
                         remind_before_working_days, due_at, decided_by, decided_at)
      select k.id, k.round_id, s.step, t.role, k.body_id, s.status, s.desk, t.outcomes, case when s.status = 'done' then 'accepted' end, 1, k.at, 5, 1,
             k.at + (5 + k.n % 30) * interval '1 day', case when s.status = 'done' then a.created_by end, case when s.status = 'done' then k.at + interval '1 day' end
      from register k
      join (values ('formCheck', 0, 'done'), ('recommendation', 1, 'open')) s(step, desk, status) on s.status = 'done' or k.status = 'circulating',
           applications a join lateral (select * from tasks where case_id = a.case_id order by opened_at limit 1) t on true
      where a.case_id = ${applicationId}`;
  });
}
