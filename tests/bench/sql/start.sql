-- What there is before the deals: stages and what they mean, reps, accounts.
create table stage(stage text primary key, probability integer,
	type text) without rowid;
insert into stage values
	('prospecting', 10, 'open'), ('qualification', 20, 'open'),
	('needs', 40, 'open'), ('proposal', 60, 'open'),
	('verbal', 70, 'open'), ('negotiation', 80, 'open'),
	('won', 100, 'won'), ('lost', 0, 'lost');
create table account(account text, name text);
create table team(key text, name text, parent text);
create table rep(handle text, name text, team text);
create table quota(holder text, period text, value integer, currency text);
.mode csv
.import --skip 1 accounts.csv account
.import --skip 1 teams.csv team
.import --skip 1 reps.csv rep
.import --skip 1 quotas.csv quota
create unique index account_ext on account(account);

-- The forecast by owner, quarter and currency, from the deals. Money in minor
-- units; weighted is rounded deal by deal.
create view figures as
select owner, quarter, currency,
	sum(case type when 'won' then minor else 0 end) won,
	sum(case type when 'open' then minor else 0 end) pipeline,
	sum(case type when 'open' then (minor * probability + 50) / 100
		else 0 end) weighted,
	sum(type = 'won') deals_won, sum(type = 'open') deals_open
from (select owner, currency, type, probability,
		amount * case currency when 'JPY' then 1 else 100 end minor,
		substr(day, 1, 4) || 'Q' || ((substr(day, 6, 2) + 2) / 3)
		quarter
	from (select *, case type when 'won' then closed else close end day
		from deal join stage using (stage) where type <> 'lost'))
group by 1, 2, 3;
