-- A letter that is deleted takes its replays with it: without this each would be looked for in all of them.
create index dead_letter_replay_letter on timeseries.dead_letter_replay (letter_id);
