import { pseudonym } from "./scope.ts";
import type { ExportScope } from "./scope.ts";
import { rowsOf, type Sources } from "./table-source.ts";

const SEATED = `(select distinct s.player_id from export_matches e join seats s on s.match_id = e.id
  where s.player_id is not null)`;

/** The parts in experiments for which people sit in these matches; a person's newest one first. */
const PARTS = `(select distinct on (n.id) n.*, v.version, x.code
  from export_matches e join seats s on s.match_id = e.id
  join enrolments n on n.id = s.enrolment_id
  join experiment_versions v on v.id = n.experiment_version_id
  join experiments x on x.id = v.experiment_id)`;

/** A version that plays, or played lately, is not to be read by who may meet it. */
const SEALED = `(v.in_rotation or exists (select from seats l join matches lm on lm.id = l.match_id
  where l.persona_version_id = v.id
    and coalesce(lm.ended_at, clock_timestamp()) > clock_timestamp() - interval '30 days'))`;

export function peopleTables({
  salt,
}: ExportScope): Pick<Sources, "participants" | "answers" | "persona_versions"> {
  const answer = (...names: string[]) =>
    `coalesce(${names.map((name) => `n.answers ->> '${name}'`).join(", ")})`;
  return {
    participants: {
      columns: {
        participant_id: pseudonym(salt, "h.player_id"),
        consent_version: "coalesce(n.consent_version, c.version::text)",
        consented_at: "coalesce(n.consented_at, c.given_at)",
        withdrawn_at: "null::timestamptz",
        age_band: answer("age-band", "age"),
        gender: answer("gender"),
        education: answer("education"),
        chatbot_use: answer("chatbot-use"),
        source: "n.source",
        locale: "n.locale",
        device: "n.device",
      },
      from: `${SEATED} h
        left join (select distinct on (n.player_id) n.* from ${PARTS} n
          order by n.player_id, n.consented_at desc) n on n.player_id = h.player_id
        left join (select distinct on (player_id) player_id, version, given_at from consents
          order by player_id, version desc) c on c.player_id = h.player_id`,
      rows: `${SEATED} h`,
    },
    answers: {
      columns: {
        participant_id: pseudonym(salt, "n.player_id"),
        experiment: "n.code",
        experiment_version: "n.version",
        question: "a.key",
        answer: "case when q.row_id is null then a.value end",
        flag: "case when q.row_id is not null then 'quarantined' end",
      },
      from: `${PARTS} n cross join lateral jsonb_each_text(n.answers) a
        left join export_quarantine q on q.kind = 'answer' and q.row_id = n.id and q.part = a.key`,
    },
    persona_versions: {
      columns: {
        persona_version_id: pseudonym(salt, "v.id"),
        persona: "p.codename",
        version: "v.version",
        provider: "g.provider",
        model:
          "case when v.body ->> 'agent' = 'eliza' then null else coalesce(g.model, v.body ->> 'model') end",
        provider_snapshot: "g.provider_snapshot",
        temperature: "(v.body ->> 'temperature')::float8",
        prompt_sha256: "v.prompt_sha256",
        prompt: `case when not ${SEALED} then v.body ->> 'prompt' end`,
        timing_profile: "u.profiles",
        timing_params: "coalesce(v.body -> 'typing', '{}')::text",
        tools:
          "coalesce((select string_agg(tool, ' ') from jsonb_array_elements_text(v.body -> 'tools') tool), '')",
        knowledge_sha256:
          "encode(sha256(convert_to(coalesce(v.body -> 'knowledge', '[]')::text, 'UTF8')), 'hex')",
      },
      from: `(select s.persona_version_id,
            string_agg(distinct coalesce(r.body ->> 'timingProfile', 'default'), ' ') as profiles
          from export_matches e join seats s on s.match_id = e.id join matches m on m.id = e.id
          join rulesets r on r.id = m.ruleset_id
          where s.persona_version_id is not null group by 1) u
        join persona_versions v on v.id = u.persona_version_id
        join personas p on p.id = v.persona_id
        left join (select distinct on (g.persona_version_id) g.*
          from export_matches e join generations g on g.match_id = e.id where g.error is null
          order by g.persona_version_id, g.requested_at desc) g on g.persona_version_id = v.id`,
      rows: `(select distinct t.persona_version_id from ${rowsOf("seats")}
        where t.persona_version_id is not null) v`,
    },
  };
}
