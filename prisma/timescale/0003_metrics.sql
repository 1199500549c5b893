-- Windows per segment, and what is typical for each hour of the week (0 = Monday 00:00 in the city's time zone).

-- series: segment_metric_1m chunk 1 day keep 8 days
create table timeseries.segment_metric_1m (
  segment_id text not null,
  -- window start
  ts timestamptz not null,
  vehicle_km float8 not null,
  vehicle_hours float8 not null,
  vehicles int not null,
  flow_vph float8 not null,
  speed_kmh float8,
  density_vpkm float8 not null,
  occupancy float8,
  free_flow_kmh float8 not null,
  free_flow_source text not null,
  ratio float8,
  congestion_class text not null,
  observed real not null,
  imputed real not null,
  suspect real not null,
  is_corrected boolean not null default false,
  primary key (segment_id, ts)
);
create index on timeseries.segment_metric_1m (ts, segment_id);

-- series: segment_metric_5m chunk 7 days keep 100 days
create table timeseries.segment_metric_5m (
  segment_id text not null,
  -- window start
  ts timestamptz not null,
  vehicle_km float8 not null,
  vehicle_hours float8 not null,
  vehicles int not null,
  flow_vph float8 not null,
  speed_kmh float8,
  density_vpkm float8 not null,
  occupancy float8,
  free_flow_kmh float8 not null,
  free_flow_source text not null,
  ratio float8,
  congestion_class text not null,
  observed real not null,
  imputed real not null,
  suspect real not null,
  is_corrected boolean not null default false,
  primary key (segment_id, ts)
);
create index on timeseries.segment_metric_5m (ts, segment_id);

-- series: segment_metric_15m chunk 7 days keep 400 days
create table timeseries.segment_metric_15m (
  segment_id text not null,
  -- window start
  ts timestamptz not null,
  vehicle_km float8 not null,
  vehicle_hours float8 not null,
  vehicles int not null,
  flow_vph float8 not null,
  speed_kmh float8,
  density_vpkm float8 not null,
  occupancy float8,
  free_flow_kmh float8 not null,
  free_flow_source text not null,
  ratio float8,
  congestion_class text not null,
  observed real not null,
  imputed real not null,
  suspect real not null,
  is_corrected boolean not null default false,
  primary key (segment_id, ts)
);
create index on timeseries.segment_metric_15m (ts, segment_id);

create table timeseries.segment_profile (
  segment_id text not null,
  hour_of_week smallint not null check (hour_of_week between 0 and 167),
  metric text not null check (metric in ('speed_kmh', 'flow_vph', 'density_vpkm', 'ratio')),
  p15 float8 not null,
  p50 float8 not null,
  p85 float8 not null,
  mad float8 not null,
  samples int not null,
  primary key (segment_id, hour_of_week, metric)
);

create table timeseries.segment_free_flow (
  segment_id text primary key,
  free_flow_kmh float8 not null,
  source text not null check (source in ('measured', 'posted')),
  samples int not null,
  computed_at timestamptz not null default now()
);

create table timeseries.device_profile (
  device_id text not null,
  channel text not null,
  hour_of_week smallint not null check (hour_of_week between 0 and 167),
  p15 float8 not null,
  p50 float8 not null,
  p85 float8 not null,
  mad float8 not null,
  samples int not null,
  primary key (device_id, channel, hour_of_week)
);

-- series: city_figure_1m chunk 28 days keep 400 days
create table timeseries.city_figure_1m (
  figure text not null,
  ts timestamptz not null,
  value float8,
  used int not null,
  total int not null,
  detail jsonb not null default '{}',
  primary key (figure, ts)
);

create table timeseries.figure_profile (
  figure text not null,
  hour_of_week smallint not null check (hour_of_week between 0 and 167),
  p15 float8 not null,
  p50 float8 not null,
  p85 float8 not null,
  primary key (figure, hour_of_week)
);
