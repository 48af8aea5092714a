-- What became of the deals: an event a change, the deals as they now stand,
-- and the roll-up anew. All or nothing, synced.
pragma synchronous = full;
begin;
create temp table was as select max(rowid) n from event;
.mode csv
.import --skip 1 changes.csv event
create temp table last as select deal, field, new, max(event.rowid)
	from event, was where event.rowid > n group by 1, 2;
create index temp.last_field on last(field);
update deal set stage = new from last
	where field = 'stage' and deal = ext;
update deal set amount = new from last
	where field = 'amount' and deal = ext;
update deal set close = new from last
	where field = 'close' and deal = ext;
update deal set next_step = new from last
	where field = 'next_step' and deal = ext;
update deal set closed = at
	from (select deal, max(at) at from event, was
		where event.rowid > n and field = 'stage' group by 1)
	where deal = ext and stage in ('won', 'lost');
delete from rollup;
insert into rollup select * from figures;
commit;
