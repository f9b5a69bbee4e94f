/** How each person wants mail. */
import { type MessagePreferences, STANDARD_PREFERENCES } from '../contracts/message-preferences.ts';
import type { Tx } from './client.ts';

export async function preferencesOf(tx: Tx, userId: string): Promise<MessagePreferences> {
  const [chosen] = await tx<MessagePreferences[]>`
    select mode, digest_hour, to_char(quiet_from, 'HH24:MI') as quiet_from, to_char(quiet_to, 'HH24:MI') as quiet_to
    from message_preferences where user_id = ${userId}`;
  return chosen ?? STANDARD_PREFERENCES;
}

/** Holds for messages written from now on; what waits already leaves when it was to leave. */
export async function setPreferences(tx: Tx, userId: string, chosen: MessagePreferences): Promise<void> {
  const { mode, digestHour, quietFrom, quietTo } = chosen;
  await tx`
    insert into message_preferences (user_id, mode, digest_hour, quiet_from, quiet_to, updated_at)
    values (${userId}, ${mode}, ${digestHour}, ${quietFrom}::text::time, ${quietTo}::text::time, clock_timestamp())
    on conflict (user_id) do update set mode = excluded.mode, digest_hour = excluded.digest_hour,
      quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to, updated_at = excluded.updated_at`;
}
