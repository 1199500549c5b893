-- Faults of sensors, and what city figures are made of.


create table timeseries.sensor_fault (
  device_id text not null,
  fault_class text not null,
  -- event time from which on the evidence held
  since timestamptz not null,
  kind text not null,
  found_at timestamptz not null,
  ended_at timestamptz,
  evidence jsonb not null,
  primary key (device_id, fault_class, since)
);
create index on timeseries.sensor_fault (found_at);
create index on timeseries.sensor_fault (device_id) where ended_at is null;

alter table timeseries.city_figure_1m
  add column observed real,
  add column imputed real,
  add column suspect real;
