-- Queues, bottlenecks and anomalies of traffic.

create table timeseries.queue (
  id text primary key,
  place text not null,
  started_at timestamptz not null,
  peak_at timestamptz not null,
  peak_length_m float8 not null,
  peak_vehicles float8 not null,
  delay_veh_h float8 not null,
  ended_at timestamptz,
  end_kind text,
  merged_into text,
  split_from text,
  -- as it was in the last minute in which it was seen
  state jsonb not null
);
create index on timeseries.queue (started_at, id);
create index on timeseries.queue (id) where ended_at is null;

-- series: queue_state_1m chunk 7 days keep 400 days
create table timeseries.queue_state_1m (
  queue_id text not null,
  -- end of the minute
  ts timestamptz not null,
  head_segment_id text not null,
  tail_segment_id text not null,
  length_m float8 not null,
  growth_m_per_min float8 not null,
  vehicles float8 not null,
  speed_kmh float8,
  delay_veh_h float8 not null,
  segment_ids jsonb not null,
  primary key (queue_id, ts)
);
create index on timeseries.queue_state_1m (ts, queue_id);

create table timeseries.bottleneck (
  id text primary key,
  rule text not null,
  place text not null,
  upstream_segment_id text not null,
  downstream_segment_id text not null,
  started_at timestamptz not null,
  last_at timestamptz not null,
  ended_at timestamptz,
  duration_s float8 not null,
  extent_m float8 not null,
  delay_veh_h float8 not null
);
create index on timeseries.bottleneck (started_at, id);

create table timeseries.anomaly (
  segment_id text not null,
  reason text not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  peak_score float8 not null,
  score float8 not null,
  value float8 not null,
  median float8 not null,
  mad float8 not null,
  primary key (segment_id, reason, started_at)
);
create index on timeseries.anomaly (started_at);
