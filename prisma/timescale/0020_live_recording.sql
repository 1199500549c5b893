-- What was live, as it was live: for each channel of the live store slices of some seconds, each with the changes that
-- were published in it, every few minutes beginning with the whole state. Late data is only in the slice in which it
-- came. `body` is gzip, `state_hash` the sha256 of the state at the slice's end.

-- series: live_slice chunk 1 day keep 8 days
create table timeseries.live_slice (
  channel text not null,
  -- start of the slice
  ts timestamptz not null,
  ends_at timestamptz not null,
  is_whole boolean not null,
  body bytea not null,
  state_hash text not null,
  primary key (channel, ts)
);

-- Where single vehicles were: kept no longer than their observations.
-- series: live_vehicle_slice chunk 1 hour keep 6 hours
create table timeseries.live_vehicle_slice (
  channel text not null,
  ts timestamptz not null,
  ends_at timestamptz not null,
  is_whole boolean not null,
  body bytea not null,
  state_hash text not null,
  primary key (channel, ts)
);

-- When something abnormal came on the list and when it left it, as the list was then.
create table timeseries.abnormal_episode (
  id text not null,
  known_at timestamptz not null,
  gone_at timestamptz,
  severity smallint not null check (severity between 1 and 4),
  kind text not null,
  code text not null,
  item jsonb not null,
  primary key (id, known_at)
);
create index on timeseries.abnormal_episode (known_at);
