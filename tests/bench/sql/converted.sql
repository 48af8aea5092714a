-- Pipeline, won, weighted and counts of a quarter in euros: of a dollar 100 of
-- 125, of a yen 100 of 160 cents, rounded deal by deal, half away from zero.
select sum(case type when 'open' then cents else 0 end),
	sum(case type when 'won' then cents else 0 end),
	sum(case type when 'open' then (cents * probability + 50) / 100
		else 0 end),
	sum(type = 'won'), sum(type = 'open')
from (select type, probability, case currency
		when 'USD' then (amount * 10000 * 2 + 125) / 250
		when 'JPY' then (amount * 100 * 2 + 160) / 320
		else amount * 100 end cents
	from (select *, case type when 'won' then closed else close end day
		from deal join stage using (stage) where type <> 'lost')
	where day >= '2026-10-01' and day < '2027-01-01');
