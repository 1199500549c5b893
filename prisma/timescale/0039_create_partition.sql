-- Creates the partition that holds `at`, moving there what already came into the default partition. Nothing comes into
-- that one in between: a row that did would not let the new partition be attached.
create or replace function timeseries.create_partition(series_name text, at timestamptz) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  chunk_size interval;
  begins timestamptz;
  ends timestamptz;
  partition text;
  stray boolean;
begin
  select chunk into strict chunk_size from timeseries.series where name = series_name and tier = 'native';
  -- 3 January 2000 was a Monday, so that week-long partitions begin on Mondays.
  begins := date_bin(chunk_size, at, timestamptz '2000-01-03 00:00:00+00');
  ends := begins + chunk_size;
  partition := series_name || '_p' || to_char(begins at time zone 'UTC', 'YYYYMMDDHH24');
  if exists (select from timeseries.series_partition where series = series_name and from_at = begins) then
    return null;
  end if;
  -- Who writes such rows now waits for the table, not for its default partition: they are put in their place when the
  -- wait is over, and would be refused there. Other tables' locks are kept meanwhile, so this one is taken only then.
  execute format('select exists (select from timeseries.%I where ts >= %L and ts < %L)',
    series_name || '_default', begins, ends) into stray;
  if stray then
    execute format('lock table only timeseries.%I in share row exclusive mode', series_name);
  end if;
  execute format('lock table timeseries.%I in share row exclusive mode', series_name || '_default');
  execute format('create table timeseries.%I (like timeseries.%I including all)', partition, series_name);
  execute format(
    'with moved as (delete from timeseries.%I where ts >= %L and ts < %L returning *) insert into timeseries.%I select * from moved',
    series_name || '_default', begins, ends, partition);
  execute format('alter table timeseries.%I attach partition timeseries.%I for values from (%L) to (%L)',
    series_name, partition, begins, ends);
  insert into timeseries.series_partition values (partition, series_name, begins, ends);
  return partition;
end $$;
