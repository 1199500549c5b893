-- A day, a week and 28 days of a partition are of 24 hours each, whatever the time zone of the server: with one that has
-- daylight saving, the partition of the night in which clocks change would end an hour beside where the next one begins.
alter function timeseries.create_partition set timezone to 'UTC';
alter function timeseries.maintain_series set timezone to 'UTC';

-- Partitions that already end beside the next one's beginning get the end that they should have. What one held of the
-- next one's time goes into that or the default partition, and what lies in the default partition of its own time
-- comes back.
set local timezone to 'UTC';
do $$
declare
  entry record;
begin
  for entry in
    select partition.name, partition.series, partition.from_at, partition.to_at,
           partition.from_at + series.chunk as ends
      from timeseries.series_partition as partition join timeseries.series as series on series.name = partition.series
     where series.tier = 'native' and partition.to_at <> partition.from_at + series.chunk
       and partition.to_at - (partition.from_at + series.chunk) between interval '-3 hours' and interval '3 hours'
     order by partition.series, partition.from_at
  loop
    execute format('alter table timeseries.%I detach partition timeseries.%I', entry.series, entry.name);
    execute format(
      'with moved as (delete from timeseries.%I where ts >= %L and ts < %L returning *) insert into timeseries.%I select * from moved',
      entry.series || '_default', entry.to_at, entry.ends, entry.name);
    execute format(
      'with moved as (delete from timeseries.%I where ts >= %L returning *) insert into timeseries.%I select * from moved',
      entry.name, entry.ends, entry.series);
    execute format('alter table timeseries.%I attach partition timeseries.%I for values from (%L) to (%L)',
      entry.series, entry.name, entry.from_at, entry.ends);
    update timeseries.series_partition set to_at = entry.ends where name = entry.name;
  end loop;
end $$;
