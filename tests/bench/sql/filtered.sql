-- The same figures in cents, of a quarter's deals of partners that are of 5,000
-- euros or more.
select sum(case type when 'open' then amount * 100 else 0 end),
	sum(case type when 'won' then amount * 100 else 0 end),
	sum(case type when 'open' then amount * probability else 0 end),
	sum(type = 'won'), sum(type = 'open')
from (select *, case type when 'won' then closed else close end day
	from deal join stage using (stage) where type <> 'lost')
where day >= '2026-10-01' and day < '2027-01-01' and source = 'partner'
	and currency = 'EUR' and amount >= 5000;
