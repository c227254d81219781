-- What ten million results taught: how many holders a result names, so that a name need not be checked holder by
-- holder where there is one; and the few rows of history that put anything but "active".

alter table results.result add column holders smallint not null default 1 check (holders >= 1);
update results.result r set holders = named.count
  from (select result_id, count(*)::smallint as count from results.holder group by result_id) named
  where named.result_id = r.id and named.count > 1;
alter table results.result alter column holders drop default;

create index state_change_puts on results.state_change (puts) where layer > 0;

-- The judge's report stands in `signatures` since 0030.
alter table results.result add foreign key (report_id) references signatures.report (id);
create index result_report on results.result (report_id) where report_id is not null;
