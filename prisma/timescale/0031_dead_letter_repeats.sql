-- The same message again within a day, refused for the same reason, is one letter that came several times.
alter table timeseries.dead_letter
  -- what came: SHA-256 of the message, and which element of it
  add column identity text,
  -- how often it came again
  add column repeats int not null default 0,
  -- when it came again last; null while it came once
  add column repeated_at timestamptz;
create index on timeseries.dead_letter (identity, received_at);
