-- Registry of the time-partitioned tables and their maintenance, the same on every tier.
-- A migration file declares such a table by a line `-- series: <table> chunk <interval> keep <interval|forever>`;
-- the runner (packages/db/src/migrate.ts) makes it a hypertable, or RANGE partitions on plain PostgreSQL.

create table timeseries.series (
  name text primary key,
  tier text not null check (tier in ('native', 'apache', 'tsl')),
  chunk interval not null,
  -- null: forever
  keep interval
);

-- Partitions of the native tier; the default partition of each table is not listed.
create table timeseries.series_partition (
  name text primary key,
  series text not null references timeseries.series (name) on delete cascade,
  from_at timestamptz not null,
  to_at timestamptz not null,
  unique (series, from_at)
);

-- Creates the partition that holds `at`, moving there what already came into the default partition.
create function timeseries.create_partition(series_name text, at timestamptz) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  chunk_size interval;
  begins timestamptz;
  ends timestamptz;
  partition text;
begin
  select chunk into strict chunk_size from timeseries.series where name = series_name and tier = 'native';
  -- 3 January 2000 was a Monday, so that week-long partitions begin on Mondays.
  begins := date_bin(chunk_size, at, timestamptz '2000-01-03 00:00:00+00');
  ends := begins + chunk_size;
  partition := series_name || '_p' || to_char(begins at time zone 'UTC', 'YYYYMMDDHH24');
  if exists (select from timeseries.series_partition where series = series_name and from_at = begins) then
    return null;
  end if;
  execute format('create table timeseries.%I (like timeseries.%I including all)', partition, series_name);
  execute format(
    'with moved as (delete from timeseries.%I where ts >= %L and ts < %L returning *) insert into timeseries.%I select * from moved',
    series_name || '_default', begins, ends, partition);
  execute format('alter table timeseries.%I attach partition timeseries.%I for values from (%L) to (%L)',
    series_name, partition, begins, ends);
  insert into timeseries.series_partition values (partition, series_name, begins, ends);
  return partition;
end $$;

-- Creates partitions from the youngest of (kept, `back`) to three ahead of `now_at`, and drops what is older than kept.
-- `keep_overrides` maps a table to another retention, such as {"vehicle_observation": "12 hours"}.
create function timeseries.maintain_series(
  now_at timestamptz,
  keep_overrides jsonb default '{}',
  back interval default '32 days'
) returns table (action text, name text)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  entry record;
  kept interval;
  moment timestamptz;
  partition text;
begin
  perform pg_advisory_xact_lock(hashtext('timeseries.maintain_series'));
  for entry in select * from timeseries.series order by series.name loop
    kept := coalesce((keep_overrides ->> entry.name)::interval, entry.keep);
    if entry.tier <> 'native' then
      continue when kept is null;
      for partition in
        execute format('select public.drop_chunks(%L::regclass, older_than => %L::timestamptz)::text',
          'timeseries.' || quote_ident(entry.name), now_at - kept)
      loop
        action := 'dropped'; name := partition; return next;
      end loop;
      continue;
    end if;
    moment := now_at - least(coalesce(kept, back), back);
    while moment < now_at + 3 * entry.chunk loop
      partition := timeseries.create_partition(entry.name, moment);
      if partition is not null then
        action := 'created'; name := partition; return next;
      end if;
      moment := moment + entry.chunk;
    end loop;
    continue when kept is null;
    for partition in
      delete from timeseries.series_partition p
      where p.series = entry.name and p.to_at <= now_at - kept returning p.name
    loop
      execute format('drop table timeseries.%I', partition);
      action := 'dropped'; name := partition; return next;
    end loop;
    execute format('delete from timeseries.%I where ts < %L', entry.name || '_default', now_at - kept);
  end loop;
end $$;

revoke all on function timeseries.create_partition from public;
revoke all on function timeseries.maintain_series from public;
