-- Days of the city's calendar that are over, each summed up from its quarter-hours once. The sums hold as long as
-- `summed_version` is `version`, which grows with every change of a quarter-hour of the day.
create table timeseries.traffic_day (
  from_at timestamptz primary key,
  to_at timestamptz not null,
  vehicle_km float8,
  vehicle_hours float8,
  -- null where nothing tells
  observed float8,
  segments int,
  quarter_hours int,
  version bigint not null default 1,
  summed_version bigint
);

-- Whoever makes a row holds an advisory lock alone for that moment, whoever changes quarter-hours shares it to the end of
-- the transaction: so what is summed up after a row was made holds every change that did not find the row.

-- A quarter-hour is settled in the transaction that rolls it up, or in the next one, if it changed meanwhile.
create function timeseries.unsettle_traffic_day() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(hashtext('timeseries.traffic_day'));
  update timeseries.traffic_day d set version = version + 1
    where exists (select from settled s where s.ts >= d.from_at and s.ts < d.to_at);
  return null;
end $$;

create trigger unsettle_traffic_day after delete on timeseries.quarter_hour_due
  referencing old table as settled for each statement execute function timeseries.unsettle_traffic_day();

-- A load of history writes quarter-hours of any day, in the transaction that notes how far it came.
create function timeseries.unsettle_traffic_days() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(hashtext('timeseries.traffic_day'));
  update timeseries.traffic_day set version = version + 1;
  return null;
end $$;

create trigger unsettle_traffic_days after update on timeseries.backfill_state
  for each statement execute function timeseries.unsettle_traffic_days();
