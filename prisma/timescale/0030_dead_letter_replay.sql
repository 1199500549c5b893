-- Dead letters that somebody sends again, corrected where need be: whoever may writes a row, ingest takes it.
create table timeseries.dead_letter_replay (
  id bigserial primary key,
  letter_id bigint not null references timeseries.dead_letter (id) on delete cascade,
  requested_at timestamptz not null default now(),
  topic text not null,
  payload bytea not null,
  done_at timestamptz,
  -- readings that are stored now, and readings that became dead letters once more
  accepted int,
  refused int
);
-- A letter that waits, or that was taken whole, is not sent a second time.
create unique index on timeseries.dead_letter_replay (letter_id) where done_at is null or refused = 0;
create index on timeseries.dead_letter_replay (id) where done_at is null;
