-- A reading that came when no window of its kind could take it any more is stored and marked.
alter table timeseries.traffic_observation add column is_late boolean not null default false;
alter table timeseries.vehicle_observation add column is_late boolean not null default false;
alter table timeseries.air_observation add column is_late boolean not null default false;
alter table timeseries.weather_observation add column is_late boolean not null default false;
alter table timeseries.parking_observation add column is_late boolean not null default false;
alter table timeseries.camera_observation add column is_late boolean not null default false;
