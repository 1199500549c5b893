-- What the checks of each sensor's health remember, as it was after the reading that was received at `taken_to`.
create table timeseries.sensor_health_state (
  device_id text primary key,
  taken_to timestamptz not null,
  state json not null
);
