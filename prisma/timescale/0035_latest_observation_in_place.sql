-- Every batch updates the newest reading of each of its devices. In pages with room for the next version, and without an
-- index that has to name it too, an update stays in its page and takes no entry in an index (heap-only tuples).
drop index timeseries.latest_observation_kind_idx;
alter table timeseries.latest_observation set (fillfactor = 45);
