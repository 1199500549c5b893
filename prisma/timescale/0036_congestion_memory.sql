-- How far congestion has taken the windows of each size, and what it remembers of them: as it was after those that begin
-- at `taken_to`, written in the transaction that stores what was found in them.
create table timeseries.congestion_memory (
  size_s int primary key,
  taken_to timestamptz not null,
  memory json not null,
  -- what was found and may not be on the log yet; null when it is
  untold json
);
