-- Transitions of alarms, written in the statement of the transition itself and told on the log from here, in order.
create table timeseries.alarm_event (
  number bigserial primary key,
  alarm_id text not null,
  raised_at timestamptz not null,
  type text not null check (type in ('raised', 'cleared')),
  at timestamptz not null,
  -- why it was cleared
  reason text check (reason in ('gone', 'interrupted')),
  item jsonb not null,
  -- null until it is safe on the log
  told_at timestamptz,
  unique (alarm_id, raised_at, type)
);
create index on timeseries.alarm_event (number) where told_at is null;
