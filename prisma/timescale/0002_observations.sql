-- Readings as they came, one table a kind. A reading's identity is its primary key: the device, the time, what the
-- device measures with (lane, bay, vehicle) and the device's own running number (-1: it sends none).

-- series: traffic_observation chunk 1 day keep 400 days
create table timeseries.traffic_observation (
  device_id text not null,
  ts timestamptz not null,
  lane smallint not null default -1,
  seq bigint not null default -1,
  received_at timestamptz not null default now(),
  flow_vph float8,
  count int,
  period_s float8,
  speed_kmh float8,
  occupancy float8,
  primary key (device_id, ts, lane, seq)
);
create index on timeseries.traffic_observation (ts, device_id);

-- series: vehicle_observation chunk 1 hour keep 6 hours
create table timeseries.vehicle_observation (
  device_id text not null,
  ts timestamptz not null,
  vehicle_id text not null,
  seq bigint not null default -1,
  received_at timestamptz not null default now(),
  lon float8 not null,
  lat float8 not null,
  speed_kmh float8 not null,
  heading_deg float8,
  segment_id text,
  primary key (device_id, ts, vehicle_id, seq)
);

-- series: air_observation chunk 7 days keep 400 days
create table timeseries.air_observation (
  device_id text not null,
  ts timestamptz not null,
  seq bigint not null default -1,
  received_at timestamptz not null default now(),
  -- µg/m³, carbon monoxide mg/m³
  pm25 float8,
  pm10 float8,
  no2 float8,
  o3 float8,
  so2 float8,
  co float8,
  primary key (device_id, ts, seq)
);
create index on timeseries.air_observation (ts, device_id);

-- series: weather_observation chunk 7 days keep 400 days
create table timeseries.weather_observation (
  device_id text not null,
  ts timestamptz not null,
  seq bigint not null default -1,
  received_at timestamptz not null default now(),
  temperature_c float8,
  relative_humidity float8,
  precipitation_mm_h float8,
  wind_ms float8,
  wind_deg float8,
  visibility_m float8,
  pressure_hpa float8,
  primary key (device_id, ts, seq)
);
create index on timeseries.weather_observation (ts, device_id);

-- series: parking_observation chunk 7 days keep 400 days
create table timeseries.parking_observation (
  device_id text not null,
  ts timestamptz not null,
  bay text not null default '',
  seq bigint not null default -1,
  received_at timestamptz not null default now(),
  occupied int,
  capacity int,
  is_occupied boolean,
  primary key (device_id, ts, bay, seq)
);
create index on timeseries.parking_observation (ts, device_id);

-- series: camera_observation chunk 7 days keep 400 days
create table timeseries.camera_observation (
  device_id text not null,
  ts timestamptz not null,
  seq bigint not null default -1,
  received_at timestamptz not null default now(),
  counts jsonb not null,
  speed_kmh float8,
  queue_m float8,
  stopped int,
  primary key (device_id, ts, seq)
);
create index on timeseries.camera_observation (ts, device_id);

-- The newest reading of each device but vehicles, by its own time.
create table timeseries.latest_observation (
  device_id text primary key,
  kind text not null,
  ts timestamptz not null,
  received_at timestamptz not null,
  values jsonb not null
);
create index on timeseries.latest_observation (kind);

create table timeseries.dead_letter (
  id bigserial primary key,
  received_at timestamptz not null default now(),
  topic text not null,
  device_id text,
  kind text,
  reason text not null,
  detail text,
  payload bytea not null,
  replayed_at timestamptz
);
create index on timeseries.dead_letter (device_id, id);
create index on timeseries.dead_letter (received_at);

-- Where each consumer of the event log resumes; written in the transaction of the rows themselves.
create table timeseries.log_position (
  consumer_group text not null,
  topic text not null,
  partition int not null,
  next_offset bigint not null,
  primary key (consumer_group, topic, partition)
);

create table timeseries.backfill_state (
  name text primary key,
  done_rows bigint not null default 0,
  total_rows bigint not null,
  started_at timestamptz not null default now(),
  finished_at timestamptz
);
