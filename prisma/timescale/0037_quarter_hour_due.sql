-- Quarter-hours whose five-minute windows were written since they were last rolled up, however long ago they were.
create table timeseries.quarter_hour_due (
  -- start of the quarter-hour
  ts timestamptz primary key,
  -- another one with every write, so that a quarter-hour that changes while it is rolled up stays due
  version uuid not null default gen_random_uuid()
);

-- Those that have windows and were never rolled up, found by one look at the index for each quarter-hour.
insert into timeseries.quarter_hour_due (ts)
with recursive quarter as (
  select date_bin('15 minutes', min(ts), timestamptz '2000-01-01 00:00:00+00') as ts from timeseries.segment_metric_5m
  union all
  select (
    select date_bin('15 minutes', min(m.ts), timestamptz '2000-01-01 00:00:00+00')
      from timeseries.segment_metric_5m m where m.ts >= quarter.ts + interval '15 minutes'
  )
  from quarter where quarter.ts is not null
)
select ts from quarter
  where ts is not null and not exists (select from timeseries.segment_metric_15m m where m.ts = quarter.ts);
