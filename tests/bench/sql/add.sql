-- One more deal: the row, its event, the roll-up; durable.
pragma synchronous = full;
begin immediate;
insert into deal values ('D' || (select max(rowid) + 1 from deal), 'New deal',
	'A1', 'rep001', 'prospecting', 1000, 'USD', '2026-12-01',
	'2026-10-15T09:00:00Z', 'event', null, null, null, null, null);
insert into event values ('D' || last_insert_rowid(), 'made', null,
	json_array('New deal', 'A1', 'rep001', 'prospecting', 1000, 'USD',
		'2026-12-01', 'event'), '2026-10-15T09:00:00Z');
insert into rollup values ('rep001', '2026Q4', 'USD', 0, 100000, 10000, 0, 1)
	on conflict do update set pipeline = pipeline + 100000,
		weighted = weighted + 10000, deals_open = deals_open + 1;
commit;
