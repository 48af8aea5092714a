-- The deals as they were made: rows, external ids, two more indexes, an event
-- for each with what it was made of, and the roll-up. All or nothing, synced.
pragma synchronous = full;
begin;
create table deal(ext text, name text, account text, owner text, stage text,
	amount integer, currency text, close text, created text, source text,
	quantity integer, competitor text, next_step text, next text);
.mode csv
.import --skip 1 deals.csv deal
alter table deal add column closed text;
create unique index deal_ext on deal(ext);
create index deal_account on deal(account);
create index deal_owner_stage on deal(owner, stage);
create table event(deal text, field text, old text, new text, at text);
insert into event select ext, 'made', null, json_array(name, account, owner,
	stage, amount, currency, close, source, quantity, competitor,
	next_step, next), created from deal;
create index event_deal on event(deal);
create table rollup(owner text, quarter text, currency text, won integer,
	pipeline integer, weighted integer, deals_won integer,
	deals_open integer, primary key (owner, quarter, currency))
	without rowid;
insert into rollup select * from figures;
commit;
