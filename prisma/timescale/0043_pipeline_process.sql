-- How each process of a pipeline of several is, so that the one that tells the console can tell of all of them.
create table timeseries.pipeline_process (
  id text primary key,
  roles text[] not null,
  -- parts that are not well, with the reason
  unwell json not null,
  reported_at timestamptz not null
);
