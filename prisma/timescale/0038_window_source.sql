-- What a window was made of: 'vehicles', 'loops' or 'typical'; null in windows of earlier versions. A window of vehicles
-- tells for how much of it their feed was alive, and so whether a segment without a window was empty or not observed.
alter table timeseries.segment_metric_5m add column source text;
